"""Telegram's limits, each over a sliding window, in monotonic seconds."""

from collections import defaultdict, deque
from dataclasses import dataclass

# Told by Telegram's bot FAQ: 30 messages a second for the bot, one a second per chat, 20 a minute per group.
BOT_LIMIT = (30, 1.0)
CHAT_LIMIT = (1, 1.0)
GROUP_LIMIT = (20, 60.0)
# Counted for the bot as a whole, but not for the chat they happen in.
LIGHT_METHODS = frozenset(
    {"setMessageReaction", "deleteMessage", "closeForumTopic", "reopenForumTopic", "editForumTopic"}
)
# One greeting in so many seconds, counting whatever else is sent: a fiftieth slower than the bot may send, so that a
# reply finds a place free. Rounds that took long are made up for, up to a tenth of a second.
GREETING_EVERY = 1.02 * BOT_LIMIT[1] / BOT_LIMIT[0]
GREETING_SLACK = 3 * GREETING_EVERY


@dataclass
class _Window:
    """At most `limit` calls in any `span` seconds. A call counts from its start until `span` after its end."""

    limit: int
    span: float

    def __post_init__(self) -> None:
        self.ended: deque[float] = deque()
        self.under_way = 0
        self.closed_until = float("-inf")

    def opens_at(self, now: float) -> float:
        """Return when the next call may start: `now` when at once, infinity while only an answer can tell."""
        while self.ended and self.ended[0] + self.span <= now:
            self.ended.popleft()
        too_many = self.under_way + len(self.ended) - self.limit + 1
        if too_many <= 0:
            return max(now, self.closed_until)
        free_at = self.ended[too_many - 1] + self.span if too_many <= len(self.ended) else float("inf")
        return max(free_at, self.closed_until)


@dataclass
class _Pace:
    """A call is due `every` so many seconds; one that goes late, by up to `slack` seconds, puts off none after it."""

    every: float
    slack: float

    def __post_init__(self) -> None:
        self.due_at = float("-inf")

    def begin(self, now: float) -> None:
        self.due_at = max(self.due_at, now - self.slack) + self.every

    def give_back(self) -> None:
        self.due_at -= self.every


class Limits:
    """Which call may go now. `ratio` makes every window that many times shorter (soaks against the sandbox)."""

    def __init__(self, ratio: float = 1.0) -> None:
        self._ratio = ratio
        self._bot = self._window(BOT_LIMIT)
        self._pace = _Pace(GREETING_EVERY / ratio, GREETING_SLACK / ratio)
        self._chats: defaultdict[int, _Window] = defaultdict(lambda: self._window(CHAT_LIMIT))
        self._groups: defaultdict[int, _Window] = defaultdict(lambda: self._window(GROUP_LIMIT))

    def _window(self, limit: tuple[int, float]) -> _Window:
        return _Window(limit[0], limit[1] / self._ratio)

    def _windows(self, chat_id: int, method: str) -> list[_Window]:
        if method in LIGHT_METHODS:
            return [self._bot]
        own = [self._bot, self._chats[chat_id]]
        return own if chat_id > 0 else [*own, self._groups[chat_id]]

    def bot_opens_at(self, now: float) -> float:
        """Return when any call at all may start."""
        return self._bot.opens_at(now)

    def opens_at(self, chat_id: int, method: str, now: float) -> float:
        """Return when a call may start, in monotonic seconds."""
        return max(window.opens_at(now) for window in self._windows(chat_id, method))

    def greeting_opens_at(self, now: float) -> float:
        """Return when any greeting at all may start."""
        return max(self._bot.opens_at(now), self._pace.due_at)

    def begin(self, chat_id: int, method: str, now: float) -> None:
        self._pace.begin(now)
        for window in self._windows(chat_id, method):
            window.under_way += 1

    def end(self, chat_id: int, method: str, now: float) -> None:
        for window in self._windows(chat_id, method):
            window.under_way -= 1
            window.ended.append(now)

    def release(self, chat_id: int, method: str) -> None:
        """Give back what `begin` took: the call was never made."""
        self._pace.give_back()
        for window in self._windows(chat_id, method):
            window.under_way -= 1

    def pause(self, chat_id: int, until: float) -> None:
        """Obey a `retry_after`. Our counts keep private chats within theirs: there it is the bot that must wait."""
        window = self._chats[chat_id] if chat_id < 0 else self._bot
        window.closed_until = max(window.closed_until, until)

    def follow(self, old: int, new: int) -> None:
        """The group `old` is `new` now: what was sent to it counts on."""
        for windows in (self._chats, self._groups):
            windows[new] = windows[old]

    def forget_idle(self, now: float) -> None:
        """Drop the windows of chats in which nothing is counted any more."""
        for windows in (self._chats, self._groups):
            idle = [chat for chat, window in windows.items() if not window.under_way and window.opens_at(now) <= now]
            for chat in [chat for chat in idle if not windows[chat].ended]:
                del windows[chat]
