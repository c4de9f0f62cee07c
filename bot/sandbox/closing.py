"""The moment the server stops, for those who wait on something else meanwhile."""

from __future__ import annotations

import asyncio


class Closing:
    def __init__(self) -> None:
        self.is_set = False
        self._watchers: set[asyncio.Future[None]] = set()

    def watch(self) -> asyncio.Future[None]:
        """A future that is done when the server stops; cancel it when it is of no more interest."""
        watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self.is_set:
            watcher.set_result(None)
        else:
            self._watchers.add(watcher)
            watcher.add_done_callback(self._watchers.discard)
        return watcher

    def set(self) -> None:
        self.is_set = True
        for watcher in list(self._watchers):
            if not watcher.done():
                watcher.set_result(None)
