"""What the courier has before it: queued calls by chat and priority, and which of them may go now."""

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime

from bot.courier.limits import Limits


@dataclass(frozen=True)
class Waiting:
    """A queued row's key facts. `not_before` is in UTC."""

    row_id: int
    chat_id: int
    priority: int
    method: str
    not_before: datetime
    needs_id: int | None

    @property
    def line(self) -> tuple[int, int]:
        return self.priority, self.chat_id


class Queue:
    """Rows of one chat and priority leave in order, one at a time; the most pressing line goes first."""

    def __init__(self) -> None:
        self._lines: defaultdict[tuple[int, int], deque[Waiting]] = defaultdict(deque)
        self._known: set[int] = set()
        self._busy: set[tuple[int, int]] = set()
        self.highest_id = 0

    def __len__(self) -> int:
        return sum(len(line) for line in self._lines.values())

    def knows(self, row_id: int) -> bool:
        return row_id in self._known

    def add(self, waiting: Waiting) -> None:
        """Put a row in its line, at the place its id gives it."""
        if waiting.row_id in self._known:
            return
        self._known.add(waiting.row_id)
        self.highest_id = max(self.highest_id, waiting.row_id)
        line = self._lines[waiting.line]
        place = len(line)
        while place and line[place - 1].row_id > waiting.row_id:
            place -= 1
        line.insert(place, waiting)

    def take(self, limits: Limits, now: datetime, monotonic: float, most: int) -> list[Waiting]:
        """Take what may go at once; its line is busy until `free` says how it ended."""
        taken: list[Waiting] = []
        for key in sorted(self._lines):
            if len(taken) >= most:
                break
            head = self._lines[key][0]
            if key in self._busy or head.not_before > now or self._blocked(head):
                continue
            if limits.opens_at(head.chat_id, head.method, monotonic) > monotonic:
                continue
            limits.begin(head.chat_id, head.method)
            self._busy.add(key)
            taken.append(head)
        return taken

    def _blocked(self, head: Waiting) -> bool:
        return head.needs_id is not None and head.needs_id in self._known

    def free(self, done: Waiting) -> None:
        """Forget a row that was taken: it is settled, or will come again from the database as it is now."""
        line = self._lines[done.line]
        line.remove(done)
        if not line:
            del self._lines[done.line]
        self._known.discard(done.row_id)
        self._busy.discard(done.line)

    def keep_only(self, row_ids: set[int]) -> None:
        """Drop the rows that are queued no longer (expired with their chat, replaced), but for those under way."""
        for key in [key for key in self._lines if key not in self._busy]:
            gone = [waiting for waiting in self._lines[key] if waiting.row_id not in row_ids]
            for waiting in gone:
                self._lines[key].remove(waiting)
                self._known.discard(waiting.row_id)
            if not self._lines[key]:
                del self._lines[key]

    def next_at(self, limits: Limits, now: datetime, monotonic: float) -> float:
        """Return in how many seconds something may go; infinity when only an event can change that."""
        waits = [
            max(
                (line[0].not_before - now).total_seconds(),
                limits.opens_at(key[1], line[0].method, monotonic) - monotonic,
            )
            for key, line in self._lines.items()
            if key not in self._busy and not self._blocked(line[0])
        ]
        return max(0.0, min(waits, default=float("inf")))
