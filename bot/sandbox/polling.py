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


async def poll(state: SandboxState, call: GetUpdates, gone: asyncio.Future[Any]) -> list[dict[str, Any]]:
    """Wait at most the call's timeout, or until the caller has gone.

    A newer poller ends an older one, which is answered 409.

    Raises: RefusedError.
    """
    if state.profile.webhook is not None:
        raise conflict(WEBHOOK_ACTIVE)
    state.updates.end_poller(OTHER_POLLER)
    state.updates.allow(call.allowed_updates)
    if call.offset:
        state.updates.confirm(call.offset)
    ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    state.updates.poller = ended
    try:
        await _wait(state, min(call.timeout or 0, LONGEST_WAIT), ended, gone)
    finally:
        if state.updates.poller is ended:
            state.updates.poller = None
    if ended.done():
        raise conflict(ended.result())
    return [] if gone.done() else state.updates.take(min(max(call.limit or 100, 1), 100))


async def _wait(state: SandboxState, span: float, ended: asyncio.Future[str], gone: asyncio.Future[Any]) -> None:
    loop = asyncio.get_running_loop()
    until = loop.time() + span
    closing = state.closing.watch()
    try:
        while not len(state.updates) and loop.time() < until:
            watched: set[asyncio.Future[Any]] = {state.updates.change(), ended, gone, closing}
            await asyncio.wait(watched, timeout=until - loop.time(), return_when=asyncio.FIRST_COMPLETED)
            if ended.done() or gone.done() or closing.done():
                return
    finally:
        closing.cancel()
