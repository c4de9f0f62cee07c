"""Commit what Telegram tells us, before Telegram is told that it arrived (law 1)."""

import json
import re
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
_LONGEST_ID = 2**52  # Telegram's ids have at most 52 significant bits
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")  # NUL, which PostgreSQL keeps not, and half a surrogate pair

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
        update = _keepable(update)
        album = _message_of(update).get("media_group_id")
        return InboxRow(
            key=self._key(update),
            lane=await lane_of(session, update),
            album=str(album)[:64] if album else None,
            payload=json.dumps(update, ensure_ascii=True),
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
    chat_id = _id_in(chat, "id")
    if chat_id is None:
        return "nowhere"
    if chat_id > 0:
        return f"customer {chat_id}"
    topic = _id_in(message, "message_thread_id")
    customer = await customers.by_topic(session, chat_id, topic) if topic is not None else None
    return f"group {chat_id}" if customer is None else f"customer {customer.telegram_id}"


def _id_in(holder: RawUpdate, name: str) -> int | None:
    found = holder.get(name)
    return found if isinstance(found, int) and abs(found) < _LONGEST_ID else None


def _keepable(told: Any) -> Any:
    """Return the update as it came, but for characters that no database or JSON reader takes."""
    if isinstance(told, str):
        return _UNKEEPABLE.sub(lambda found: "" if found.group() == "\0" else "\ufffd", told)
    if isinstance(told, dict):
        return {_keepable(name): _keepable(value) for name, value in told.items()}
    return [_keepable(one) for one in told] if isinstance(told, list) else told


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
