"""Processes that belong to `care run`: they end with it, and are started again when they end without it."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.nursery import Nursery

LEASH = Path(__file__).with_name("leash.py")
GRACE = 5.0  # seconds between asking a process to stop and killing it
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before it is started again, doubling
STEADY = 60.0  # seconds after which a process counts as well
LOOK_AGAIN = 0.1  # seconds between two looks whether it is ready

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Plan:
    """What to start: `env` is the whole environment; what it says goes to the file `log`."""

    name: str
    argv: tuple[str, ...]
    env: dict[str, str]
    folder: Path
    log: Path


@asynccontextmanager
async def running(plan: Plan) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start a process in a group of its own, and leave nothing of the group behind."""
    watched, held = os.pipe()
    try:
        process = await _started(plan, watched)
        try:
            yield process
        finally:
            await _stopped(process)
    finally:
        os.close(held)
        os.close(watched)


async def _started(plan: Plan, watched: int) -> asyncio.subprocess.Process:
    plan.log.parent.mkdir(parents=True, exist_ok=True)
    with plan.log.open("ab") as heard:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", str(LEASH), str(watched), *plan.argv),
            cwd=plan.folder,
            env=plan.env,
            pass_fds=[watched],
            start_new_session=True,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=heard,
            stderr=heard,
        )


async def _stopped(process: asyncio.subprocess.Process) -> None:
    """Ask the group to stop, then make it; who is cancelled meanwhile makes it at once."""
    _signal_group(process.pid, signal.SIGTERM)
    try:
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), GRACE)
    finally:
        _signal_group(process.pid, signal.SIGKILL)
        await process.wait()


def _signal_group(group: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):  # macOS says "not permitted" of a group that has just ended
        os.killpg(group, number)


class Kept:
    """A process that is started again, with growing pauses, until it is let go or `keep` is cancelled.

    `changed` is called whenever it has become ready, or ceased to be.
    """

    def __init__(
        self, plan: Plan, is_ready: Callable[[], Awaitable[bool]], changed: Callable[[], None] = lambda: None
    ) -> None:
        self.plan = plan
        self.ready = asyncio.Event()
        self._is_ready = is_ready
        self._changed = changed
        self._let_go = asyncio.Event()

    @property
    def name(self) -> str:
        return self.plan.name

    @property
    def log(self) -> Path:
        return self.plan.log

    async def keep(self) -> None:
        async with Nursery() as nursery:
            nursery.start(self._keep(), self.name)
            await self._let_go.wait()
            nursery.cancel_all()

    def let_go(self) -> None:
        """Stop the process; `keep` ends when it has."""
        self._let_go.set()

    async def _keep(self) -> None:
        pause = FIRST_PAUSE
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            async with running(self.plan) as process:
                await self._watch(process)
            pause = FIRST_PAUSE if loop.time() - began > STEADY else pause
            log.warning("process_ended", process=self.name, code=process.returncode, again_in=pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        while process.returncode is None and not await self._is_ready():  # noqa: ASYNC110 - it cannot tell us
            await asyncio.sleep(LOOK_AGAIN)
        if process.returncode is None:
            self.ready.set()
            self._changed()
        await process.wait()
        self.ready.clear()
        self._changed()
