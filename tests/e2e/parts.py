"""The real processes: the sandbox, Rasa, `care run`; each may be killed and started again."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp.test_utils import unused_port

from bot.settings_checks import HOUSE, SANDBOX_TOKEN
from nlu.addresses import Addresses
from nlu.client import NluClient
from nlu.serving import PASSED_ON, Home, model_path, needs_training, server_command, train_command
from tests.e2e.waiting import until

HOME = Home(HOUSE)
NLU_TOKEN = "a-token-for-tests"
STARTS_WITHIN = 120.0  # seconds; only a very busy machine needs them


@dataclass
class Part:
    """One process in a group of its own. `env` is its whole environment; each start has a log of its own."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str]
    folder: Path
    is_up: Callable[["Part"], Awaitable[bool]]
    starts: int = 0
    process: asyncio.subprocess.Process | None = field(default=None)

    @property
    def running(self) -> asyncio.subprocess.Process:
        assert self.process is not None, f"{self.name} was not started"
        return self.process

    @property
    def log(self) -> Path:
        return self.folder / "logs" / f"{self.name}-{self.starts}.log"

    async def start(self) -> None:
        self.starts += 1
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as heard:
            self.process = await asyncio.create_subprocess_exec(
                *self.argv,
                env=dict(self.env),
                cwd=HOUSE,
                start_new_session=True,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=heard,
                stderr=heard,
            )

    async def until_up(self) -> None:
        async def ready() -> bool:
            assert self.running.returncode is None, f"{self.name} ended: {self.said()[-2000:]}"
            return await self.is_up(self)

        await until(ready, f"{self.name} to be up", within=STARTS_WITHIN)

    def signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.running.pid, number)

    async def kill(self) -> None:
        """SIGKILL: it hears nothing of it and puts nothing in order."""
        if self.process is not None and self.process.returncode is None:
            self.signal(signal.SIGKILL)
            await self.process.wait()

    def said(self) -> str:
        """What it has said since its last start."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""


@contextlib.asynccontextmanager
async def up(part: Part) -> AsyncIterator[Part]:
    """Start a part, wait until it is up, and kill it at the end."""
    try:
        await part.start()
        await part.until_up()
        yield part
    finally:
        await part.kill()


def sandbox_part(folder: Path, port: int, ratio: float, web_port: int) -> Part:
    env = _passed_on() | {
        "SANDBOX_PORT": str(port),
        "LIMITS_RATIO": str(ratio),
        "SANDBOX_PRODUCT_URL": f"http://127.0.0.1:{web_port}",
    }

    async def is_up(_: Part) -> bool:
        try:
            async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{port}/sandbox/record") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    return Part("sandbox", (sys.executable, "-m", "bot.sandbox"), env, folder, is_up)


def rasa_part(folder: Path, port: int, model: Path | None = None) -> Part:
    """Rasa with this model, or with the one for the present data."""
    command = server_command(HOME, port, NLU_TOKEN, model or model_path(HOME))

    async def is_up(_: Part) -> bool:
        client = NluClient(Addresses(f"http://127.0.0.1:{port}"), NLU_TOKEN)
        try:
            return await client.is_up()
        finally:
            await client.close()

    return Part("rasa", command.argv, command.env, folder, is_up)


async def trained() -> None:
    """Train the model for the present data, if there is none."""
    for _ in range(3):  # the data may change while it is trained on
        if not needs_training(HOME):
            return
        command = train_command(HOME)
        process = await asyncio.create_subprocess_exec(*command.argv, env=command.env, cwd=command.folder)
        assert await process.wait() == 0, "training failed"


def product_part(folder: Path, settings: Mapping[str, str]) -> Part:
    """`care run` with these settings and no others. It is up when it says so."""

    async def is_up(part: Part) -> bool:
        return "Rapport is ready." in part.said()

    env = _passed_on() | {"VAR_DIR": str(folder / "var"), "COMPANY_TIME_ZONE": "UTC"} | dict(settings)
    return Part("care-run", (sys.executable, "-m", "bot", "run"), env, folder, is_up)


def beside(sandbox: int, nlu: int, web: int, database_url: str, ratio: float) -> dict[str, str]:
    """The settings of a product whose neighbours run already."""
    return {
        "BOT_TOKEN": SANDBOX_TOKEN,
        "TELEGRAM_API_URL": f"http://127.0.0.1:{sandbox}",
        "NLU_URL": f"http://127.0.0.1:{nlu}",
        "NLU_TOKEN": NLU_TOKEN,
        "WEB_PORT": str(web),
        "SANDBOX_PORT": str(sandbox),
        "DATABASE_URL": database_url,
        "LIMITS_RATIO": str(ratio),
    }


def free_ports(count: int) -> list[int]:
    found: set[int] = set()
    while len(found) < count:
        found.add(unused_port())
    return list(found)


def _passed_on() -> dict[str, str]:
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ}
