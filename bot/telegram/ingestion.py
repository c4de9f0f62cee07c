"""Commit what Telegram tells us, before Telegram is told that it arrived (law 1)."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from storage import customers, inbox
from storage.database import Database
from storage.tables import InboxRow

# Everything that has a handler; reactions and chat_member do not come unasked.
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "message_reaction", "my_chat_member", "chat_member"]
ALBUM_CLOSES_AFTER = timedelta(seconds=1)

RawUpdate = dict[str, Any]


class Ingestion:
    """Keeps updates of the bot `bot_id`: two bots may count their updates alike."""

    def __init__(self, database: Database, clock: Callable[[], datetime], bot_id: int) -> None:
        self._database, self._clock, self._bot_id = database, clock, bot_id

    async def keep(self, updates: Sequence[RawUpdate]) -> int:
        """Commit the updates; return how many had not been heard before."""
        now = self._clock()
        async with self._database.write() as session:
            rows = [await self._row(session, update, now) for update in updates]
            return await inbox.keep(session, rows)

    async def keep_raw(self, body: bytes) -> None:
        """Commit one update as a webhook brings it.

        Raises:
            ValueError: if the body is no update.
        """
        update = json.loads(body)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            raise ValueError("not an update")
        await self.keep([update])

    async def _row(self, session: AsyncSession, update: RawUpdate, now: datetime) -> InboxRow:
        album = _message_of(update).get("media_group_id")
        return InboxRow(
            key=self._key(update),
            lane=await lane_of(session, update),
            album=str(album)[:64] if album else None,
            # PostgreSQL keeps no NUL in text; everything else is kept as it came.
            payload=json.dumps(update, ensure_ascii=True).replace("\\u0000", ""),
            received_at=now,
            ready_at=now + ALBUM_CLOSES_AFTER if album else now,
        )

    def _key(self, update: RawUpdate) -> str:
        """A tap may be delivered again under a new update id; its own id stays."""
        tap = update.get("callback_query")
        if isinstance(tap, dict) and tap.get("id"):
            return f"{self._bot_id} tap {str(tap['id'])[:80]}"
        return f"{self._bot_id} update {update['update_id']}"


async def lane_of(session: AsyncSession, update: RawUpdate) -> str:
    """Return the lane: a customer's chat and their staff topic share one; each group's General topic has its own."""
    message = _message_of(update)
    chat = _chat_of(update, message)
    chat_id = chat.get("id")
    if not isinstance(chat_id, int):
        return "nowhere"
    if chat_id > 0:
        return f"customer {chat_id}"
    topic = message.get("message_thread_id")
    customer = await customers.by_topic(session, chat_id, topic) if isinstance(topic, int) else None
    return f"group {chat_id}" if customer is None else f"customer {customer.telegram_id}"


def _message_of(update: RawUpdate) -> RawUpdate:
    tap = update.get("callback_query")
    for holder, name in ((update, "message"), (update, "edited_message"), (tap, "message")):
        if isinstance(holder, dict) and isinstance(holder.get(name), dict):
            return dict(holder[name])
    return {}


def _chat_of(update: RawUpdate, message: RawUpdate) -> RawUpdate:
    tap = update.get("callback_query")
    places = [message.get("chat")]
    places += [update[name].get("chat") for name in ALLOWED_UPDATES if isinstance(update.get(name), dict)]
    places.append(tap.get("from") if isinstance(tap, dict) else None)
    return next((place for place in places if isinstance(place, dict)), {})
