"""Delivery to a webhook: in order within a chat, side by side across chats, again until it is answered 2xx."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp

from bot.sandbox.calls import answer_call
from bot.sandbox.profile import Webhook
from bot.sandbox.state import SandboxState
from bot.sandbox.updates import Waiting

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE = aiohttp.ClientTimeout(total=60)
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 15.0  # seconds between two tries; each pause is twice the one before


class WebhookDelivery:
    def __init__(self, state: SandboxState) -> None:
        self.state = state
        self._lanes: set[int | str] = set()

    async def run(self) -> None:
        """Deliver until the server stops."""
        closing = self.state.closing.watch()
        async with aiohttp.ClientSession(timeout=PATIENCE) as session, asyncio.TaskGroup() as group:
            under_way: set[asyncio.Task[None]] = set()
            while not closing.done():
                change = self.state.updates.change()
                for waiting in self._ready():
                    task = group.create_task(self._deliver(session, waiting))
                    under_way.add(task)
                    task.add_done_callback(under_way.discard)
                await asyncio.wait({change, closing}, return_when=asyncio.FIRST_COMPLETED)
            for task in under_way:
                task.cancel()

    def _ready(self) -> list[Waiting]:
        """The next update of each chat that has none under way."""
        webhook = self.state.profile.webhook
        ready: list[Waiting] = []
        if webhook is None:
            return ready
        for waiting in self.state.updates.waiting():
            lane = lane_of(waiting.update)
            if len(self._lanes) >= webhook.max_connections:
                break
            if lane not in self._lanes:
                self._lanes.add(lane)
                ready.append(waiting)
        return ready

    async def _deliver(self, session: aiohttp.ClientSession, waiting: Waiting) -> None:
        pause = FIRST_PAUSE
        try:
            while (webhook := self.state.profile.webhook) is not None and self.state.updates.holds(waiting):
                if await self._posted(session, webhook, waiting):
                    self.state.updates.done(waiting)
                    return
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        finally:
            self._lanes.discard(lane_of(waiting.update))
            self.state.updates.touch()

    async def _posted(self, session: aiohttp.ClientSession, webhook: Webhook, waiting: Waiting) -> bool:
        headers = {SECRET_HEADER: webhook.secret_token} if webhook.secret_token else {}
        try:
            async with session.post(webhook.url, json=waiting.update, headers=headers) as answer:
                if answer.ok:
                    self._obey(await answer.read(), answer.content_type)
                    return True
                webhook.last_error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            refused = isinstance(error, aiohttp.ClientConnectorError)
            webhook.last_error = "Connection refused" if refused else "Read timeout expired"
        webhook.last_error_at = self.state.clock.now()
        return False

    def _obey(self, body: bytes, content_type: str) -> None:
        """A call may be given as the answer to an update; nobody hears its result."""
        if content_type != "application/json" or not body.strip():
            return
        try:
            given = json.loads(body)
        except ValueError:
            return
        if isinstance(given, dict) and isinstance(given.get("method"), str):
            parameters = {name: value for name, value in given.items() if name != "method" and value is not None}
            answer_call(self.state, given["method"], parameters)


def lane_of(update: dict[str, Any]) -> int | str:
    for body in update.values():
        if not isinstance(body, dict):
            continue
        message = body.get("message")
        chat = body.get("chat") or (message.get("chat") if isinstance(message, dict) else None)
        if isinstance(chat, dict) and isinstance(chat.get("id"), int):
            return int(chat["id"])
    return f"update {update.get('update_id')}"
