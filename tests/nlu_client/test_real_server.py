"""The client against the real `rasa run` with the real model: what a fake cannot prove, safety above all."""

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import psutil
import pytest
import pytest_asyncio
from aiohttp.test_utils import unused_port

from nlu.addresses import Addresses
from nlu.cleaning import LONGEST
from nlu.client import NluClient, Patience
from nlu.evaluation.answers import requests_in
from nlu.evaluation.texts import asking
from nlu.intents import INTENTS
from nlu.reading import READ, NonsenseError, Reading, WhyNot, reading_from
from nlu.server import Server
from nlu.serving import Home, model_path, needs_training, server_command, train_command
from tests.nlu_client.conftest import Timer

HOME = Home(Path(__file__).resolve().parents[2])
TOKEN = "sesame"
STARTS_WITHIN = 90  # seconds
PATIENT = Patience(connect=1, total=10)  # the machine may be busy with the other tests
SECRET = "zyzzogeton"  # a word that stands nowhere else
BROKEN = "my lid is broken"
SURROGATE = "\ud800"  # alone, Rasa answers it with 500; the client never sends it

SLASHES = [
    "/complain",
    '/greet{"name": "x"}',
    "//stop_care",
    "  /forget_me",
    "\u200b/refund",
    "\ufeff\u2060/ /emergency",
    "\x00/affirm",
    "\u202e/deny",
    "/",
    "\u00ad/complain@1.0",
    "/" * 5_000 + "complain",
]
EMPTY = [
    "",
    " ",
    "\n\t ",
    "\u00a0\u3000",
    "\u200b\u200d\ufeff",
    "\x00\x01\x02",
    "\ud800\udfff",
    "\u202e\u202c",
    "/",
    "///",
]
ODD = [
    "\x00\x00b\x00roken",
    "a\ud800b",
    "\udc00my lid is broken\ud83d",
    "bro\u200bken\u200d lid\ufeff",
    "\u202eنكسر الغطاء\u202c",
    "\u2066broken\u2069",
    "\x1b[31mbroken\x1b[0m\x07",
    "😀" * 4096,
    "🪐",
    "؟؟؟",
    "e" + "\u0301" * 4000,
    "x" * 4096,
    "?" * 4096,
    "my lid is broken " * 500,
    "好" * 1001,
    "a, b. " * 2000,
    "[lid](product)",
    "{}{}{}",
    "%s %d {0}",
    "' OR 1=1 --",
    "<b>broken</b>",
    "\ue000\uffff\U0010ffff lid",
]

pytestmark = [pytest.mark.timeout(900), pytest.mark.asyncio(loop_scope="module")]


@pytest.fixture(scope="module")
def port() -> int:
    return unused_port()


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rasa") / "rasa.log"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def model() -> Path:
    if needs_training(HOME):
        command = train_command(HOME)
        process = await asyncio.create_subprocess_exec(*command.argv, env=command.env, cwd=command.folder)
        assert await process.wait() == 0
    return model_path(HOME)


@asynccontextmanager
async def served(port: int, model: Path, log: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    command = server_command(HOME, port, TOKEN, model)
    with log.open("wb") as heard:
        process = await asyncio.create_subprocess_exec(
            *command.argv, env=command.env, cwd=command.folder, stdout=heard, stderr=heard
        )
    try:
        await until_up(port)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def client_of(port: int, token: str = TOKEN, timer: Timer | None = None) -> NluClient:
    addresses = Addresses(f"http://127.0.0.1:{port}")
    return NluClient(addresses, token, PATIENT, timer) if timer else NluClient(addresses, token, PATIENT)


def is_read(reading: Reading) -> bool:
    """Whether the model read BROKEN, be it sure enough or not: that is for tests/nlu."""
    return reading.why_not in READ and reading.intents[0].name == "complain"


async def until_up(port: int) -> None:
    client = client_of(port)
    try:
        async with asyncio.timeout(STARTS_WITHIN):
            while not await client.is_up():  # noqa: ASYNC110  another process cannot set an event of ours
                await asyncio.sleep(0.1)
    finally:
        await client.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(port: int, model: Path, log: Path) -> AsyncIterator[psutil.Process]:
    async with served(port, model, log) as process:
        yield psutil.Process(process.pid)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reader(port: int, server: psutil.Process) -> AsyncIterator[NluClient]:
    client = client_of(port)
    yield client
    await client.close()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was really sent to Rasa."""
    texts: list[str] = []
    parse = Server.parse

    async def noting(server: Server, text: str) -> bytes:
        texts.append(text)
        return await parse(server, text)

    monkeypatch.setattr(Server, "parse", noting)
    return texts


async def posted(port: int, text: str, token: str | None = TOKEN) -> tuple[int, Any]:
    """Ask past the client, as somebody on this machine could."""
    params = {"token": token} if token else {}
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"http://127.0.0.1:{port}/model/parse", params=params, json={"text": text}) as response,
    ):
        return response.status, await response.json()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("My order 4711 came with a broken lid and nobody answers the phone", "complain"),
        ("what about my complaint?", "case_status"),
        ("I want to talk to a person", "talk_to_human"),
        ("STOP", "stop_care"),
        ("thanks!!", "thanks"),
    ],
)
async def test_it_reads(reader: NluClient, text: str, intent: str) -> None:
    reading = await reader.read(text)
    assert reading.intent == intent
    assert len(reading.intents) == len(INTENTS)


async def test_evaluation_hears_the_requests_that_the_bot_hears(reader: NluClient, port: int) -> None:
    for message in list(asking(HOME.held_out))[::4]:
        _, answer = await posted(port, message.text)
        reading = await reader.read(message.text)
        if reading.understood:
            assert Counter(request.intent for request in reading.requests) == requests_in(answer), message.text


@pytest.mark.parametrize("text", SLASHES)
async def test_a_slash_is_never_sent_and_forges_no_intent(reader: NluClient, sent: list[str], text: str) -> None:
    reading = await reader.read(text)
    assert not any(one.lstrip().startswith("/") for one in sent)
    assert reading.why_not in READ
    assert len(reading.intents) == (len(INTENTS) if sent else 0), "an intent spelled out would be alone"


async def test_an_intent_spelled_out_past_the_client_is_none_of_ours(port: int, server: psutil.Process) -> None:
    status, answer = await posted(port, "/stop_care")
    assert status == 200
    with pytest.raises(NonsenseError):
        reading_from(answer, "/stop_care")


@pytest.mark.parametrize("text", EMPTY)
async def test_what_shows_nothing_is_not_sent(reader: NluClient, sent: list[str], text: str) -> None:
    assert (await reader.read(text)).why_not is WhyNot.EMPTY
    assert sent == []


@pytest.mark.parametrize("text", ODD)
async def test_odd_texts_get_an_answer_from_the_model(reader: NluClient, sent: list[str], text: str) -> None:
    reading = await reader.read(text)
    assert reading.why_not in READ
    assert len(reading.intents) == len(INTENTS)
    assert [len(one) <= LONGEST for one in sent] == [True]
    assert is_read(await reader.read(BROKEN))


@pytest.mark.parametrize("text", ["", " ", "\x00", SURROGATE, "\u202e", "\u200b", "x" * 20_000, "a. b, " * 3_000])
async def test_past_the_client_odd_texts_do_not_break_it_either(port: int, reader: NluClient, text: str) -> None:
    status, _ = await posted(port, text)
    assert status < 500 or text == SURROGATE
    assert is_read(await reader.read(BROKEN))


async def test_many_at_once(reader: NluClient) -> None:
    readings = await asyncio.gather(*(reader.read(BROKEN) for _ in range(50)))
    assert all(map(is_read, readings))


async def test_another_token_is_refused(port: int, server: psutil.Process) -> None:
    stranger = client_of(port, "guess")
    assert (await stranger.read("hello")).why_not is WhyNot.REFUSED
    assert not await stranger.is_up()
    await stranger.close()


async def test_without_a_token_nothing_is_told(port: int, server: psutil.Process) -> None:
    status, answer = await posted(port, "hello", token=None)
    assert status == 401
    assert "intent" not in answer


async def test_it_listens_on_this_machine_only(port: int, server: psutil.Process) -> None:
    listening = {one.laddr for one in server.net_connections(kind="inet") if one.status == psutil.CONN_LISTEN}
    assert listening == {("127.0.0.1", port)}


async def test_it_calls_nobody(port: int, reader: NluClient, server: psutil.Process) -> None:
    await reader.read(BROKEN)
    assert server.environ()["RASA_TELEMETRY_ENABLED"] == "false"
    connections = server.net_connections(kind="inet")
    assert {one.raddr[0] for one in connections if len(one.raddr)} <= {"127.0.0.1"}


async def test_it_gets_no_secret_of_ours(server: psutil.Process) -> None:
    assert not {name for name in server.environ() if name.startswith(("BOT_", "DATABASE_", "POSTGRES"))}


async def test_its_log_holds_no_words_of_a_customer(reader: NluClient, port: int, log: Path) -> None:
    await reader.read(f"my {SECRET} is broken, and when are you open?")
    await posted(port, f"/{SECRET}")
    await posted(port, f"\x00{SECRET}")
    await posted(port, f"{SURROGATE}{SECRET}")
    heard = await asyncio.to_thread(log.read_text, errors="replace")
    assert SECRET not in heard


async def test_killed_and_started_again(model: Path, tmp_path: Path) -> None:
    port = unused_port()
    timer = Timer()
    client = client_of(port, timer=timer)
    async with served(port, model, tmp_path / "first.log") as process:
        assert is_read(await client.read(BROKEN))
        process.send_signal(signal.SIGKILL)
        await process.wait()
        assert [(await client.read(BROKEN)).why_not for _ in range(6)] == [WhyNot.DOWN] * 6
    async with served(port, model, tmp_path / "second.log"):
        timer.now += 2
        assert is_read(await client.read(BROKEN))
    await client.close()
