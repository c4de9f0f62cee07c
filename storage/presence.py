"""Who is alive: each process holds a sign that the system takes away when it dies, however it dies.

SQLite serves one process: the sign is a lock on a file beside the database, and whoever gets it knows that everybody
before it is gone. PostgreSQL serves several: the sign is an advisory lock on a connection of its own, which the server
drops with the connection, and the same kind of lock decides which replica's courier holds the bot's rate budget.
"""

import asyncio
import contextlib
import fcntl
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Protocol

import asyncpg
from sqlalchemy.engine import make_url

from storage.bells import Bell, Bells
from storage.database import is_sqlite

_PROCESS_LOCKS = 0x5250  # the first half of a two-part advisory lock's name
_COURIER_LOCK = 0x52504F5254  # a one-part advisory lock's name
_ALIVE_SETTINGS = {"tcp_keepalives_idle": "3", "tcp_keepalives_interval": "1", "tcp_keepalives_count": "3"}

_LOST = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""What asyncpg raises of a connection that the server ended; the last if it had just begun to hear of it."""

_IS_FREE = """SELECT NOT EXISTS (
    SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = $1 AND objid::bigint = $2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
)"""


class AlreadyRunning(RuntimeError):
    """Another process already works on this SQLite database."""


class Presence(Protocol):
    """This process's sign of life. `me` is its number, different from every earlier process's."""

    me: int

    async def enter(self) -> None: ...
    async def gone(self, others: Iterable[int]) -> set[int]:
        """Return those of `others` whose process no longer lives."""
        ...

    async def take_courier_turn(self) -> bool:
        """Try to become (or stay) the one courier; true when this process is it."""
        ...

    async def leave(self) -> None: ...


def presence_for(url: str, bells: Bells) -> Presence:
    return FilePresence(Path(make_url(url).database or ":memory:")) if is_sqlite(url) else ServerPresence(url, bells)


def _new_number() -> int:
    return secrets.randbelow(2**31 - 1) + 1


class FilePresence:
    """One process a database."""

    def __init__(self, database: Path) -> None:
        self.me = _new_number()
        self._path = database.with_name(database.name + ".lock")
        self._file: IO[str] | None = None

    async def enter(self) -> None:
        """Take the lock.

        Raises:
            AlreadyRunning: if another process holds it.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("w")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            self._file = None
            raise AlreadyRunning(str(self._path)) from None

    async def gone(self, others: Iterable[int]) -> set[int]:
        return set(others) - {self.me}

    async def take_courier_turn(self) -> bool:
        return self._file is not None

    async def leave(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


class ServerPresence:
    """One of several processes on PostgreSQL, which also hears the bells that the others ring."""

    def __init__(self, url: str, bells: Bells) -> None:
        self.me = _new_number()
        self._dsn = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._bells = bells
        self._connection: asyncpg.Connection | None = None
        self._one_at_a_time = asyncio.Lock()

    async def enter(self) -> None:
        async with self._one_at_a_time:
            await self._connect()

    async def gone(self, others: Iterable[int]) -> set[int]:
        return {other for other in set(others) - {self.me} if await self._ask(_IS_FREE, _PROCESS_LOCKS, other)}

    async def take_courier_turn(self) -> bool:
        return await self._ask("SELECT pg_try_advisory_lock($1)", _COURIER_LOCK)

    async def leave(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(OSError, *_LOST):
                await connection.close(timeout=2)

    async def _ask(self, question: str, *numbers: int) -> bool:
        """Ask on our own connection; a lost one is made anew first, and with it the sign that we are alive.

        Raises:
            ConnectionError, TimeoutError: if the server cannot be asked. The next question connects anew.
        """
        async with self._one_at_a_time:
            try:
                if self._connection is None or self._connection.is_closed():
                    await self._connect()
                assert self._connection is not None
                return bool(await self._connection.fetchval(question, *numbers))
            except BaseException as fault:
                if self._connection is not None:
                    self._connection.terminate()
                    self._connection = None
                if isinstance(fault, _LOST):
                    raise ConnectionError(str(fault)) from fault
                raise

    async def _connect(self) -> None:
        """Connect, and ring every bell: what rang in between was not heard."""
        connection = await asyncpg.connect(self._dsn, server_settings=_ALIVE_SETTINGS, timeout=5, command_timeout=5)
        try:
            await connection.execute("SELECT pg_advisory_lock($1, $2)", _PROCESS_LOCKS, self.me)
            for bell in Bell:
                await connection.add_listener(bell.value, _ringer(self._bells, bell))
        except BaseException:
            connection.terminate()
            raise
        self._connection = connection
        for bell in Bell:
            self._bells.ring(bell)


def _ringer(bells: Bells, bell: Bell) -> Callable[..., None]:
    def rang(*_: object) -> None:
        bells.ring(bell)

    return rang
