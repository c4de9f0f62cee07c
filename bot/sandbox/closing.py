"""The moment the server stops, for those who wait on something else meanwhile."""

from __future__ import annotations

import asyncio

from bot.sandbox.changes import Changes


class Closing:
    def __init__(self) -> None:
        self.is_set = False
        self._changes = Changes()

    def watch(self) -> asyncio.Future[None]:
        """A future that is done when the server stops; cancel it when it is of no more interest."""
        watcher = self._changes.watch()
        if self.is_set:
            watcher.set_result(None)
        return watcher

    def set(self) -> None:
        self.is_set = True
        self._changes.touch()
