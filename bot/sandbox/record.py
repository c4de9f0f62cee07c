"""The record of every call that changes something: what a soak holds to be the truth."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from bot.sandbox.changes import Changes


@dataclass
class Entry:
    """`delivered` is whether the effect happened, even when the caller was never told so."""

    seq: int
    at: str
    monotonic: float
    method: str
    params: dict[str, Any]
    chat_id: int | str | None = None
    ok: bool = False
    delivered: bool = False
    error_code: int | None = None
    description: str | None = None
    message_id: int | None = None
    message_ids: list[int] = field(default_factory=list)
    thread_id: int | None = None
    fault: str | None = None


class Record:
    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self.changes = Changes()

    def open(self, at: str, monotonic: float, method: str, params: dict[str, Any]) -> Entry:
        entry = Entry(len(self._entries) + 1, at, monotonic, method, params)
        self._entries.append(entry)
        self.changes.touch()  # whoever waits runs after the call, which is carried out at a stretch
        return entry

    def entries(self, after: int = 0, chat: int | None = None, limit: int = 1_000) -> list[Entry]:
        """Entries with a higher `seq` than `after`, oldest first."""
        wanted: list[Entry] = []
        for entry in self._entries[max(after, 0) :]:
            if chat is None or entry.chat_id == chat:
                wanted.append(entry)
                if len(wanted) >= limit:
                    break
        return wanted

    @property
    def last_seq(self) -> int:
        return len(self._entries)


def as_json(entry: Entry) -> dict[str, Any]:
    return asdict(entry)
