"""How a call may arrive, and how a malformed one is refused."""

from __future__ import annotations

import json

import aiohttp
import pytest

from bot.sandbox import Sandbox
from tests.sandbox.control import Control

ASHA, CARE_TEAM = 101, -1001000000001
MARKUP = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}


@pytest.fixture
def address(sandbox: Sandbox) -> str:
    return f"{sandbox.url}/bot1:sandbox/sendMessage"


async def test_in_the_query(control: Control, address: str) -> None:
    async with control.session.get(address, params={"chat_id": CARE_TEAM, "text": "asked"}) as answer:
        assert (await answer.json())["result"]["text"] == "asked"


async def test_as_a_form(control: Control, address: str) -> None:
    form = {"chat_id": str(CARE_TEAM), "text": "form", "reply_markup": json.dumps(MARKUP)}
    async with control.session.post(address, data=form) as answer:
        assert (await answer.json())["result"]["reply_markup"] == MARKUP


async def test_as_json_with_numbers_for_text(control: Control) -> None:
    answer = await control.call(
        "SENDMESSAGE", chat_id=str(CARE_TEAM), text=4711, disable_notification=True, reply_markup=MARKUP
    )
    assert answer["result"]["text"] == "4711"
    assert answer["result"]["reply_markup"] == MARKUP


async def test_as_multipart_with_attachments(control: Control, sandbox: Sandbox) -> None:
    media = [{"type": "document", "media": "attach://one"}, {"type": "document", "media": "attach://two"}]
    form = aiohttp.FormData()
    form.add_field("chat_id", str(CARE_TEAM))
    form.add_field("media", json.dumps(media))
    form.add_field("one", b"first", filename="one.txt")
    form.add_field("two", b"second", filename="two.txt")
    async with control.session.post(f"{sandbox.url}/bot1:sandbox/sendMediaGroup", data=form) as answer:
        messages = (await answer.json())["result"]
    assert [message["document"]["file_name"] for message in messages] == ["one.txt", "two.txt"]
    path = (await control.call("getFile", file_id=messages[1]["document"]["file_id"]))["result"]["file_path"]
    async with control.session.get(f"{sandbox.url}/file/bot1:sandbox/{path}") as file:
        assert await file.read() == b"second"
    async with control.session.get(f"{sandbox.url}/file/bot1:sandbox/documents/nothing") as file:
        assert file.status == 404


async def test_a_wrong_token(control: Control, sandbox: Sandbox) -> None:
    async with control.session.get(f"{sandbox.url}/bot2:other/getMe") as answer:
        assert answer.status == 401
        assert await answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_an_unknown_method(control: Control) -> None:
    assert await control.call("sendLove") == {"ok": False, "error_code": 404, "description": "Not Found"}


@pytest.mark.parametrize(
    ("method", "given", "words"),
    [
        ("sendMessage", {"chat_id": CARE_TEAM}, "message text is empty"),
        ("sendMessage", {"chat_id": CARE_TEAM, "text": " \n "}, "message text is empty"),
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": CARE_TEAM, "text": "x" * 4097}, "message is too long"),
        ("sendMessage", {"chat_id": CARE_TEAM, "text": "😀" * 2049}, "message is too long"),
        ("sendMessage", {"chat_id": CARE_TEAM, "text": "x", "message_thread_id": 1}, "message thread not found"),
        ("sendMessage", {"chat_id": CARE_TEAM, "text": "x", "message_thread_id": "one"}, "can't parse field"),
        (
            "sendMessage",
            {"chat_id": CARE_TEAM, "text": "x", "reply_markup": "{"},
            "can't parse reply_markup JSON object",
        ),
        ("sendMessage", {"chat_id": CARE_TEAM, "text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ("sendPhoto", {"chat_id": CARE_TEAM}, "there is no photo in the request"),
        ("sendPhoto", {"chat_id": CARE_TEAM, "photo": "unknown"}, "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", {"chat_id": CARE_TEAM, "photo": "http://a.example/b.png"}, "failed to get HTTP URL content"),
        ("sendMediaGroup", {"chat_id": CARE_TEAM, "media": []}, "there are no messages to send"),
        ("deleteMessage", {"chat_id": CARE_TEAM}, "message identifier is not specified"),
        ("getFile", {"file_id": "unknown"}, "invalid file_id"),
    ],
)
async def test_malformed_calls(method: str, given: dict[str, object], words: str, control: Control) -> None:
    answer = await control.call(method, **given)
    assert answer["error_code"] == 400
    assert answer["description"].startswith(f"Bad Request: {words}")


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "x", "callback_data": "d" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "ü" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "x"}, "can't parse inline keyboard button: inline_keyboard.0.0.text"),
        ({"text": "", "callback_data": "x"}, "can't parse inline keyboard button"),
        ({"text": "x", "url": "nowhere"}, "is invalid"),
    ],
)
async def test_buttons_that_cannot_be(button: dict[str, str], words: str, control: Control) -> None:
    answer = await control.call(
        "sendMessage", chat_id=CARE_TEAM, text="x", reply_markup={"inline_keyboard": [[button]]}
    )
    assert answer["error_code"] == 400
    assert words in answer["description"]


async def test_sixty_four_bytes_of_data_are_enough(control: Control) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "ü" * 32}]]}
    assert (await control.call("sendMessage", chat_id=CARE_TEAM, text="x", reply_markup=markup))["ok"] is True


async def test_the_longest_text_in_utf16_units(control: Control) -> None:
    text = "😀" * 2048
    answer = await control.call("sendMessage", chat_id=CARE_TEAM, text=text)
    assert answer["result"]["text"] == text


async def test_a_body_that_is_not_what_it_says(control: Control, address: str) -> None:
    headers = {"Content-Type": "application/json"}
    async with control.session.post(address, data=b"{nonsense", headers=headers) as answer:
        assert (await answer.json())["description"] == "Bad Request: can't parse JSON object"


async def test_a_form_that_is_none(control: Control, address: str) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    async with control.session.post(address, data=b"--y\r\nnonsense", headers=headers) as answer:
        body = await answer.json()
    assert (body["error_code"], body["ok"]) == (400, False)


async def test_the_page_is_served(control: Control, sandbox: Sandbox) -> None:
    async with control.session.get(f"{sandbox.url}/") as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
        assert b"sandbox" in await answer.read()
