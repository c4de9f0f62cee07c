"""The control API: acting as people, and what the bot gets to know of it."""

from __future__ import annotations

import base64

import pytest

from bot.sandbox import Sandbox
from tests.sandbox.control import Control

ASHA, RAMON, MIRA, JONAS, CARE_TEAM = 101, 102, 201, 202, -1001000000001


async def test_people_can_be_added_and_changed(control: Control) -> None:
    linh = await control.do("people", first_name="Linh", language_code="vi")
    assert linh["id"] > 1000
    await control.do("people", id=linh["id"], first_name="Linh", last_name="Tran", staff=True)
    people = {person["id"]: person for person in (await control.get("state"))["people"]}
    assert (people[linh["id"]]["last_name"], people[linh["id"]]["staff"]) == ("Tran", True)
    await control.say(linh["id"], "xin chào")
    (update,) = await control.updates()
    assert update["message"]["from"]["first_name"] == "Linh"


@pytest.mark.parametrize("kind", ["photo", "document", "voice", "video", "sticker", "audio", "animation", "video_note"])
async def test_files_of_people(kind: str, control: Control) -> None:
    await control.do("say", by=ASHA, **{kind: True})
    (update,) = await control.updates()
    sent = update["message"][kind]
    file = sent[-1] if kind == "photo" else sent
    found = await control.call("getFile", file_id=file["file_id"])
    assert found["result"]["file_size"] > 0


async def test_a_file_keeps_its_name_and_content(control: Control, sandbox: Sandbox) -> None:
    given = {"content": base64.b64encode(b"an invoice").decode(), "file_name": "invoice.pdf", "duration": 3}
    await control.do("say", by=ASHA, document=given, text="here it is")
    message = (await control.updates())[0]["message"]
    assert (message["document"]["file_name"], message["caption"]) == ("invoice.pdf", "here it is")
    async with control.session.get(f"{sandbox.url}/sandbox/files/{message['document']['file_id']}") as file:
        assert await file.read() == b"an invoice"
        assert file.headers["X-Content-Type-Options"] == "nosniff"


async def test_places_contacts_replies_and_forwards(control: Control) -> None:
    first = await control.say(ASHA, "first")
    await control.do("say", by=ASHA, location={"latitude": 52.5, "longitude": 13.4}, reply_to=first)
    contact = {"phone_number": "+4930", "first_name": "Ramon", "user_id": RAMON}
    await control.do("say", by=ASHA, contact=contact)
    await control.say(ASHA, "he wrote this", forward_from=RAMON)
    await control.say(ASHA, "somebody wrote this", forward_from="A hidden person")
    messages = [update["message"] for update in await control.updates()][1:]
    assert (messages[0]["location"]["latitude"], messages[0]["reply_to_message"]["text"]) == (52.5, "first")
    assert messages[1]["contact"] == contact
    assert messages[2]["forward_origin"]["sender_user"]["id"] == RAMON
    assert messages[3]["forward_origin"]["sender_user_name"] == "A hidden person"


@pytest.mark.parametrize("text", ["", "\x00", "😀" * 4096, "\u202eright to left", "e\u0301" * 100, "\ud800"])
async def test_odd_texts_reach_the_bot_as_they_are(text: str, control: Control) -> None:
    await control.do("say", by=ASHA, text=text)
    (update,) = await control.updates()
    assert update["message"]["text"] == text


async def test_taps_on_what_is_no_longer_there(control: Control) -> None:
    await control.say(ASHA, "/start")
    markup = {
        "inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}, {"text": "Site", "url": "https://x.example"}]]
    }
    sent = (await control.call("sendMessage", chat_id=ASHA, text="Solved?", reply_markup=markup))["result"]
    place = {"by": ASHA, "chat": ASHA, "message_id": sent["message_id"]}
    assert (await control.tried("tap", **place, row=0, col=1))[0] == 400
    assert (await control.tried("tap", **place, row=1, col=0))[0] == 404
    await control.do("tap", **place, data="an old button")
    await control.call("deleteMessage", chat_id=ASHA, message_id=sent["message_id"])
    await control.do("tap", **place, data="yes")
    stale, deleted = [u["callback_query"] for u in await control.updates() if "callback_query" in u]
    assert (stale["data"], stale["message"]["text"]) == ("an old button", "Solved?")
    assert deleted["message"]["date"] == 0


async def test_an_answer_to_an_old_tap_comes_too_late(control: Control) -> None:
    await control.say(ASHA, "/start")
    query = (await control.do("tap", by=ASHA, message_id=1, data="x"))["query_id"]
    await control.do("clock", offset_seconds=3600)
    answer = await control.call("answerCallbackQuery", callback_query_id=query)
    assert answer["description"].startswith("Bad Request: query is too old")


async def test_the_clock_shifts_dates(control: Control) -> None:
    await control.say(ASHA, "now")
    await control.do("clock", offset_seconds=86_400)
    await control.say(ASHA, "tomorrow")
    first, second = [update["message"]["date"] for update in await control.updates()]
    assert 86_390 < second - first < 86_410


async def test_an_ordinary_member_bot_hears_only_what_is_meant_for_it(control: Control) -> None:
    group = (await control.do("add_bot", by=RAMON, title="Friends"))["chat"]
    assert (await control.do("say", by=RAMON, chat=group, text="hi all"))["update_ids"] == []
    await control.say(RAMON, "/help", chat=group)
    sent = (await control.call("sendMessage", chat_id=group, text="What I can do"))["result"]
    await control.say(RAMON, "thanks", chat=group, reply_to=sent["message_id"])
    await control.do("rights", by=RAMON, chat=group, rights={})
    await control.say(RAMON, "now you hear it", chat=group)
    updates = await control.updates()
    heard = [update["message"]["text"] for update in updates if update.get("message", {}).get("text")]
    assert heard == ["/help", "thanks", "now you hear it"]
    changes = [
        update["my_chat_member"]["new_chat_member"]["status"] for update in updates if "my_chat_member" in update
    ]
    assert changes == ["member", "administrator"]


async def test_people_open_topics_and_write_in_general(control: Control) -> None:
    topic = (await control.do("topic", by=MIRA, chat=CARE_TEAM, name="Ideas"))["topic"]
    await control.say(JONAS, "in the topic", chat=CARE_TEAM, topic=topic)
    await control.say(JONAS, "in General", chat=CARE_TEAM)
    opened, within, general = [update["message"] for update in await control.updates()]
    assert opened["forum_topic_created"]["name"] == "Ideas"
    assert (within["message_thread_id"], within["is_topic_message"]) == (topic, True)
    assert "message_thread_id" not in general


async def test_a_closed_topic_is_closed_to_members(control: Control) -> None:
    topic = (await control.call("createForumTopic", chat_id=CARE_TEAM, name="Asha"))["result"]["message_thread_id"]
    await control.call("closeForumTopic", chat_id=CARE_TEAM, message_thread_id=topic)
    status, answer = await control.tried("say", by=JONAS, chat=CARE_TEAM, topic=topic, text="x")
    assert (status, answer["error"]) == (400, "The topic Asha is closed.")
    await control.say(MIRA, "the owner may", chat=CARE_TEAM, topic=topic)
    await control.do("rights", by=MIRA, chat=CARE_TEAM, rights={"can_manage_topics": False})
    refused = await control.call("sendMessage", chat_id=CARE_TEAM, message_thread_id=topic, text="x")
    assert refused["description"] == "Bad Request: TOPIC_CLOSED"


async def test_a_forum_takes_its_topics_along_when_it_moves(control: Control) -> None:
    topic = (await control.call("createForumTopic", chat_id=CARE_TEAM, name="Asha"))["result"]["message_thread_id"]
    moved_to = (await control.do("migrate", chat=CARE_TEAM))["chat"]
    refused = await control.call("sendMessage", chat_id=CARE_TEAM, message_thread_id=topic, text="x")
    assert refused["parameters"] == {"migrate_to_chat_id": moved_to}
    sent = await control.call("sendMessage", chat_id=moved_to, message_thread_id=topic, text="x")
    assert sent["result"]["message_thread_id"] == topic


@pytest.mark.parametrize(
    ("deed", "given", "status", "words"),
    [
        ("say", {"by": 9, "text": "x"}, 404, "There is no person 9."),
        ("say", {"by": ASHA, "chat": -1, "text": "x"}, 404, "There is no chat -1."),
        ("say", {"by": ASHA, "chat": CARE_TEAM, "text": "x"}, 400, "Asha is not a member of Care team."),
        ("say", {"by": MIRA, "chat": CARE_TEAM, "topic": 9, "text": "x"}, 404, "There is no topic 9 in Care team."),
        ("say", {"by": ASHA}, 400, "Nothing was said"),
        ("say", {"text": "x"}, 400, "as is missing."),
        ("say", {"by": ASHA, "photo": "no base64!"}, 400, "The content of photo is not base64."),
        ("say", {"by": ASHA, "album": [{"text": "x"}]}, 400, "An album has 2 to 10 parts."),
        ("edit", {"by": ASHA, "message_id": 9, "text": "x"}, 404, "There is no message 9 in this chat."),
        ("limits", {"ratio": 0}, 400, "ratio must be a number from 0.001 to 1,000,000,000, not 0."),
        ("rights", {"by": MIRA, "chat": CARE_TEAM, "rights": {"can_fly": True}}, 400, "Unknown rights: can_fly."),
        ("people", {}, 400, "first_name is missing."),
    ],
)
async def test_mistakes_are_told(
    deed: str, given: dict[str, object], status: int, words: str, control: Control
) -> None:
    answered, body = await control.tried(deed, **given)
    assert (answered, body["error"][: len(words)]) == (status, words)


async def test_nobody_writes_to_a_bot_they_have_blocked(control: Control) -> None:
    await control.say(ASHA, "/start")
    await control.do("block", by=ASHA)
    assert await control.do("block", by=ASHA) == {"update_ids": []}
    status, body = await control.tried("say", by=ASHA, text="x")
    assert (status, body["error"]) == (400, "Asha has blocked the bot: unblock it first.")


async def test_the_state_shows_what_the_page_draws(control: Control) -> None:
    said = await control.say(ASHA, "hello")
    keyboard = {"keyboard": [[{"text": "Share", "request_location": True}]], "resize_keyboard": True}
    await control.call("sendMessage", chat_id=ASHA, text="Where are you?", reply_markup=keyboard)
    await control.call("pinChatMessage", chat_id=ASHA, message_id=said)
    await control.do("react", by=ASHA, message_id=said, emoji="👍")
    commands = [{"command": "help", "description": "What I can do"}]
    await control.call("setMyCommands", commands=commands)
    state = await control.get("state", chat=ASHA, messages=2)
    (chat,) = state["chats"]
    assert (chat["keyboard"]["keyboard"][0][0]["text"], chat["pinned"]) == ("Share", [said])
    assert [message["message_id"] for message in chat["messages"]] == [said + 1, said + 2]
    assert state["commands"] == {"private": {"": commands}, "groups": {"": commands}}
    whole = await control.get("state")
    (chat,) = [chat for chat in whole["chats"] if chat["id"] == ASHA]
    assert chat["reactions"] == {str(said): {str(ASHA): [{"type": "emoji", "emoji": "👍"}]}}
    (team,) = [chat for chat in whole["chats"] if chat["id"] == CARE_TEAM]
    assert {member["user"]["id"]: member["status"] for member in team["members"]} == {
        1: "administrator",
        MIRA: "creator",
        JONAS: "member",
    }
