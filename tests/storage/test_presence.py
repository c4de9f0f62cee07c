"""Signs of life, of real processes that are really killed."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text

from storage.bells import Bells
from storage.database import Database
from storage.presence import AlreadyRunning, FilePresence, ServerPresence, presence_for

HOUSE = Path(__file__).resolve().parents[2]
_LIVE = """
import asyncio, sys
from storage.bells import Bells
from storage.presence import AlreadyRunning, presence_for

async def live():
    presence = presence_for(sys.argv[1], Bells())
    try:
        await presence.enter()
    except AlreadyRunning:
        print("already running", flush=True)
        return
    print(presence.me, await presence.take_courier_turn(), flush=True)
    await asyncio.Event().wait()

asyncio.run(live())
"""


@contextlib.asynccontextmanager
async def another_process(url: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """A process of its own that is present until killed, and the line it says about itself."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _LIVE, url, cwd=HOUSE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        yield process, (await process.stdout.readline()).decode().strip()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def soon(question: Callable[[], Awaitable[bool]]) -> None:
    """Ask until it is so; the system needs a moment to take a dead process's connection away."""
    async with asyncio.timeout(10):
        while not await question():  # noqa: ASYNC110  (no event tells of another process's end)
            await asyncio.sleep(0.01)


async def test_a_second_process_on_the_same_sqlite_database_is_refused(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/rapport.db"
    presence = presence_for(url, Bells())
    await presence.enter()
    async with another_process(url) as (process, said):
        assert said == "already running"
        assert await process.wait() == 0
    assert await presence.take_courier_turn()
    await presence.leave()
    assert not await presence.take_courier_turn()


async def test_a_killed_process_leaves_the_sqlite_database_to_the_next(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/rapport.db"
    async with another_process(url) as (process, said):
        other = int(said.split()[0])
        with pytest.raises(AlreadyRunning):
            await presence_for(url, Bells()).enter()
        process.kill()
        await process.wait()
    presence = FilePresence(tmp_path / "rapport.db")
    await presence.enter()
    assert await presence.gone({other, presence.me}) == {other}
    await presence.leave()


@pytest.fixture
async def presence(server_database: Database) -> AsyncIterator[ServerPresence]:
    one = ServerPresence(server_database.url, server_database.bells)
    await one.enter()
    yield one
    await one.leave()


async def test_a_killed_process_is_noticed_and_its_courier_turn_handed_over(presence: ServerPresence) -> None:
    url = presence_url(presence)
    async with another_process(url) as (process, said):
        other, has_turn = said.split()
        assert has_turn == "True"
        assert await presence.gone({int(other), presence.me, 12345}) == {12345}
        assert not await presence.take_courier_turn()
        process.kill()
        await process.wait()

        async def noticed() -> bool:
            return await presence.gone({int(other)}) == {int(other)}

        await soon(noticed)
        await soon(presence.take_courier_turn)


async def test_one_of_two_has_the_turn_and_keeps_it(presence: ServerPresence) -> None:
    other = ServerPresence(presence_url(presence), Bells())
    await other.enter()
    for _ in range(3):
        assert await presence.take_courier_turn()
        assert not await other.take_courier_turn()
    await presence.leave()
    await soon(other.take_courier_turn)
    await other.leave()


async def test_a_lost_connection_is_a_network_fault_and_then_made_anew(
    presence: ServerPresence, server_database: Database
) -> None:
    """Our own sign must be there again, or the others would take us for dead."""
    other = ServerPresence(presence_url(presence), Bells())
    await other.enter()
    assert await presence.take_courier_turn()
    async with server_database.engine.connect() as connection:
        end = text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = :me")
        await connection.execute(end, {"me": presence.me})

    async def back() -> bool:
        with contextlib.suppress(OSError, TimeoutError):
            return await presence.take_courier_turn()
        return False

    await soon(back)
    assert await other.gone({presence.me}) == set()
    await other.leave()


@pytest.mark.parametrize("fault", [asyncpg.InternalClientError("in progress"), asyncpg.InterfaceError("closed")])
async def test_whatever_a_torn_connection_raises_is_a_network_fault(
    presence: ServerPresence, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    """A notice of the end that arrives as a question goes out leaves asyncpg between two states."""

    async def torn(*_: object) -> None:
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(asyncpg.Connection, "fetchval", torn)
        with pytest.raises(ConnectionError):
            await presence.take_courier_turn()
    assert await presence.take_courier_turn()


async def test_a_server_that_cannot_be_reached_is_a_network_fault() -> None:
    presence = ServerPresence("postgresql+asyncpg://nobody@127.0.0.1:1/nothing", Bells())
    with pytest.raises(ConnectionRefusedError):
        await presence.take_courier_turn()


def presence_url(presence: ServerPresence) -> str:
    return presence._dsn.replace("postgresql://", "postgresql+asyncpg://", 1)
