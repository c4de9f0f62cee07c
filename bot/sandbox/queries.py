"""Taps on buttons that wait for their answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.numbers import Numbering

EXPIRY = timedelta(minutes=10)  # by the message clock, so that moving it forward makes a tap old


@dataclass(frozen=True)
class Tap:
    id: str
    person_id: int
    chat_id: int
    message_id: int
    at: datetime


class Queries:
    def __init__(self, numbering: Numbering) -> None:
        self._taps: dict[str, Tap] = {}
        self._numbering = numbering

    def open(self, person_id: int, chat_id: int, message_id: int, at: datetime) -> Tap:
        tap = Tap(f"{person_id}{next(self._numbering):010d}", person_id, chat_id, message_id, at)
        self.add(tap)
        return tap

    def add(self, tap: Tap) -> None:
        self._taps[tap.id] = tap

    def waiting(self) -> Iterable[Tap]:
        return self._taps.values()

    def answer(self, query_id: str, now: datetime) -> Tap | None:
        """The tap that is answered by this, or None when it is unknown, answered before or too old."""
        tap = self._taps.pop(query_id, None)
        return tap if tap is not None and now - tap.at <= EXPIRY else None
