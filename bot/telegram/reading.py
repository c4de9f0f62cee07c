"""From aiogram's message to plain words and files."""

from collections.abc import Sequence
from typing import Any

from aiogram.enums import ContentType
from aiogram.types import Message, MessageReactionUpdated, ReactionTypeEmoji

from bot.work.errors import StaleButton
from bot.work.said import Said

_DIGITS = 18  # what 64 bits hold
# What belongs to a case when a customer sends it.
FILES = (
    "photo",
    "live_photo",
    "voice",
    "video",
    "video_note",
    "audio",
    "document",
    "animation",
    "location",
    "venue",
    "contact",
)
# What people send besides, which can be shown to others but says little by itself.
PLAY = ("sticker", "dice", "poll", "game", "story", "checklist", "paid_media")


def said_in(message: Message, album: Sequence[Message] = ()) -> Said:
    """Return what a message says; with `album`, all its parts together."""
    parts = list(album) or [message]
    worded = next((part for part in parts if part.text or part.caption), message)
    entities = worded.entities or worded.caption_entities or []
    return Said(
        chat_id=message.chat.id,
        message_ids=tuple(part.message_id for part in parts),
        text=worded.text or worded.caption or "",
        entities=tuple(entity.model_dump(exclude_none=True, mode="json") for entity in entities),
        reply_to=_answered(worded),
        quoted=worded.quote.text if worded.quote is not None else None,
        attached=tuple(file for part in parts for file in _files(part)),
    )


def _answered(message: Message) -> int | None:
    """Return the message that this one answers; what only says in which topic it stands is none."""
    answered = message.reply_to_message
    return None if answered is None or answered.forum_topic_created is not None else answered.message_id


def _files(message: Message) -> list[dict[str, Any]]:
    kind = ContentType(message.content_type).value
    if kind not in FILES + PLAY:
        return []
    content = getattr(message, kind)
    file = content[-1] if isinstance(content, list) else content
    about: dict[str, Any] = {"kind": kind}
    for name in ("file_id", "file_name", "latitude", "longitude"):
        value = getattr(file, name, None)
        if value is not None:
            about[name] = value
    return [about]


def number_in(text: str) -> int:
    """Return the number that a button of ours carried.

    Raises:
        StaleButton: if it is none: an old button, or somebody else's hand.
    """
    if not text.isascii() or not text.isdecimal() or len(text) > _DIGITS:
        raise StaleButton
    return int(text)


def reaction_in(event: MessageReactionUpdated) -> str | None:
    """Return the emoji with which somebody reacts now; None if they took theirs back, or it is no common one."""
    return next((one.emoji for one in event.new_reaction if isinstance(one, ReactionTypeEmoji)), None)
