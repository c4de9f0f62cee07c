"""Odd, wrong and oversized requests: one clear line, never a fault, and nothing is broken afterwards."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox.bounding import LONGEST_BODY
from bot.sandbox.deeds import DEEDS
from tests.sandbox.control import Control

ASHA, MIRA, CARE_TEAM = 101, 201, -1001000000001
ODD: list[Any] = [
    None, True, False, -1, 0, 2.5, 10**30, -(10**30), 1e308, "", "7", "x" * 300, "\ud800", "\x00\n", [], [1], [{}], {},
    {"id": 10**30}, {"update_id": 10**30}, {"content": 5}, {"file_name": ["x"]}, {"mime_type": "a\r\nb"},
    {"latitude": "north", "longitude": 1e300}, {"phone_number": 5, "first_name": {}}, {"can_manage_topics": "perhaps"},
    [{"photo": 1}, {"text": [1]}], [{"text": "a"}, {"photo": {"content": "%"}}],
]  # fmt: skip
SOUND: dict[str, dict[str, Any]] = {
    "people": {"id": 1500, "first_name": "Linh", "last_name": "T", "username": "linh", "language_code": "vi"},
    "say": {"as": MIRA, "chat": CARE_TEAM, "topic": 2, "reply_to": 2, "forward_from": ASHA, "text": "x"},
    "edit": {"as": ASHA, "chat": ASHA, "message_id": 1, "text": "x"},
    "react": {"as": ASHA, "chat": ASHA, "message_id": 1, "emoji": "👍"},
    "tap": {"as": ASHA, "chat": ASHA, "message_id": 1, "data": "x", "row": 0, "col": 0},
    "add_bot": {"as": ASHA, "title": "Friends", "forum": True},
    "rights": {"as": MIRA, "chat": CARE_TEAM, "rights": {}},
    "topic": {"as": MIRA, "chat": CARE_TEAM, "name": "Ideas"},
    "raw_update": {"update": {"odd": True}},
    "faults": {"kind": "429", "times": 1, "method": "getMe", "chat": 7, "retry_after": 1, "every": 1},
    "limits": {"ratio": 1_000_000},
    "clock": {"offset_seconds": 0},
}
MORE = {"say": ("photo", "document", "voice", "video", "audio", "sticker", "location", "contact", "album")}


@pytest.fixture
async def lively(control: Control) -> AsyncIterator[Control]:
    """Something is there to be acted on; and all that is asked for is still answered in the end."""
    await control.say(ASHA, "hello")
    await control.do("topic", by=MIRA, chat=CARE_TEAM, name="Ideas")
    yield control
    assert len((await control.get("state"))["people"]) >= 5
    assert (await control.call("getUpdates"))["ok"]
    await control.say(ASHA, "still there?")
    assert (await control.call("sendMessage", chat_id=ASHA, text="yes"))["ok"]


async def posted(control: Control, deed: str, body: bytes) -> tuple[int, Any]:
    async with control.session.post(f"{control.url}/sandbox/{deed}", data=body) as answer:
        return answer.status, await answer.json()


@pytest.mark.parametrize("deed", DEEDS)
async def test_no_value_of_any_field_is_a_fault(deed: str, lively: Control) -> None:
    sound = SOUND.get(deed, {"as": ASHA, "chat": CARE_TEAM, "topic": 9})
    for name in (*sound, *MORE.get(deed, ())):
        for value in ODD:
            status, answer = await posted(lively, deed, json.dumps({**sound, name: value}).encode())
            assert status in (200, 400, 404), (name, value, answer)
            if status != 200:
                assert answer["error"].endswith("."), (name, value, answer)
                assert "\n" not in answer["error"]
    await lively.session.delete(f"{lively.url}/sandbox/faults")
    await lively.do("unblock", by=ASHA)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{", "The body is not JSON: "),
        (b"\xff", "The body is not JSON: "),
        (b"[]", "The body must be a JSON object."),
        (b'{"as": NaN}', "The body is not JSON: NaN is no number."),
        (b'{"as": 1e999}', "The body is not JSON: 1e999 is no number."),
        (b'{"as": ' + b"1" * 5_000 + b"}", "The body is not JSON: "),
        (b'{"as": ' + b"[" * 200 + b"]" * 200 + b"}", "The body is nested too deeply."),
        (b'{"as": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "The body is nested too deeply."),
        (b'{"text": "x"}', "as is missing."),
        (b'{"as": "101"}', 'as must be a whole number of at most 52 bits, not "101".'),
        (b'{"as": true}', "as must be a whole number of at most 52 bits, not true."),
        (b'{"as": 9007199254740993}', "as must be a whole number of at most 52 bits, not 9007199254740993."),
        (b'{"as": 101, "text": 5}', "text must be text, not 5."),
    ],
)
async def test_what_is_wrong_is_told_in_one_line(body: bytes, words: str, lively: Control) -> None:
    status, answer = await posted(lively, "say", body)
    assert (status, answer["error"][: len(words)]) == (400, words)


async def too_long() -> AsyncIterator[bytes]:
    for _ in range(LONGEST_BODY // (1 << 20) + 1):
        yield b" " * (1 << 20)


async def test_a_body_too_long_is_refused(lively: Control) -> None:
    async with lively.session.post(f"{lively.url}/sandbox/say", data=too_long()) as answer:
        assert (answer.status, await answer.json()) == (400, {"error": "The body is longer than 72 MB."})
    kind = {"Content-Type": "application/json"}
    async with lively.session.post(f"{lively.url}/bot1:sandbox/getMe", data=too_long(), headers=kind) as answer:
        assert (answer.status, (await answer.json())["description"]) == (413, "Request Entity Too Large")


@pytest.mark.parametrize(
    "path",
    [
        "state?messages=-1&chat=²",
        "state?messages=99999999999999999999999",
        "record?after=²&limit=-1",
        "record?wait=" + "1" * 17 + "x",
        "record?chat=" + "9" * 5_000,
        "files/%00",
    ],
)
async def test_odd_questions(path: str, lively: Control) -> None:
    async with lively.session.get(f"{lively.url}/sandbox/{path}") as answer:
        assert answer.status in (200, 400, 404)


@pytest.mark.parametrize(
    "parameters",
    [
        {"chat_id": "²", "text": "x"},
        {"chat_id": "9" * 5_000, "text": "x"},
        {"chat_id": ASHA, "text": "x", "reply_markup": "[" * 200_000},
        {"chat_id": ASHA, "text": "x", "message_thread_id": 10**30},
    ],
)
async def test_odd_calls_are_refused(parameters: dict[str, Any], lively: Control) -> None:
    form = aiohttp.FormData([(name, str(value)) for name, value in parameters.items()])
    async with lively.session.post(f"{lively.url}/bot1:sandbox/sendMessage", data=form) as answer:
        assert answer.status == 400
    assert not (await lively.call("setWebhook", url="http://["))["ok"]
