"""Offsets, long polling, conflicts and webhooks, as Telegram has them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.sandbox import Sandbox
from tests.sandbox.control import Control

ASHA, RAMON, MIRA, CARE_TEAM = 101, 102, 201, -1001000000001


async def test_what_is_not_confirmed_comes_again(control: Control) -> None:
    await control.say(ASHA, "one")
    await control.say(ASHA, "two")
    first = await control.updates()
    assert await control.updates() == first
    rest = await control.updates(offset=first[0]["update_id"] + 1)
    assert [update["message"]["text"] for update in rest] == ["two"]
    assert await control.updates(offset=rest[0]["update_id"] + 1) == []
    assert await control.updates() == []


async def test_limit_and_negative_offset(control: Control) -> None:
    for number in range(5):
        await control.say(ASHA, str(number))
    assert [update["message"]["text"] for update in await control.updates(limit=2)] == ["0", "1"]
    assert [update["message"]["text"] for update in await control.updates(offset=-2)] == ["3", "4"]
    assert len(await control.updates()) == 2


async def test_a_long_poll_ends_when_somebody_writes(control: Control) -> None:
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        started = loop.time()
        polling = group.create_task(control.updates(timeout=30))
        await asyncio.sleep(0.1)
        assert not polling.done()
        await control.say(ASHA, "hello")
    assert [update["message"]["text"] for update in polling.result()] == ["hello"]
    assert loop.time() - started < 5


async def test_a_long_poll_ends_empty(control: Control) -> None:
    loop = asyncio.get_running_loop()
    started = loop.time()
    assert await control.updates(timeout=1) == []
    assert 0.9 < loop.time() - started < 5


async def test_a_second_poller_ends_the_first(control: Control) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(control.call("getUpdates", timeout=30))
        await asyncio.sleep(0.1)
        second = group.create_task(control.call("getUpdates", timeout=1))
    assert first.result()["error_code"] == 409
    assert first.result()["description"].startswith("Conflict: terminated by other getUpdates request")
    assert second.result() == {"ok": True, "result": []}


async def test_a_poller_that_hung_up_leaves_its_updates(control: Control) -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(control.updates(timeout=30), 0.1)
    await control.say(ASHA, "still there")
    assert [update["message"]["text"] for update in await control.updates(timeout=1)] == ["still there"]


async def test_allowed_updates_are_remembered(control: Control) -> None:
    await control.updates(allowed_updates=["callback_query"])
    assert (await control.do("say", by=ASHA, text="unheard"))["update_ids"] == []
    await control.updates()
    assert (await control.do("say", by=ASHA, text="unheard"))["update_ids"] == []
    await control.updates(allowed_updates=[])
    assert (await control.do("say", by=ASHA, text="heard"))["update_ids"] == [1]


async def test_a_raw_update_may_be_anything_and_come_twice(control: Control) -> None:
    given = await control.do("raw_update", update={"message": {"text": None, "odd": [1, {}]}})
    (update,) = await control.updates()
    assert update == {"update_id": given["update_id"], "message": {"text": None, "odd": [1, {}]}}
    assert await control.updates(offset=given["update_id"] + 1) == []
    await control.do("raw_update", update={"update_id": given["update_id"], "again": True})
    assert await control.updates(offset=given["update_id"] + 1) == [{"update_id": given["update_id"], "again": True}]
    assert await control.updates(offset=given["update_id"] + 1) == []


class Listener:
    """A webhook of the bot: what it got, and what it answers next."""

    def __init__(self) -> None:
        self.url = ""
        self.heard: list[tuple[str | None, dict[str, Any]]] = []
        self.answers: list[web.Response] = []
        self.changed = asyncio.Event()

    async def hear(self, request: web.Request) -> web.Response:
        self.heard.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        self.changed.set()
        return self.answers.pop(0) if self.answers else web.Response()

    async def has(self, number: int) -> None:
        async with asyncio.timeout(10):
            while len(self.heard) < number:
                self.changed.clear()
                await self.changed.wait()


@asynccontextmanager
async def listening() -> AsyncIterator[Listener]:
    listener = Listener()
    app = web.Application()
    app.router.add_post("/hook", listener.hear)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    listener.url = f"http://127.0.0.1:{port}/hook"
    try:
        yield listener
    finally:
        await runner.cleanup()


async def test_a_webhook_gets_its_secret_and_is_tried_again(control: Control) -> None:
    async with listening() as hook:
        hook.answers = [web.Response(status=500), web.Response(status=503)]
        answer = await control.call("setWebhook", url=hook.url, secret_token="a-secret_1")
        assert answer == {"ok": True, "result": True}
        await control.say(ASHA, "hello")
        await hook.has(3)
        assert {secret for secret, _ in hook.heard} == {"a-secret_1"}
        assert [update["message"]["text"] for _, update in hook.heard] == ["hello"] * 3
        await _delivered(control)
        info = (await control.call("getWebhookInfo"))["result"]
        assert (info["url"], info["last_error_message"][:31]) == (hook.url, "Wrong response from the webhook")


async def _delivered(control: Control) -> None:
    """Wait until no update is pending; the sandbox has no other way to tell it than its state."""
    async with asyncio.timeout(10):
        while (await control.get("state"))["pending_updates"]:
            pass


async def test_a_chat_waits_for_its_own_updates_only(control: Control) -> None:
    async with listening() as hook:
        await control.call("setWebhook", url=hook.url)
        hook.answers = [web.Response(status=500)]
        await control.say(ASHA, "one")
        await hook.has(1)
        await control.say(ASHA, "two")
        await control.say(RAMON, "three")
        await hook.has(4)
        texts = [update["message"]["text"] for _, update in hook.heard]
        assert texts[0] == "one"
        assert texts.index("three") < texts.index("two")
        assert [text for text in texts if text != "three"] == ["one", "one", "two"]


async def test_a_webhook_may_answer_with_a_call(control: Control, sandbox: Sandbox) -> None:
    async with listening() as hook:
        hook.answers = [web.json_response({"method": "sendMessage", "chat_id": ASHA, "text": "at once"})]
        await control.call("setWebhook", url=hook.url)
        await control.say(ASHA, "hello")
        await _delivered(control)
        assert [m.text for m in sandbox.state.rooms[ASHA].messages.values()] == ["hello", "at once"]


async def test_polling_and_webhook_exclude_each_other(control: Control) -> None:
    async with asyncio.TaskGroup() as group:
        polling = group.create_task(control.call("getUpdates", timeout=30))
        await asyncio.sleep(0.1)
        await control.call("setWebhook", url="http://127.0.0.1:9/nowhere")
    assert polling.result()["description"] == "Conflict: terminated by setWebhook request"
    refused = await control.call("getUpdates")
    assert (refused["error_code"], "webhook is active" in refused["description"]) == (409, True)
    await control.say(ASHA, "kept")
    await control.call("deleteWebhook")
    assert [update["message"]["text"] for update in await control.updates()] == ["kept"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"url": "http://example.org/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.org/hook", "secret_token": "not allowed!"}, "secret token contains unallowed"),
    ],
)
async def test_a_webhook_that_cannot_be(given: dict[str, str], words: str, control: Control) -> None:
    answer = await control.call("setWebhook", **given)
    assert answer["error_code"] == 400
    assert words in answer["description"]


async def test_events_tell_the_page_what_happens(sandbox: Sandbox, control: Control) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{sandbox.url}/sandbox/events") as events:
        assert events.content_type == "text/event-stream"
        assert (await events.content.readuntil(b"\n\n")).startswith(b"retry:")
        await control.do("clock", offset_seconds=60)
        await control.say(ASHA, "hello")
        async with asyncio.timeout(5):
            told = [await events.content.readuntil(b"\n\n") for _ in range(3)]
    assert [line.partition(b"\n")[0] for line in told] == [b"event: clock", b"event: chat", b"event: message"]
    assert b'"text": "hello"' in told[-1]
