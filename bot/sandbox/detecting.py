"""Entities Telegram finds by itself in any text: commands, links, addresses, mentions, hashtags."""

from __future__ import annotations

import re
from bisect import bisect_left

from aiogram.types import MessageEntity

from bot.sandbox.spans import units

PATTERNS = (
    ("bot_command", re.compile(r"(?<![\w/@.])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z]\w{2,31})?(?![\w/])")),
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}\b")),
    ("url", re.compile(r"\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)]|\b(?:[\w-]+\.)+(?:com|org|net|io|de|me)\b(?:/[^\s]*)?")),
    ("mention", re.compile(r"(?<![\w@])@[a-zA-Z]\w{3,31}\b")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}\b")),
)
HINTS = "/@.#"


def detected(text: str, taken: list[MessageEntity] | None = None) -> list[MessageEntity]:
    """Entities in order of offset, in UTF-16 units; none overlaps another or one that is `taken`."""
    if not any(hint in text for hint in HINTS):
        return list(taken or ())
    found: list[tuple[int, int, str]] = []
    for kind, pattern in PATTERNS:
        found += [(match.start(), match.end(), kind) for match in pattern.finditer(text)]
    wide = [index for index, char in enumerate(text) if char > "\uffff"]
    entities = list(taken or ())
    for start, end, kind in found:
        offset = start + bisect_left(wide, start)
        length = units(text[start:end])
        if not any(e.offset < offset + length and offset < e.offset + e.length and _blocks(e, taken) for e in entities):
            entities.append(MessageEntity(type=kind, offset=offset, length=length))
    return sorted(entities, key=lambda entity: (entity.offset, -entity.length))


def _blocks(entity: MessageEntity, taken: list[MessageEntity] | None) -> bool:
    """Bold text may still hold a link; code and links may not."""
    return entity not in (taken or ()) or entity.type in ("code", "pre", "text_link", "text_mention")
