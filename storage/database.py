"""The database: one engine, short reads, and writes that commit whole or not at all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from storage.bells import Bells, marked
from storage.rested import ask_the_rested
from storage.sqlite_cursor import in_one_trip

SYNCHRONOUS = "FULL"
"""SQLite waits for the disk before a commit is one: power may fail, and nothing that was committed is lost."""

_STATEMENTS = 500  # that each connection to PostgreSQL keeps prepared: more than we have


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")


class Database:
    """Sessions on one database. On SQLite one write goes at a time, so that nobody meets "database is locked"."""

    def __init__(self, url: str, bells: Bells) -> None:
        """Open `url`, an SQLAlchemy address with an async driver (sqlite+aiosqlite or postgresql+asyncpg)."""
        self.url = url
        self.bells = bells
        self.engine = _engine(url)
        self._turn: asyncio.Lock | None = asyncio.Lock() if is_sqlite(url) else None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A short read. Nothing written in it is kept."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            await session.connection(execution_options={"reads_only": True})
            yield session

    @asynccontextmanager
    async def glance(self) -> AsyncIterator[AsyncSession]:
        """A look that takes one statement, and no transaction around it."""
        alone = {"isolation_level": "AUTOCOMMIT"} if self._turn is None else {"alone": True}
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            await session.connection(execution_options=alone)
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """One transaction: it commits when the block ends, and is undone when the block raises."""
        if self._turn is None:
            async with self._committing() as session:
                yield session
        else:
            async with self._turn, self._committing() as session:
                yield session

    @asynccontextmanager
    async def _committing(self) -> AsyncIterator[AsyncSession]:
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session
            await session.commit()
        for bell in marked(session):
            self.bells.ring(bell)

    @asynccontextmanager
    async def at_rest(self) -> AsyncIterator[None]:
        """No write is under way on SQLite while this is held: the moment to cancel those who might write next."""
        if self._turn is None:
            yield
        else:
            async with self._turn:
                yield

    async def overwrite_deleted(self) -> None:
        """Let nothing that was deleted stay in SQLite's write-ahead log. PostgreSQL's vacuum sees to its own."""
        if self._turn is None:
            return
        async with self._turn, self.engine.connect() as connection:
            raw = await connection.get_raw_connection()
            driver = raw.driver_connection
            assert driver is not None
            await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        await self.engine.dispose()


def _engine(url: str) -> AsyncEngine:
    # Parameters are what people wrote: an error must not carry them into the logs.
    if not is_sqlite(url):
        kept = {"prepared_statement_cache_size": _STATEMENTS}
        engine = create_async_engine(url, pool_size=10, max_overflow=10, connect_args=kept, hide_parameters=True)
        ask_the_rested(engine)
        return engine
    engine = create_async_engine(url, connect_args={"timeout": 30}, hide_parameters=True)
    in_one_trip(engine)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    event.listen(engine.sync_engine.pool, "invalidate", _let_go)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Leave transactions to us, lose nothing that was committed, and overwrite what is deleted."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", f"synchronous={SYNCHRONOUS}", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once: a lock taken later can fail half-way through a transaction."""
    options = connection.get_execution_options()
    if not options.get("alone", False):
        connection.exec_driver_sql("BEGIN" if options.get("reads_only", False) else "BEGIN IMMEDIATE")


def _let_go(connection: Any, _record: Any, _error: Any) -> None:
    """Undo what a cancelled task left half done: SQLite's own close would wait for its last cursor to be forgotten."""
    connection.rollback()
