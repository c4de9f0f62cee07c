"""Waiting for the next change of something that keeps changing."""

from __future__ import annotations

import asyncio


class Changes:
    def __init__(self) -> None:
        self._watchers: set[asyncio.Future[None]] = set()

    def watch(self) -> asyncio.Future[None]:
        """A future that is done at the next change; cancel it when it is of no more interest."""
        watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._watchers.add(watcher)
        watcher.add_done_callback(self._watchers.discard)
        return watcher

    def touch(self) -> None:
        for watcher in list(self._watchers):
            if not watcher.done():
                watcher.set_result(None)
