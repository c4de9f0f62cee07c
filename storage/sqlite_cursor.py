"""SQLite in one trip to the driver's thread for each statement.

The driver (aiosqlite) keeps a thread for each connection. SQLAlchemy asks it four times for one statement: for a
cursor, to execute, to fetch, to close; most of a short statement's time goes into waking the threads. This asks once.
"""

from collections import deque
from typing import Any, NamedTuple

from sqlalchemy import event
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection, AsyncAdapt_aiosqlite_cursor
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import EMPTY_DICT


class _Done(NamedTuple):
    """What a statement came to: all that a cursor is asked after it was closed."""

    rows: list[Any]
    description: Any
    rowcount: int
    lastrowid: int | None
    arraysize: int = 1


_NOTHING = _Done([], None, -1, None)


class OneTripCursor(AsyncAdapt_aiosqlite_cursor):
    """A cursor that is made, used, read and closed in the driver's thread at once."""

    __slots__ = ()

    def __init__(self, adapt_connection: Any) -> None:
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection._connection
        self._cursor: Any = _NOTHING
        self._soft_closed_memoized = EMPTY_DICT
        self._rows = deque()

    async def _execute_async(self, operation: Any, parameters: Any) -> Any:
        return await self._at_once(False, operation, () if parameters is None else parameters)

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> Any:
        return await self._at_once(True, operation, seq_of_parameters)

    async def _at_once(self, many: bool, operation: Any, parameters: Any) -> None:
        ours: Any = self._adapt_connection
        async with ours._execute_mutex:
            connection: Any = self._connection
            ours.is_idle = False
            self._cursor = await connection._execute(_done, connection._conn, many, operation, parameters)
            ours.is_idle = not connection.in_transaction
            self._rows = deque(self._cursor.rows)

    async def _async_soft_close(self) -> None:
        """It is closed already."""

    def close(self) -> None:
        self._rows.clear()


class OneTripConnection(AsyncAdapt_aiosqlite_connection):
    """Makes no trip to undo nothing. `is_idle`: the last statement came back, and no transaction is open."""

    __slots__ = ("is_idle",)
    _cursor_cls = OneTripCursor

    def __init__(self, dbapi: Any, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self.is_idle = False

    def commit(self) -> None:
        super().commit()
        self.is_idle = True

    def rollback(self) -> None:
        if not self.is_idle:
            super().rollback()
            self.is_idle = True


def _done(connection: Any, many: bool, operation: str, parameters: Any) -> _Done:
    cursor = connection.cursor()
    try:
        (cursor.executemany if many else cursor.execute)(operation, parameters)
        rows = cursor.fetchall() if cursor.description else []
        return _Done(rows, cursor.description, cursor.rowcount, cursor.lastrowid)
    finally:
        cursor.close()


def in_one_trip(engine: AsyncEngine) -> None:
    """Let the engine's connections work so."""
    event.listen(engine.sync_engine, "do_connect", _connected)


def _connected(dialect: Any, _record: Any, arguments: Any, named: Any) -> Any:
    plain = dialect.connect(*arguments, **named)
    return OneTripConnection(plain.dbapi, plain._connection)
