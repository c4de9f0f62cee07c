"""The queue of updates: offsets, long polling and what was asked for, as Telegram has them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from bot.sandbox.changes import Changes
from bot.sandbox.numbers import Numbering

UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}  # never sent unless asked for


@dataclass
class Waiting:
    update: dict[str, Any]
    serial: int = 0
    redelivered: bool = False
    handed: bool = False

    @property
    def id(self) -> int:
        return int(self.update.get("update_id", 0))


class UpdateQueue:
    def __init__(self, numbering: Numbering) -> None:
        self._waiting: list[Waiting] = []
        self._numbering = numbering
        self._serial = 0
        self._allowed: list[str] | None = None
        self._changes = Changes()
        self.poller: asyncio.Future[str] | None = None

    def allow(self, kinds: list[str] | None) -> None:
        """Remember what was asked for. None keeps the earlier choice, an empty list is the default choice."""
        if kinds is not None:
            self._allowed = kinds or None

    @property
    def allowed(self) -> list[str] | None:
        return self._allowed

    def wants(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed is not None else kind not in UNASKED

    def add(self, kind: str, body: dict[str, Any]) -> int | None:
        """Queue an update and return its id, or None when this kind was not asked for."""
        if not self.wants(kind):
            return None
        update_id = next(self._numbering)
        self._put(Waiting({"update_id": update_id, kind: body}))
        return update_id

    def add_raw(self, update: dict[str, Any]) -> int:
        """Queue an update as it is given. An id that was used before is delivered once more."""
        given = update.get("update_id")
        update_id = given if isinstance(given, int) else self._numbering.next_one
        redelivered = update_id < self._numbering.next_one
        self._numbering.pass_over(update_id)
        self._put(Waiting({**update, "update_id": update_id}, redelivered=redelivered))
        return update_id

    def restore(self, waiting: Waiting) -> None:
        """Take back what waited when the process ended, in the order in which it came."""
        self._serial = max(self._serial, waiting.serial)
        self._waiting.append(waiting)

    def _put(self, waiting: Waiting) -> None:
        self._serial += 1
        waiting.serial = self._serial
        self._waiting.append(waiting)
        self.touch()

    def touch(self) -> None:
        """Wake whoever waits for a change."""
        self._changes.touch()

    def end_poller(self, words: str) -> None:
        """Answer the waiting getUpdates, if there is one, with this conflict."""
        if self.poller is not None and not self.poller.done():
            self.poller.set_result(words)

    def confirm(self, offset: int) -> None:
        """Forget what lies before the offset; a negative one keeps only that many from the end."""
        if offset < 0:
            self._waiting = self._waiting[offset:]
        elif offset > 0:
            self._waiting = [w for w in self._waiting if w.id >= offset or (w.redelivered and not w.handed)]

    def take(self, limit: int) -> list[dict[str, Any]]:
        taken = self._waiting[:limit]
        for waiting in taken:
            waiting.handed = True
        return [waiting.update for waiting in taken]

    def holds(self, waiting: Waiting) -> bool:
        return any(held is waiting for held in self._waiting)

    def done(self, waiting: Waiting) -> None:
        self._waiting = [held for held in self._waiting if held is not waiting]

    def clear(self) -> None:
        self._waiting.clear()

    def waiting(self) -> list[Waiting]:
        return list(self._waiting)

    def change(self) -> asyncio.Future[None]:
        """A future that is done when the next update is queued."""
        return self._changes.watch()

    def __len__(self) -> int:
        return len(self._waiting)
