"""`care doubts`: sends of which nobody knows whether they arrived, and updates that could not be handled."""

from bot.settings import Settings
from storage import inbox, outbox
from storage.bells import Bells
from storage.database import Database
from storage.tables import InboxRow, OutboxRow, OutboxState

MOST = 50  # of each kind
NONE = "Nothing is in doubt, nothing failed and nothing was set aside."


async def doubts(settings: Settings) -> list[str]:
    """Return a line each, the newest first; never what anybody wrote."""
    database = Database(settings.database_url, Bells())
    try:
        async with database.read() as session:
            sends = [
                *await outbox.ended_as(session, OutboxState.UNKNOWN, MOST),
                *await outbox.ended_as(session, OutboxState.FAILED, MOST),
            ]
            lines = [*map(_send, sends), *map(_update, await inbox.aside(session, MOST))]
    finally:
        await database.close()
    return lines or [NONE]


def _send(row: OutboxRow) -> str:
    what = "in doubt" if row.state == OutboxState.UNKNOWN else "failed"
    return f"{row.ended_at:%Y-%m-%d %H:%M} UTC  {what}: {row.kind} {row.method} to chat {row.chat_id} ({row.error})"


def _update(row: InboxRow) -> str:
    return f"{row.done_at:%Y-%m-%d %H:%M} UTC  set aside: reference {row.id}, {row.lane} ({row.fault})"
