"""What both client libraries find in the staff group: topics, members, rights, and where the bot may not write."""

from __future__ import annotations

import pytest

from bot.sandbox import Sandbox
from tests.sandbox.clients import Client, Refused
from tests.sandbox.control import Control

ASHA, RAMON, MIRA, JONAS, CARE_TEAM = 101, 102, 201, 202, -1001000000001


async def test_a_topic_has_the_id_of_the_message_that_opens_it(client: Client, sandbox: Sandbox) -> None:
    topic = await client.call("create_forum_topic", chat_id=CARE_TEAM, name="Asha Verma · gold")
    opening = sandbox.state.rooms[CARE_TEAM].messages[topic.message_thread_id]
    assert opening.forum_topic_created is not None
    assert opening.message_thread_id == topic.message_thread_id
    sent = await client.call(
        "send_message", chat_id=CARE_TEAM, message_thread_id=topic.message_thread_id, text="the card"
    )
    assert sent.is_topic_message
    assert sent.message_thread_id == topic.message_thread_id
    assert sent.reply_to_message.message_id == topic.message_thread_id


async def test_staff_write_in_a_topic(client: Client, control: Control) -> None:
    topic = await client.call("create_forum_topic", chat_id=CARE_TEAM, name="Asha")
    await control.say(MIRA, "On its way", chat=CARE_TEAM, topic=topic.message_thread_id)
    updates = await client.call("get_updates", timeout=1)
    assert [update.message.message_thread_id for update in updates] == [topic.message_thread_id]
    assert updates[0].message.reply_to_message.forum_topic_created.name == "Asha"


async def test_a_topic_is_edited_closed_and_reopened(client: Client, sandbox: Sandbox) -> None:
    topic = await client.call("create_forum_topic", chat_id=CARE_TEAM, name="Asha")
    place = {"chat_id": CARE_TEAM, "message_thread_id": topic.message_thread_id}
    icons = await client.call("get_forum_topic_icon_stickers")
    icon = icons[0].custom_emoji_id
    assert await client.call("edit_forum_topic", name="Asha · gold", icon_custom_emoji_id=icon, **place) is True
    with pytest.raises(Refused, match="topic_not_modified"):
        await client.call("edit_forum_topic", name="Asha · gold", **place)
    assert await client.call("close_forum_topic", **place) is True
    with pytest.raises(Refused, match="topic_not_modified"):
        await client.call("close_forum_topic", **place)
    assert await client.call("reopen_forum_topic", **place) is True
    kept = sandbox.state.rooms[CARE_TEAM].topics[topic.message_thread_id]
    assert (kept.name, kept.icon_custom_emoji_id, kept.closed) == ("Asha · gold", icon, False)


async def test_a_deleted_topic_is_gone(client: Client, control: Control) -> None:
    topic = await client.call("create_forum_topic", chat_id=CARE_TEAM, name="Asha")
    place = {"chat_id": CARE_TEAM, "message_thread_id": topic.message_thread_id}
    await control.do("delete_topic", chat=CARE_TEAM, topic=topic.message_thread_id)
    with pytest.raises(Refused, match="message thread not found"):
        await client.call("send_message", text="x", **place)
    for method in ("close_forum_topic", "reopen_forum_topic", "delete_forum_topic"):
        with pytest.raises(Refused, match="topic_id_invalid"):
            await client.call(method, **place)


async def test_without_the_right_there_are_no_topics(client: Client, control: Control) -> None:
    topic = await client.call("create_forum_topic", chat_id=CARE_TEAM, name="before")
    await control.do("rights", by=MIRA, chat=CARE_TEAM, rights={"can_manage_topics": False})
    with pytest.raises(Refused, match="not enough rights to create a topic"):
        await client.call("create_forum_topic", chat_id=CARE_TEAM, name="after")
    with pytest.raises(Refused, match="not enough rights to edit the topic"):
        await client.call(
            "edit_forum_topic", chat_id=CARE_TEAM, message_thread_id=topic.message_thread_id, name="other"
        )


async def test_a_group_without_topics_is_no_forum(client: Client, control: Control) -> None:
    group = (await control.do("add_bot", by=RAMON, title="Friends"))["chat"]
    with pytest.raises(Refused, match="the chat is not a forum"):
        await client.call("create_forum_topic", chat_id=group, name="x")
    with pytest.raises(Refused, match="message thread not found"):
        await client.call("send_message", chat_id=group, message_thread_id=7, text="x")


async def test_members_and_rights(client: Client) -> None:
    own = await client.call("get_chat_member", chat_id=CARE_TEAM, user_id=1)
    assert (own.status, own.can_manage_topics) == ("administrator", True)
    assert (await client.call("get_chat_member", chat_id=CARE_TEAM, user_id=MIRA)).status == "creator"
    assert (await client.call("get_chat_member", chat_id=CARE_TEAM, user_id=ASHA)).status == "left"
    with pytest.raises(Refused, match="participant_id_invalid"):
        await client.call("get_chat_member", chat_id=CARE_TEAM, user_id=424242)
    administrators = await client.call("get_chat_administrators", chat_id=CARE_TEAM)
    assert {member.user.id for member in administrators} == {1, MIRA}
    assert await client.call("get_chat_member_count", chat_id=CARE_TEAM) == 3
    chat = await client.call("get_chat", chat_id=CARE_TEAM)
    assert (chat.title, chat.is_forum, chat.type) == ("Care team", True, "supergroup")


async def test_who_never_wrote_cannot_be_written_to(client: Client) -> None:
    with pytest.raises(Refused, match="chat not found"):
        await client.call("send_message", chat_id=ASHA, text="x")
    with pytest.raises(Refused, match="chat not found"):
        await client.call("send_message", chat_id=424242, text="x")
    with pytest.raises(Refused, match="bot can't initiate conversation with a user") as refused:
        await client.call("send_message", chat_id=MIRA, text="x")
    assert refused.value.kind == "Forbidden"


async def test_who_blocked_the_bot_is_not_reached_until_they_return(client: Client, control: Control) -> None:
    await control.say(ASHA, "/start")
    await control.do("block", by=ASHA)
    with pytest.raises(Refused, match="bot was blocked by the user") as refused:
        await client.call("send_message", chat_id=ASHA, text="x")
    assert refused.value.kind == "Forbidden"
    await control.do("unblock", by=ASHA)
    assert (await client.call("send_message", chat_id=ASHA, text="x")).text == "x"
    changes = [u.my_chat_member for u in await client.call("get_updates") if u.my_chat_member]
    assert [change.new_chat_member.status for change in changes] == ["kicked", "member"]


async def test_a_kicked_bot_is_told_so(client: Client, control: Control) -> None:
    await control.do("kick_bot", by=MIRA, chat=CARE_TEAM)
    with pytest.raises(Refused, match="bot was kicked from the supergroup chat"):
        await client.call("send_message", chat_id=CARE_TEAM, text="x")


async def test_leaving_a_group(client: Client, control: Control) -> None:
    group = (await control.do("add_bot", by=RAMON, title="Friends"))["chat"]
    assert await client.call("leave_chat", chat_id=group) is True
    with pytest.raises(Refused, match="bot is not a member of the group chat"):
        await client.call("send_message", chat_id=group, text="x")
    statuses = [u.my_chat_member.new_chat_member.status for u in await client.call("get_updates") if u.my_chat_member]
    assert statuses == ["member", "left"]


async def test_a_group_that_moved_names_its_new_id(client: Client, control: Control) -> None:
    group = (await control.do("add_bot", by=RAMON, title="Friends"))["chat"]
    moved_to = (await control.do("migrate", chat=group))["chat"]
    with pytest.raises(Refused) as refused:
        await client.call("send_message", chat_id=group, text="x")
    assert refused.value.moved_to == moved_to
    assert (await client.call("send_message", chat_id=moved_to, text="x")).chat.id == moved_to
    messages = [update.message for update in await client.call("get_updates") if update.message]
    assert [m.migrate_to_chat_id for m in messages if m.migrate_to_chat_id] == [moved_to]
    assert [m.migrate_from_chat_id for m in messages if m.migrate_from_chat_id] == [group]


async def test_too_many_requests_name_the_wait(client: Client, control: Control) -> None:
    await control.say(ASHA, "/start")
    await control.do("limits", ratio=1)
    await client.call("send_message", chat_id=ASHA, text="one")
    with pytest.raises(Refused) as refused:
        await client.call("send_message", chat_id=ASHA, text="two")
    assert (refused.value.kind, refused.value.retry_after) == ("TooMany", 1)


async def test_reactions_and_members_come_when_asked_for(client: Client, control: Control) -> None:
    sent = await client.call("send_message", chat_id=CARE_TEAM, text="x")
    assert (await control.do("react", by=MIRA, chat=CARE_TEAM, message_id=sent.message_id, emoji="👍"))[
        "update_id"
    ] is None
    wanted = ["message", "message_reaction", "chat_member"]
    await client.call("get_updates", allowed_updates=wanted)
    await control.do("react", by=MIRA, chat=CARE_TEAM, message_id=sent.message_id, emoji="🔥")
    await control.do("leave", by=JONAS, chat=CARE_TEAM)
    updates = await client.call("get_updates")
    reaction = next(u.message_reaction for u in updates if u.message_reaction)
    assert ([r.emoji for r in reaction.old_reaction], reaction.new_reaction[0].emoji) == (["👍"], "🔥")
    left = next(u.chat_member for u in updates if u.chat_member)
    assert (left.new_chat_member.status, left.from_user.id) == ("left", JONAS)


async def test_edits_of_people_are_heard(client: Client, control: Control) -> None:
    said = await control.say(ASHA, "my lid is borken")
    await control.do("edit", by=ASHA, chat=ASHA, message_id=said, text="my lid is broken")
    updates = await client.call("get_updates")
    assert updates[-1].edited_message.text == "my lid is broken"
    assert updates[-1].edited_message.edit_date is not None


async def test_albums_of_people_are_messages_of_one_group(client: Client, control: Control) -> None:
    await control.do("say", by=ASHA, album=[{"photo": True, "text": "the lid"}, {"photo": True}])
    messages = [update.message for update in await client.call("get_updates")]
    assert len({m.media_group_id for m in messages}) == 1
    assert [m.caption for m in messages] == ["the lid", None]
    assert (await client.download(messages[0].photo[-1].file_id)).startswith(b"\x89PNG")
