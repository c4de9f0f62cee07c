"""What the sandbox keeps over an orderly restart."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.sandbox import running_sandbox
from bot.sandbox.kept_file import InUseError
from tests.sandbox.conftest import NO_LIMITS
from tests.sandbox.control import Control

ASHA, RAMON, MIRA, CARE_TEAM = 101, 102, 201, -1001000000001
BUTTONS = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}


@asynccontextmanager
async def kept_sandbox(file: Path) -> AsyncIterator[Control]:
    async with running_sandbox(ratio=NO_LIMITS, kept=file) as sandbox, aiohttp.ClientSession() as session:
        yield Control(sandbox.url, session)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "sandbox-state"


async def everything(control: Control) -> dict[str, Any]:
    state: dict[str, Any] = await control.get("state", messages=1_000)
    passing = ("now", "last_seq")
    return {name: value for name, value in state.items() if name not in passing}


async def a_busy_day(control: Control) -> None:
    """Something of everything that is kept."""
    await control.call("setMyCommands", commands=[{"command": "help", "description": "What I can do"}])
    await control.say(ASHA, "half a pair \ud800, /start and https://x.example")
    first = await control.say(ASHA, "first")
    await control.do("say", by=ASHA, photo=True, text="a photo", reply_to=first)
    await control.do("say", by=ASHA, album=[{"photo": True}, {"photo": True}], text="an album")
    await control.do("say", by=ASHA, location={"latitude": 52.5, "longitude": 13.4}, forward_from=RAMON)
    await control.do("say", by=ASHA, contact={"phone_number": "+4930", "first_name": "R"}, forward_from="Hidden")
    for kind in ("document", "voice", "video", "audio", "animation", "sticker", "video_note"):
        await control.do("say", by=ASHA, **{kind: True})
    await control.call("sendMessage", chat_id=ASHA, text="<b>Solved?</b>", parse_mode="HTML", reply_markup=BUTTONS)
    await control.call("sendMessage", chat_id=ASHA, text="Key", reply_markup={"keyboard": [[{"text": "A"}]]})
    await control.call("pinChatMessage", chat_id=ASHA, message_id=first)
    await control.do("react", by=ASHA, message_id=first, emoji="👍")
    await control.do("edit", by=ASHA, message_id=first, text="first, edited")
    topic = (await control.call("createForumTopic", chat_id=CARE_TEAM, name="Asha"))["result"]["message_thread_id"]
    await control.say(MIRA, "in the topic", chat=CARE_TEAM, topic=topic)
    await control.call("closeForumTopic", chat_id=CARE_TEAM, message_thread_id=topic)
    await control.do("people", first_name="Linh", language_code="vi", username="linh")
    await control.say(RAMON, "/start")
    await control.do("block", by=RAMON)
    group = (await control.do("add_bot", by=RAMON, title="Friends"))["chat"]
    await control.do("kick_bot", by=RAMON, chat=group)
    await control.do("migrate", chat=group)
    await control.do("clock", offset_seconds=86_400)


async def test_everything_is_as_it_was(file: Path) -> None:
    async with kept_sandbox(file) as control:
        await a_busy_day(control)
        before, waiting = await everything(control), await control.updates()
    async with kept_sandbox(file) as control:
        assert await everything(control) == before
        assert await control.updates() == waiting


async def test_what_was_taken_away_does_not_come_back(file: Path) -> None:
    async with kept_sandbox(file) as control:
        await a_busy_day(control)
    async with kept_sandbox(file) as control:
        (last,) = (await control.get("state", chat=ASHA, messages=1))["chats"][0]["messages"]
        await control.call("deleteMessage", chat_id=ASHA, message_id=last["message_id"])
        await control.call("unpinAllChatMessages", chat_id=ASHA)
        await control.call("deleteMyCommands")
        await control.updates(offset=(await control.updates())[-1]["update_id"] + 1)
        before = await everything(control)
    async with kept_sandbox(file) as control:
        assert await everything(control) == before
        assert (before["pending_updates"], before["commands"]["private"]) == (0, {})


async def test_no_number_is_given_out_twice_and_none_is_left_out(file: Path) -> None:
    async with kept_sandbox(file) as control:
        first = await control.do("say", by=ASHA, text="x")
    async with kept_sandbox(file) as control:
        second = await control.do("say", by=ASHA, text="x")
    assert second["message_ids"] == [first["message_ids"][0] + 1]
    assert second["update_ids"] == [first["update_ids"][0] + 1]


async def test_files_and_taps_can_still_be_used(file: Path) -> None:
    async with kept_sandbox(file) as control:
        await control.do("say", by=ASHA, document={"content": "YmlsbA==", "file_name": "bill.pdf"})
        document = (await control.updates())[0]["message"]["document"]
        query = (await control.do("tap", by=ASHA, message_id=1, data="yes"))["query_id"]
    async with kept_sandbox(file) as control:
        path = (await control.call("getFile", file_id=document["file_id"]))["result"]["file_path"]
        async with control.session.get(f"{control.url}/file/bot1:sandbox/{path}") as answer:
            assert await answer.read() == b"bill"
        assert (await control.call("answerCallbackQuery", callback_query_id=query))["ok"]
        assert not (await control.call("answerCallbackQuery", callback_query_id=query))["ok"]


async def test_an_edit_that_changes_nothing_is_still_known_as_one(file: Path) -> None:
    message = {"chat_id": ASHA, "text": "<b>Solved?</b>", "parse_mode": "HTML", "reply_markup": BUTTONS}
    async with kept_sandbox(file) as control:
        await control.say(ASHA, "/start")
        sent = (await control.call("sendMessage", **message))["result"]["message_id"]
    async with kept_sandbox(file) as control:
        answer = await control.call("editMessageText", message_id=sent, **message)
        assert "message is not modified" in answer["description"]


async def test_what_the_bot_asked_for_is_kept(file: Path) -> None:
    async with kept_sandbox(file) as control:
        await control.updates(allowed_updates=["message", "message_reaction"])
        said = await control.say(ASHA, "x")
    async with kept_sandbox(file) as control:
        assert (await control.do("react", by=ASHA, message_id=said, emoji="👍"))["update_id"] is not None


async def test_two_sandboxes_do_not_share_a_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sandbox.kept_file.PATIENCE", 0.0)
    async with kept_sandbox(file) as control:
        await control.say(ASHA, "x")
        with pytest.raises(InUseError):
            async with running_sandbox(kept=file):
                pass


def broken(file: Path) -> None:
    file.write_bytes(b"no state at all" * 1_000)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5_000])


def later(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA user_version = 9")
    database.close()


def unknown(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("""INSERT INTO kept VALUES ('message', '7/1', '{"no": "message"}', NULL)""")
    database.close()


def a_folder(file: Path) -> None:
    file.unlink()
    (file / "inside").mkdir(parents=True)


@pytest.mark.parametrize("spoil", [broken, cut, later, unknown, a_folder])
async def test_what_cannot_be_read_is_moved_aside(spoil: Any, file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    async with kept_sandbox(file) as control:
        await a_busy_day(control)
    spoil(file)
    async with kept_sandbox(file) as control:
        assert [chat["id"] for chat in (await everything(control))["chats"]] == [CARE_TEAM]
        await control.say(ASHA, "anew")
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith(f"{file} could not be read (")
    assert said.endswith("It is sandbox-state.unreadable now, and the sandbox starts afresh.\n")
    assert file.with_name("sandbox-state.unreadable").exists()
    async with kept_sandbox(file) as control:
        assert ASHA in [chat["id"] for chat in (await everything(control))["chats"]]
