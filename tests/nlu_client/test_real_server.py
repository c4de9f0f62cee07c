"""The client against the real `rasa run` with the real model: what a fake cannot prove."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest
import pytest_asyncio
from aiohttp.test_utils import unused_port

from nlu.client import NluClient, Patience
from nlu.reading import WhyNot
from nlu.serving import Home, model_path, needs_training, server_command, threshold_of, train_command
from tests.nlu_client.conftest import Timer

HOME = Home(Path(__file__).resolve().parents[2])
TOKEN = "sesame"
STARTS_WITHIN = 90  # seconds
PATIENT = Patience(connect=1, total=10)  # the machine may be busy with the other tests

pytestmark = [pytest.mark.timeout(900), pytest.mark.asyncio(loop_scope="module")]


@pytest.fixture(scope="module")
def port() -> int:
    return unused_port()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def model() -> Path:
    if needs_training(HOME):
        command = train_command(HOME)
        process = await asyncio.create_subprocess_exec(*command.argv, env=command.env, cwd=command.folder)
        assert await process.wait() == 0
    return model_path(HOME)


@asynccontextmanager
async def served(port: int, model: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    command = server_command(HOME, port, TOKEN, model)
    process = await asyncio.create_subprocess_exec(
        *command.argv,
        env=command.env,
        cwd=command.folder,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await until_up(port)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def until_up(port: int) -> None:
    client = NluClient(f"http://127.0.0.1:{port}", TOKEN)
    async with asyncio.timeout(STARTS_WITHIN):
        while not await client.is_up():  # noqa: ASYNC110  another process cannot set an event of ours
            await asyncio.sleep(0.1)
    await client.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(port: int, model: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    async with served(port, model) as process:
        yield process


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reader(port: int, model: Path, server: asyncio.subprocess.Process) -> AsyncIterator[NluClient]:
    client = NluClient(f"http://127.0.0.1:{port}", TOKEN, threshold_of(model), PATIENT)
    yield client
    await client.close()


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
    assert len(reading.intents) == 14


@pytest.mark.parametrize(
    "text",
    [
        "/complain",
        '/greet{"name": "x"}',
        "\x00\x00b\x00roken",
        "a\ud800b",
        "😀" * 4096,
        "🪐",
        "؟؟؟",
        "\u202eنكسر الغطاء\u202c",
        "e" + "\u0301" * 4000,
        "x" * 4096,
        "?" * 4096,
        "[lid](product)",
        "{}{}{}",
        "%s %d {0}",
        "' OR 1=1 --",
        "<b>broken</b>",
    ],
)
async def test_odd_texts_get_an_answer_from_the_model(reader: NluClient, text: str) -> None:
    reading = await reader.read(text)
    assert reading.why_not in (None, WhyNot.UNSURE)
    assert len(reading.intents) == 14, "an intent spelled out with a slash would be alone"
    assert (await reader.read("my lid is broken")).intent == "complain"


async def test_many_at_once(reader: NluClient) -> None:
    readings = await asyncio.gather(*(reader.read("my lid is broken") for _ in range(50)))
    assert [reading.intent for reading in readings] == ["complain"] * 50


async def test_another_token_is_refused(port: int, server: asyncio.subprocess.Process) -> None:
    stranger = NluClient(f"http://127.0.0.1:{port}", "guess", patience=PATIENT)
    assert (await stranger.read("hello")).why_not is WhyNot.REFUSED
    assert not await stranger.is_up()
    await stranger.close()


async def test_it_listens_on_this_machine_only(port: int, server: asyncio.subprocess.Process) -> None:
    connections = psutil.Process(server.pid).net_connections(kind="inet")
    listening = {entry.laddr for entry in connections if entry.status == psutil.CONN_LISTEN}
    assert listening == {("127.0.0.1", port)}


async def test_killed_and_started_again(model: Path) -> None:
    port = unused_port()
    timer = Timer()
    client = NluClient(f"http://127.0.0.1:{port}", TOKEN, 0.3, PATIENT, timer)
    async with served(port, model) as process:
        assert (await client.read("my lid is broken")).understood
        process.send_signal(signal.SIGKILL)
        await process.wait()
        assert [(await client.read("my lid is broken")).why_not for _ in range(6)] == [WhyNot.DOWN] * 6
    async with served(port, model):
        timer.now += 2
        assert (await client.read("my lid is broken")).understood
    await client.close()
