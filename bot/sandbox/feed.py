"""What the page hears as it happens (server-sent events). Nothing is written out while nobody listens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

BACKLOG = 1_000


class Feed:
    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[str]] = set()

    def open(self) -> asyncio.Queue[str]:
        listener: asyncio.Queue[str] = asyncio.Queue(BACKLOG)
        self._listeners.add(listener)
        return listener

    def close(self, listener: asyncio.Queue[str]) -> None:
        self._listeners.discard(listener)

    def publish(self, kind: str, data: Callable[[], dict[str, Any]]) -> None:
        if not self._listeners:
            return
        line = f"event: {kind}\ndata: {json.dumps(data())}\n\n"
        for listener in self._listeners:
            if listener.full():
                # A page too slow to follow is told to read the state anew instead of the missed events.
                while not listener.empty():
                    listener.get_nowait()
                listener.put_nowait("event: reload\ndata: {}\n\n")
            else:
                listener.put_nowait(line)
