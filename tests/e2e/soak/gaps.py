"""The gaps between two commits, as rows show them; and standing in one while the product stands still.

An update is told, kept (commit), taken (commit), handled with all that follows of it (commit); a call is marked as on
its way (commit), sent, and noted as sent (commit). A process killed between two of these leaves rows that say where.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database, is_sqlite

TOLD, KEPT, TAKEN, DECIDED, MARKED, DELIVERED = (
    "told, not kept",
    "kept, not taken",
    "taken, not handled",
    "decided, not marked",
    "marked, not delivered",
    "delivered, not noted",
)
GAPS = (TOLD, KEPT, TAKEN, DECIDED, MARKED, DELIVERED)

_ROWS = text(
    "SELECT (SELECT count(*) FROM inbox),"
    " (SELECT count(*) FROM inbox WHERE state = 'waiting'),"
    " (SELECT count(*) FROM inbox WHERE state = 'taken'),"
    " (SELECT count(*) FROM outbox WHERE state = 'queued' AND attempts = 0),"
    " (SELECT count(*) FROM outbox WHERE state = 'sending'),"
    " (SELECT count(*) FROM outbox WHERE state = 'sending' AND kind = 'greeting'),"
    " (SELECT count(*) FROM outbox WHERE state = 'queued'),"
    " (SELECT count(*) FROM touch)"
)
_IN_HAND = text("SELECT id FROM inbox WHERE state = 'taken'")
_PENDING = text("SELECT id FROM inbox WHERE state IN ('waiting', 'taken')")
_SENDING = text("SELECT id, chat_id, method, payload, created_at, kind FROM outbox WHERE state = 'sending'")


@dataclass(frozen=True)
class Rows:
    """How many rows there are of each sort."""

    kept: int
    waiting: int
    taken: int
    decided: int
    sending: int
    greetings_sending: int
    queued: int
    touched: int

    @property
    def idle(self) -> bool:
        return not (self.waiting or self.taken or self.queued or self.sending)


async def rows(session: AsyncSession) -> Rows:
    return Rows(*(int(number) for number in (await session.execute(_ROWS)).one()))


class InTheMiddle(Exception):
    """The product is inside a transaction, and not between two."""


@asynccontextmanager
async def standing_still(database: Database) -> AsyncIterator[AsyncSession]:
    """Let nobody else commit: the product stands still before its next commit, wherever it is.

    Raises:
        InTheMiddle: on PostgreSQL, where waiting for the product's transaction could end in a deadlock with it.
    """
    async with database.write() as session:
        if not is_sqlite(database.url):
            try:
                await session.execute(text("LOCK TABLE inbox, outbox IN EXCLUSIVE MODE NOWAIT"))
            except DBAPIError as refusal:
                raise InTheMiddle from refusal
        yield session


async def in_hand(session: AsyncSession) -> set[int]:
    """The updates that are being handled, or were when their process was killed."""
    return set((await session.execute(_IN_HAND)).scalars())


async def pending(session: AsyncSession) -> set[int]:
    """The updates that are kept and not yet handled."""
    return set((await session.execute(_PENDING)).scalars())


async def sending(session: AsyncSession) -> list[dict[str, object]]:
    """The calls that a process marked as on their way and never settled."""
    return [dict(row) for row in (await session.execute(_SENDING)).mappings()]
