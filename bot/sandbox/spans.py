"""A stretch of text with a meaning, measured in UTF-16 units from the start."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aiogram.types import MessageEntity


def units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


@dataclass(frozen=True)
class Span:
    kind: str
    offset: int
    length: int
    extras: dict[str, Any] = field(default_factory=dict)

    def within(self, shift: int, end: int) -> Span | None:
        """The span after `shift` units were cut before it and the text ends at `end`; None if nothing is left."""
        start = max(self.offset - shift, 0)
        stop = min(self.offset + self.length - shift, end)
        return Span(self.kind, start, stop - start, self.extras) if stop > start else None

    def entity(self) -> MessageEntity:
        return MessageEntity(type=self.kind, offset=self.offset, length=self.length, **self.extras)
