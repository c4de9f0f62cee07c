"""The sandbox's end: asked for, with pages and pollers still there, or by a kill."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.sandbox.process import started

ASHA, CARE_TEAM = 101, -1001000000001
ENDINGS = [signal.SIGINT, signal.SIGTERM]
PATIENCE = 5.0  # seconds; it takes less than one, but the machine may be busy


@pytest.mark.parametrize("number", ENDINGS)
async def test_an_open_page_and_a_waiting_poller_do_not_hold_it_up(number: int) -> None:
    async with started() as sandbox:
        url, session = sandbox.control.url, sandbox.control.session
        async with (
            session.get(f"{url}/sandbox/events") as page,
            session.get(f"{url}/sandbox/events") as unread_page,
            asyncio.TaskGroup() as group,
        ):
            assert await page.content.readline() == b"retry: 1000\n"
            poller = group.create_task(sandbox.control.updates(timeout=50))
            waiting = group.create_task(sandbox.control.get("record", wait=50))
            await asyncio.sleep(0.2)  # until both are there
            assert await sandbox.ended(number, within=PATIENCE) == ""
            assert unread_page.status == 200
        assert poller.result() == []
        assert waiting.result()["entries"] == []
        assert sandbox.process.returncode in (0, 130, -number)


async def test_a_call_left_without_an_answer_does_not_hold_it_up() -> None:
    async with started() as sandbox:
        await sandbox.control.do("faults", kind="timeout_before", method="getMe")
        async with asyncio.TaskGroup() as group:
            silent = group.create_task(asyncio.wait_for(_silence(sandbox.control), 5))
            await asyncio.sleep(0.2)
            assert await sandbox.ended(signal.SIGINT, within=PATIENCE) == ""
        assert silent.result() is True


async def _silence(control: Any) -> bool:
    try:
        await control.call("getMe")
    except aiohttp.ClientError:
        return True
    return False


async def test_after_a_kill_all_but_the_last_second_is_there(tmp_path: Path) -> None:
    file = str(tmp_path / "sandbox-state")
    async with started(SANDBOX_STATE=file, LIMITS_RATIO="1000000") as sandbox:
        early = await sandbox.control.say(ASHA, "an early word")
        await asyncio.sleep(1)
        topics = [await _topic(sandbox.control, f"Customer {number}") for number in range(20)]
        said = [await sandbox.control.do("say", by=ASHA, text="a late word") for _ in range(20)]
        person = (await sandbox.control.do("people", first_name="Linh"))["id"]
        await sandbox.ended(signal.SIGKILL)
    async with started(SANDBOX_STATE=file, LIMITS_RATIO="1000000") as sandbox:
        chats = {chat["id"]: chat for chat in (await sandbox.control.get("state"))["chats"]}
        assert early in [message["message_id"] for message in chats[ASHA]["messages"]]
        anew = await sandbox.control.do("say", by=ASHA, text="a new word")
        assert anew["message_ids"][0] > said[-1]["message_ids"][0]
        assert anew["update_ids"][0] > said[-1]["update_ids"][0]
        assert await _topic(sandbox.control, "Somebody else") > topics[-1]
        assert (await sandbox.control.do("people", first_name="Tuan"))["id"] > person


async def _topic(control: Any, name: str) -> int:
    return int((await control.call("createForumTopic", chat_id=CARE_TEAM, name=name))["result"]["message_thread_id"])


async def test_sigterm_loses_nothing(tmp_path: Path) -> None:
    file = str(tmp_path / "sandbox-state")
    async with started(SANDBOX_STATE=file) as sandbox:
        said = await sandbox.control.say(ASHA, "the last word")
        assert await sandbox.ended(signal.SIGTERM) == ""
    async with started(SANDBOX_STATE=file) as sandbox:
        chats = {chat["id"]: chat for chat in (await sandbox.control.get("state"))["chats"]}
        assert [message["message_id"] for message in chats[ASHA]["messages"]] == [said]
        assert await sandbox.control.say(ASHA, "one more") == said + 1


async def test_a_fresh_one_repeats_no_number_of_one_before() -> None:
    ids = []
    for _ in range(2):
        async with started() as sandbox:
            ids.append((await sandbox.control.do("say", by=ASHA, text="x"))["update_ids"][0])
            await sandbox.ended(signal.SIGKILL)
    assert ids[0] < ids[1]
