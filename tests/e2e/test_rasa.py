"""`care run` as a person starts it: with its own sandbox and the real Rasa, and nothing else."""

import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import psutil
import pytest
import pytest_asyncio

from bot.app import SANDBOX_GROUP
from tests.e2e.parts import Part, free_ports, product_part, trained, up
from tests.e2e.waiting import until
from tests.sandbox.control import Control

PATIENCE = 60.0  # seconds for anything to happen on a busy machine
ASHA, RAMON, WEI = 101, 102, 103
BROKEN_LID = "My order 4711 came with a broken lid and nobody answers the phone"

pytestmark = [pytest.mark.timeout(900), pytest.mark.asyncio(loop_scope="module")]


@dataclass
class Running:
    """The product with its neighbours, and the people before it."""

    part: Part
    control: Control
    nlu_port: int
    seen: dict[int, int] = field(default_factory=dict)

    async def asks(self, person: int, text: str) -> str:
        """A customer writes; the next message they get."""
        await self.control.say(person, text)
        return str((await self.next(person))["text"])

    async def next(self, chat: int, method: str = "sendMessage") -> dict[str, Any]:
        """The parameters of the next such call to this chat."""
        found: list[dict[str, Any]] = []

        async def there() -> bool:
            entries = await self.control.record(chat=chat, after=self.seen.get(chat, 0))
            found[:] = [entry for entry in entries if entry["method"] == method and entry["delivered"]]
            return bool(found)

        await until(there, f"{method} to {chat}", within=PATIENCE)
        self.seen[chat] = found[0]["seq"]
        parameters: dict[str, Any] = found[0]["params"]
        return parameters

    def rasa(self) -> psutil.Process:
        """The process that listens on our NLU port."""
        return next(one for one in family(self.part) if listens_on(one, self.nlu_port))

    async def is_read(self) -> bool:
        async with self.control.session.get(f"http://127.0.0.1:{self.part.env['WEB_PORT']}/ready") as answer:
            return "free text is not read" not in await answer.text()


def family(part: Part) -> list[psutil.Process]:
    """The process and all that came of it."""
    this = psutil.Process(part.running.pid)
    return [this, *this.children(recursive=True)]


def listens_on(process: psutil.Process, port: int) -> bool:
    listening = (one for one in process.net_connections(kind="inet") if one.status == psutil.CONN_LISTEN)
    return any(one.laddr[1] == port for one in listening)


def _ended(part: Part) -> Callable[[], Awaitable[bool]]:
    async def ended() -> bool:
        return part.running.returncode is not None

    return ended


def care_run(folder: Path) -> Part:
    web, sandbox, nlu = (str(port) for port in free_ports(3))
    settings = {"BOT_TOKEN": "1:sandbox", "WEB_PORT": web, "SANDBOX_PORT": sandbox, "NLU_PORT": nlu}
    return product_part(folder, settings | {"LIMITS_RATIO": "100"})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Running]:
    await trained()
    async with aiohttp.ClientSession() as http, up(care_run(tmp_path_factory.mktemp("care"))) as part:
        port = int(part.env["NLU_PORT"])
        yield Running(part, Control(f"http://127.0.0.1:{part.env['SANDBOX_PORT']}", http), port)


async def test_the_real_model_reads_what_a_customer_means(running: Running) -> None:
    told = await running.asks(ASHA, BROKEN_LID)
    assert told.startswith("I'm sorry about this. I've opened case ")
    number = told.split("case ")[1][:4]
    assert "A colleague will answer here by" in told or "you will have an answer here by" in told
    card = await running.next(SANDBOX_GROUP)
    assert card["text"].startswith(f"{number} · complaint, "), "the machine says what it is about"
    assert BROKEN_LID in card["text"]

    assert (await running.asks(ASHA, "what about my complaint?")).startswith(f"{number}, “My order 4711")
    assert (await running.asks(ASHA, "thanks!!")) == "You're welcome."
    assert number in await running.asks(ASHA, "I want to talk to a person")
    stopped = await running.asks(ASHA, "STOP")
    assert stopped == await running.asks(ASHA, "please stop sending me birthday messages")
    assert "write to you first" in stopped


async def test_with_rasa_dead_words_reach_a_human_and_with_rasa_back_they_are_understood(running: Running) -> None:
    running.rasa().kill()
    told = await running.asks(RAMON, "The kettle leaks all over my kitchen")
    assert "your question" in told, "nobody could read that it was a complaint"
    number = told.split("case ")[1][:4]
    cards = [await running.next(SANDBOX_GROUP)]
    while number not in cards[-1]["text"]:
        cards.append(await running.next(SANDBOX_GROUP))
    assert "The kettle leaks all over my kitchen" in cards[-1]["text"]
    assert (await running.asks(RAMON, "status")).startswith(f"{number}, “The kettle leaks"), (
        "exact words need no machine"
    )

    await until(running.is_read, "Rasa to be back", within=2 * PATIENCE)
    assert (await running.asks(WEI, BROKEN_LID)).startswith("I'm sorry about this. I've opened case ")


async def test_ctrl_c_stops_all_and_leaves_no_process_behind(running: Running) -> None:
    processes = family(running.part)
    assert len(processes) > 2, "the sandbox and Rasa run beside it"
    running.part.running.send_signal(signal.SIGINT)
    await until(_ended(running.part), "care run to stop", within=PATIENCE)
    assert running.part.running.returncode == 0
    assert running.part.said().endswith("Stopped.\n")
    left, alive = psutil.wait_procs(processes, timeout=PATIENCE)
    assert not alive
    assert len(left) == len(processes)


async def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    part = care_run(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(part.env["SANDBOX_PORT"])))
        taken.listen(1)
        await part.start()
        await until(_ended(part), "care run to give up", within=PATIENCE)
    port = part.env["SANDBOX_PORT"]
    assert part.running.returncode == 1
    assert part.said() == (
        f"Port {port} (SANDBOX_PORT) is taken. Stop what listens there, or set SANDBOX_PORT to another number.\n"
    )
