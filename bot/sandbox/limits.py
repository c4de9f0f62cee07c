"""Telegram's limits, kept strictly: sliding windows, no bursts. The ratio makes every window shorter."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

BOT_LIMIT, BOT_WINDOW = 30, 1.0
CHAT_LIMIT, CHAT_WINDOW = 1, 1.0
GROUP_LIMIT, GROUP_WINDOW = 20, 60.0
SLOWEST, FASTEST = 0.001, 1e9  # the ratios that make sense
TOLERANCE = 0.01  # seconds; a client that keeps a window exactly is not refused for the network's jitter

FREE_SENDS = {"sendchataction"}
BOT_ONLY = {
    "setmessagereaction",
    "deletemessage",
    "deletemessages",
    "editforumtopic",
    "closeforumtopic",
    "reopenforumtopic",
    "deleteforumtopic",
    "editgeneralforumtopic",
}
COUNTED_PREFIXES = ("send", "copy", "forward", "edit", "pin", "unpin", "createforumtopic")


def counts_for_bot(method: str) -> bool:
    return method in BOT_ONLY or counts_for_chat(method)


def counts_for_chat(method: str) -> bool:
    return method not in BOT_ONLY and method not in FREE_SENDS and method.startswith(COUNTED_PREFIXES)


@dataclass
class Window:
    limit: int
    span: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float, ratio: float) -> float:
        """Seconds until one more fits; zero or less when it fits now."""
        span = self.span / ratio
        span -= min(TOLERANCE, span / 4)
        while self.times and self.times[0] <= now - span:
            self.times.popleft()
        if len(self.times) < self.limit:
            return 0.0
        return self.times[len(self.times) - self.limit] + span - now


class Limits:
    def __init__(self, ratio: float) -> None:
        self.ratio = ratio
        self._bot = Window(BOT_LIMIT, BOT_WINDOW)
        self._chats: dict[int, Window] = {}
        self._groups: dict[int, Window] = {}

    def retry_after(self, method: str, chat_id: int | None, now: float) -> int | None:
        """Count the call and return None, or return the whole seconds to wait and count nothing."""
        windows = self._windows(method, chat_id)
        wait = max((window.wait(now, self.ratio) for window in windows), default=0.0)
        if wait > 0:
            return max(1, math.ceil(wait))
        for window in windows:
            window.times.append(now)
        return None

    def _windows(self, method: str, chat_id: int | None) -> list[Window]:
        windows: list[Window] = []
        if counts_for_bot(method):
            windows.append(self._bot)
        if chat_id is not None and counts_for_chat(method):
            windows.append(self._chats.setdefault(chat_id, Window(CHAT_LIMIT, CHAT_WINDOW)))
            if chat_id < 0:
                windows.append(self._groups.setdefault(chat_id, Window(GROUP_LIMIT, GROUP_WINDOW)))
        return windows
