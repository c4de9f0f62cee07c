"""What the courier has before it: queued calls by chat and priority, and which of them may go now.

Nothing here looks at every row: a line that cannot go is put by until the moment, the answer or the row it waits for.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Container
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush

from bot.courier.limits import Limits
from bot.courier.lines import Lane, Line
from storage.tables import Priority

LineKey = tuple[int, int]

# A greeting on its way when we are killed is in doubt, and never sent again: so only a few are at any time.
GREETINGS_AT_ONCE = 5


@dataclass(frozen=True)
class Waiting:
    """A queued row's key facts. `not_before` is in UTC."""

    row_id: int
    chat_id: int
    priority: int
    method: str
    not_before: datetime
    needs_id: int | None = None
    customer_id: int | None = None

    @property
    def line(self) -> LineKey:
        return self.priority, self.chat_id

    @property
    def lane(self) -> Lane:
        """What must stay in order. A topic's making stands by itself: an older message may wait for it."""
        return self.customer_id or 0, self.method == "createForumTopic"


class Queue:
    """Rows of one chat and priority leave in order, one at a time; the most pressing line goes first.

    A row that must wait (for its time, or for another row) is overtaken by other customers' rows of its line only. The
    heaps hold hints: each is looked at when its turn comes, and dropped if it no longer says anything.
    """

    def __init__(self) -> None:
        self._lines: dict[LineKey, Line[Waiting]] = {}
        self._known: dict[int, Waiting] = {}
        self._priorities: defaultdict[int, set[int]] = defaultdict(set)
        self._needing: defaultdict[int, list[Waiting]] = defaultdict(list)
        self._hints: list[tuple[int, int, int]] = []
        self._closed: list[tuple[float, LineKey]] = []
        self._later: list[tuple[datetime, LineKey]] = []
        self._parked: deque[LineKey] = deque()
        self._greetings = 0
        self.highest_id = 0

    def __len__(self) -> int:
        return len(self._known)

    def knows(self, row_id: int) -> bool:
        return row_id in self._known

    def add(self, waiting: Waiting) -> None:
        """Put a row in its line, at the place its id gives it."""
        if waiting.row_id in self._known:
            return
        self._known[waiting.row_id] = waiting
        self.highest_id = max(self.highest_id, waiting.row_id)
        line = self._lines.setdefault(waiting.line, Line())
        self._priorities[waiting.chat_id].add(waiting.priority)
        if line.add(waiting):
            self._hint(waiting.line)

    def hold(self, waiting: Waiting) -> None:
        """Take up a row that is on its way already: its line is busy with it."""
        self.add(waiting)
        self._occupy(waiting)

    def _occupy(self, waiting: Waiting) -> None:
        self._lines[waiting.line].busy = waiting
        self._greetings += waiting.priority == Priority.GREETING

    def take(self, limits: Limits, now: datetime, monotonic: float, most: int) -> list[Waiting]:
        """Take what may go at once; its line is busy until `free` says how it ended."""
        while self._closed and self._closed[0][0] <= monotonic:
            self._hint(heappop(self._closed)[1])
        while self._later and self._later[0][0] <= now:
            self._hint(heappop(self._later)[1])
        taken: list[Waiting] = []
        while len(taken) < most and limits.bot_opens_at(monotonic) <= monotonic:
            key = self._next_hint(limits, monotonic)
            if key is None:
                break
            waiting = self._next_of(key, limits, now, monotonic)
            if waiting is not None:
                limits.begin(waiting.chat_id, waiting.method, monotonic)
                self._occupy(waiting)
                taken.append(waiting)
        return taken

    def _greeting_at(self, limits: Limits, monotonic: float) -> float:
        """Return when a greeting may go: infinity while as many as may are on their way."""
        return limits.greeting_opens_at(monotonic) if self._greetings < GREETINGS_AT_ONCE else float("inf")

    def _next_hint(self, limits: Limits, monotonic: float) -> LineKey | None:
        """Return the most pressing line that may have something. Greetings whose time has not come are parked."""
        room = self._greeting_at(limits, monotonic) <= monotonic
        while self._hints:
            priority, _, chat_id = heappop(self._hints)
            if room or priority != Priority.GREETING:
                return priority, chat_id
            self._parked.append((priority, chat_id))
        return self._parked.popleft() if room and self._parked else None

    def _next_of(self, key: LineKey, limits: Limits, now: datetime, monotonic: float) -> Waiting | None:
        line = self._lines.get(key)
        if line is None or line.busy is not None:
            return None
        head = self._head(line, now)
        if head is None:
            if line.later:
                heappush(self._later, (line.later[0][0], key))
            return None
        opens_at = limits.opens_at(head.chat_id, head.method, monotonic)
        if opens_at <= monotonic:
            return head
        if opens_at < float("inf"):  # else another line of this chat is on its way, and hints at this one when freed
            heappush(self._closed, (opens_at, key))
        return None

    def _head(self, line: Line[Waiting], now: datetime) -> Waiting | None:
        """Return the row whose turn it is; those before it that wait for another row are put by."""
        while (head := line.head(now)) is not None:
            if head.needs_id is None or head.needs_id not in self._known:
                return head
            line.put_by(head)
            self._needing[head.needs_id].append(head)
        return None

    def free(self, done: Waiting) -> None:
        """Forget a row that was taken: it is settled, or will come again from the database as it is now."""
        if self._known.get(done.row_id) != done:
            return
        line = self._lines[done.line]
        if line.busy == done:
            line.busy = None
            self._greetings -= done.priority == Priority.GREETING
        self._drop(done)
        for priority in self._priorities.get(done.chat_id, ()):
            self._hint((priority, done.chat_id))

    def keep_only(self, row_ids: Container[int]) -> None:
        """Drop the rows that are queued no longer (forgotten with their customer), but for those under way."""
        for waiting in [one for one in self._known.values() if one.row_id not in row_ids]:
            if self._lines[waiting.line].busy != waiting:
                self._drop(waiting)

    def missing(self, row_ids: Collection[int]) -> list[int]:
        """Return which of these rows are not here."""
        return [row_id for row_id in row_ids if row_id not in self._known]

    def _drop(self, waiting: Waiting) -> None:
        del self._known[waiting.row_id]
        line = self._lines[waiting.line]
        line.remove(waiting)
        if line:
            self._hint(waiting.line)
        else:
            del self._lines[waiting.line]
            self._priorities[waiting.chat_id].discard(waiting.priority)
            if not self._priorities[waiting.chat_id]:
                del self._priorities[waiting.chat_id]
        for freed in self._needing.pop(waiting.row_id, ()):
            if self._known.get(freed.row_id) == freed:
                self._lines[freed.line].bring_back(freed)
                self._hint(freed.line)

    def _hint(self, key: LineKey) -> None:
        line = self._lines.get(key)
        if line is not None:
            heappush(self._hints, (key[0], line.first_id, key[1]))

    def next_at(self, limits: Limits, now: datetime, monotonic: float) -> float:
        """Return in how many seconds something may go; infinity when only an event can change that."""
        pressing = bool(self._hints) and self._hints[0][0] != Priority.GREETING
        waits = [limits.bot_opens_at(monotonic) - monotonic] if pressing else []
        waits += [self._greeting_at(limits, monotonic) - monotonic] if self._hints or self._parked else []
        waits += [self._closed[0][0] - monotonic] if self._closed else []
        waits += [(self._later[0][0] - now).total_seconds()] if self._later else []
        return max(0.0, min(waits, default=float("inf")))
