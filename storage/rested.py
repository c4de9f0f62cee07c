"""PostgreSQL's pooled connections: one that rested is asked whether it still lives before work is begun on it.

SQLAlchemy can ask before every use (`pool_pre_ping`), which takes three trips to the server, as long as the rest of a
short read. A server that ended says so on the connection by itself; only one that vanished does not, and then what was
begun on a connection used a moment before fails, is undone, and comes again.
"""

import time
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError, InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine

_RESTED = 5.0  # seconds
_SINCE = "resting since"


def ask_the_rested(engine: AsyncEngine) -> None:
    """Let the engine's connections be looked at so."""
    event.listen(engine.sync_engine.pool, "checkin", _comes_to_rest)
    event.listen(engine.sync_engine.pool, "checkout", _is_to_work)


def _comes_to_rest(_connection: Any, record: Any) -> None:
    record.info[_SINCE] = time.monotonic()


def _is_to_work(connection: Any, record: Any, _proxy: Any) -> None:
    """Raises DisconnectionError, upon which the pool gives another; InvalidatePoolError: all it has are in doubt."""
    since = record.info.get(_SINCE)
    if since is None:
        return
    if _is_closed(connection):
        raise DisconnectionError
    if time.monotonic() - since > _RESTED:
        try:
            connection.ping()
        except connection.dbapi.Error as gone:
            raise InvalidatePoolError from gone


def _is_closed(connection: Any) -> bool:
    return bool(connection.driver_connection.is_closed())
