"""Scripted faults, the limits and the record that tells what really happened."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bot.sandbox import Sandbox, running_sandbox
from bot.sandbox.limits import Limits
from tests.sandbox.control import Control

ASHA, RAMON, CARE_TEAM = 101, 102, -1001000000001


async def send(control: Control, text: str, chat_id: int = CARE_TEAM, patience: float = 5) -> dict[str, object]:
    async with asyncio.timeout(patience):
        return await control.call("sendMessage", chat_id=chat_id, text=text)


def delivered(sandbox: Sandbox) -> list[str | None]:
    return [message.text for message in sandbox.state.rooms[CARE_TEAM].messages.values()]


async def test_a_timeout_after_delivery_has_delivered(control: Control, sandbox: Sandbox) -> None:
    await control.do("faults", kind="timeout_after_delivery", method="sendMessage")
    with pytest.raises(TimeoutError):
        await send(control, "in doubt", patience=0.3)
    (entry,) = await control.record()
    assert (entry["ok"], entry["delivered"], entry["fault"]) == (True, True, "timeout_after_delivery")
    assert delivered(sandbox) == ["in doubt"]
    assert (await send(control, "after"))["ok"] is True


async def test_a_timeout_before_has_not(control: Control, sandbox: Sandbox) -> None:
    await control.do("faults", kind="timeout_before")
    with pytest.raises(TimeoutError):
        await send(control, "lost", patience=0.3)
    (entry,) = await control.record()
    assert (entry["ok"], entry["delivered"]) == (False, False)
    assert delivered(sandbox) == []


@pytest.mark.parametrize(("kind", "expected"), [("drop", []), ("drop_after_delivery", ["x"])])
async def test_a_broken_connection(kind: str, expected: list[str], control: Control, sandbox: Sandbox) -> None:
    await control.do("faults", kind=kind, times=1, method="sendMessage")
    with pytest.raises((aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)):
        await send(control, "x")
    assert delivered(sandbox) == expected


async def test_server_errors(control: Control, sandbox: Sandbox) -> None:
    await control.do("faults", kind="500")
    answer = await send(control, "x")
    assert answer == {"ok": False, "error_code": 500, "description": "Internal Server Error"}
    await control.do("faults", kind="502")
    url = f"{sandbox.url}/bot1:sandbox/sendMessage"
    async with control.session.post(url, json={"chat_id": CARE_TEAM, "text": "x"}) as html:
        assert (html.status, html.content_type) == (502, "text/html")
    assert delivered(sandbox) == []


async def test_faults_strike_what_they_name_and_no_more(control: Control) -> None:
    await control.say(ASHA, "/start")
    await control.do("faults", kind="500", method="sendMessage", chat=ASHA, times=2)
    assert (await send(control, "elsewhere"))["ok"] is True
    assert (await control.call("sendChatAction", chat_id=ASHA, action="typing"))["ok"] is True
    assert [(await send(control, "here", ASHA))["ok"] for _ in range(3)] == [False, False, True]


async def test_every_third_call_fails(control: Control) -> None:
    await control.do("faults", kind="429", every=3, times=2, retry_after=7)
    answers = [await send(control, str(number)) for number in range(7)]
    assert [answer["ok"] for answer in answers] == [True, True, False, True, True, False, True]
    assert answers[2]["parameters"] == {"retry_after": 7}


async def test_faults_can_be_cleared(control: Control, sandbox: Sandbox) -> None:
    await control.do("faults", kind="500", times=100)
    async with control.session.delete(f"{sandbox.url}/sandbox/faults") as answer:
        assert await answer.json() == {"pending": []}
    assert (await send(control, "x"))["ok"] is True


async def test_an_unknown_fault_is_refused(control: Control) -> None:
    status, answer = await control.tried("faults", kind="earthquake")
    assert status == 400
    assert "Kinds are timeout_after_delivery" in answer["error"]


async def test_the_sandbox_stops_while_a_call_hangs() -> None:
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group, running_sandbox() as sandbox:
        control = Control(sandbox.url, session)
        await control.do("faults", kind="timeout_before")
        hanging = group.create_task(_ends(control))
        polling = group.create_task(control.call("getUpdates", timeout=50))
        await asyncio.sleep(0.2)
    assert hanging.result() is True
    assert polling.result()["ok"] is True


async def _ends(control: Control) -> bool:
    try:
        await send(control, "x")
    except aiohttp.ClientError:
        return True
    return False


@pytest.mark.parametrize(
    ("method", "chat", "number", "span"),
    [("sendmessage", 101, 1, 1.0), ("sendmessage", -5, 1, 1.0), ("deletemessage", 101, 30, 1.0)],
)
def test_windows_slide(method: str, chat: int, number: int, span: float) -> None:
    limits = Limits(1)
    assert [limits.retry_after(method, chat, 0.0) for _ in range(number)] == [None] * number
    assert limits.retry_after(method, chat, span / 2) == 1
    assert limits.retry_after(method, chat, span - 0.02) == 1
    assert limits.retry_after(method, chat, span) is None


def test_a_group_has_twenty_a_minute() -> None:
    limits = Limits(1)
    assert [limits.retry_after("sendmessage", -5, float(second)) for second in range(20)] == [None] * 20
    assert limits.retry_after("sendmessage", -5, 20.0) == 40
    assert limits.retry_after("sendmessage", 101, 20.0) is None
    assert limits.retry_after("sendmessage", -5, 60.0) is None
    assert limits.retry_after("sendmessage", -5, 60.5) == 1


def test_the_ratio_shortens_every_window() -> None:
    limits = Limits(10)
    assert [limits.retry_after("sendmessage", -5, second / 10) for second in range(20)] == [None] * 20
    assert limits.retry_after("sendmessage", -5, 2.0) == 4
    assert limits.retry_after("sendmessage", -5, 6.0) is None


def test_a_client_that_keeps_the_window_exactly_is_never_refused() -> None:
    limits = Limits(1)
    moments = [number / 30 for number in range(300)]
    jitter = [(-1) ** number * 0.004 for number in range(300)]
    chats = [number % 60 + 1 for number in range(300)]
    refusals = [
        limits.retry_after("sendmessage", chat, moment + late)
        for chat, moment, late in zip(chats, moments, jitter, strict=True)
    ]
    assert refusals == [None] * 300


@pytest.mark.parametrize("method", ["getchat", "answercallbackquery", "sendchataction", "getupdates", "setmycommands"])
def test_what_does_not_count(method: str) -> None:
    limits = Limits(1)
    assert [limits.retry_after(method, 101, 0.0) for _ in range(100)] == [None] * 100


@pytest.mark.parametrize("method", ["setmessagereaction", "deletemessage", "editforumtopic", "closeforumtopic"])
def test_what_counts_for_the_bot_alone(method: str) -> None:
    limits = Limits(1)
    assert [limits.retry_after(method, -5, 0.0) for _ in range(31)] == [None] * 30 + [1]


async def test_the_record_pages_by_seq(control: Control) -> None:
    await control.say(ASHA, "/start")
    for number in range(5):
        await send(control, str(number), ASHA if number % 2 else CARE_TEAM)
    await control.call("getChat", chat_id=ASHA)
    await control.call("sendMessage", chat_id=424242, text="nobody")
    everything = await control.record()
    assert [entry["seq"] for entry in everything] == [1, 2, 3, 4, 5, 6]
    assert [entry["seq"] for entry in await control.record(after=2, limit=2)] == [3, 4]
    assert [entry["params"]["text"] for entry in await control.record(chat=ASHA)] == ["1", "3"]
    refused = everything[-1]
    assert (refused["ok"], refused["delivered"], refused["error_code"]) == (False, False, 400)
    assert refused["description"] == "Bad Request: chat not found"


async def test_the_record_can_be_waited_for(control: Control) -> None:
    loop = asyncio.get_running_loop()
    started = loop.time()
    assert await control.record(wait=1) == []
    assert loop.time() - started > 0.9
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(control.record(wait=30, chat=CARE_TEAM))
        await asyncio.sleep(0.1)
        await control.call("setMyName", name="Rapport")
        await send(control, "now")
    assert [(entry["params"]["text"], entry["delivered"]) for entry in waiting.result()] == [("now", True)]
    assert loop.time() - started < 10


async def test_the_record_names_topics_albums_and_answers(control: Control) -> None:
    topic = (await control.call("createForumTopic", chat_id=CARE_TEAM, name="Asha"))["result"]
    thread = topic["message_thread_id"]
    await control.call("sendMessage", chat_id=CARE_TEAM, message_thread_id=thread, text="card")
    await control.call("closeForumTopic", chat_id=CARE_TEAM, message_thread_id=thread)
    await control.call("answerCallbackQuery", callback_query_id="unknown", text="Too late")
    created, card, closed, answer = await control.record()
    assert (created["method"], created["thread_id"]) == ("createForumTopic", thread)
    assert (card["thread_id"], card["message_id"]) == (thread, thread + 1)
    assert (closed["method"], closed["thread_id"], closed["ok"]) == ("closeForumTopic", thread, True)
    assert (answer["params"]["text"], answer["ok"]) == ("Too late", False)
