"""getUpdates: one poller at a time, waiting until there is something to hand over."""

from __future__ import annotations

import asyncio
from typing import Any

from aiogram.methods import GetUpdates

from bot.sandbox.errors import conflict
from bot.sandbox.state import SandboxState

LONGEST_WAIT = 50  # seconds
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
WEBHOOK_SET = "terminated by setWebhook request"


class Polling:
    """A newer poller ends an older one, which is answered 409."""

    def __init__(self, state: SandboxState) -> None:
        self.state = state
        self._current: asyncio.Future[str] | None = None

    def end(self, words: str) -> None:
        if self._current is not None and not self._current.done():
            self._current.set_result(words)

    async def updates(self, call: GetUpdates, gone: asyncio.Future[Any]) -> list[dict[str, Any]]:
        """Wait at most the call's timeout, or until the caller has gone. Raises: Refusal."""
        state = self.state
        if state.profile.webhook is not None:
            raise conflict(WEBHOOK_ACTIVE)
        self.end(OTHER_POLLER)
        state.updates.allow(call.allowed_updates)
        if call.offset:
            state.updates.confirm(call.offset)
        limit = min(max(call.limit or 100, 1), 100)
        ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._current = ended
        try:
            await self._wait(min(call.timeout or 0, LONGEST_WAIT), ended, gone)
        finally:
            if self._current is ended:
                self._current = None
        if ended.done():
            raise conflict(ended.result())
        return [] if gone.done() else state.updates.take(limit)

    async def _wait(self, timeout: float, ended: asyncio.Future[str], gone: asyncio.Future[Any]) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout
        closing = self.state.closing.watch()
        try:
            while not len(self.state.updates) and loop.time() < until:
                watched: set[asyncio.Future[Any]] = {self.state.updates.change(), ended, gone, closing}
                await asyncio.wait(watched, timeout=until - loop.time(), return_when=asyncio.FIRST_COMPLETED)
                if ended.done() or gone.done() or closing.done():
                    return
        finally:
            closing.cancel()
