"""PostgreSQL's connections: one that died at rest is replaced before anybody notices, and asked only after a rest."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_connection

from storage import rested
from storage.database import Database
from tests.storage.conftest import opened

_OWN = text("SELECT pg_backend_pid()")
_END_OTHERS = text("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid = ANY (:pids)")


@pytest.fixture
async def second_database(postgresql_database_url: str) -> AsyncIterator[Database]:
    """The same database, with connections of its own."""
    async for one in opened(postgresql_database_url):
        yield one


async def _process(database: Database) -> int:
    async with database.read() as session:
        return int((await session.execute(_OWN)).scalar_one())


async def _two_at_rest(database: Database) -> list[int]:
    async with database.read() as one, database.read() as two:
        return [int((await each.execute(_OWN)).scalar_one()) for each in (one, two)]


async def _end(server: Database, *pids: int) -> None:
    async with server.read() as session:
        await session.execute(_END_OTHERS, {"pids": list(pids)})


async def test_a_connection_that_was_used_just_now_is_not_asked(
    server_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _questions(monkeypatch)
    first = await _process(server_database)
    assert await _process(server_database) == first
    assert asked == []


async def test_one_that_rested_is_asked_and_used(server_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _questions(monkeypatch)
    first = await _process(server_database)
    monkeypatch.setattr(rested, "_RESTED", 0.0)
    assert await _process(server_database) == first
    assert asked == [first]


async def test_one_that_the_server_ended_is_replaced(server_database: Database, second_database: Database) -> None:
    died = await _two_at_rest(server_database)
    await _end(second_database, *died)
    assert await _process(server_database) not in died


async def test_one_that_vanished_at_rest_is_replaced_with_all_others(
    server_database: Database, second_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing tells us that it is gone, until we ask."""
    died = await _two_at_rest(server_database)
    await _end(second_database, *died)
    monkeypatch.setattr(rested, "_is_closed", lambda _: False)
    monkeypatch.setattr(rested, "_RESTED", 0.0)
    assert await _process(server_database) not in died
    assert await _process(server_database) not in died


def _questions(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the list to which each connection that is asked adds its process on the server."""
    asked: list[int] = []
    ask: Any = AsyncAdapt_asyncpg_connection.ping

    def watched(connection: Any) -> None:
        asked.append(connection.driver_connection.get_server_pid())
        ask(connection)

    monkeypatch.setattr(AsyncAdapt_asyncpg_connection, "ping", watched)
    return asked
