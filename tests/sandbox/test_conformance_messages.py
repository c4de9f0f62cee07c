"""What both client libraries find when they send, edit and delete."""

from __future__ import annotations

import pytest

from bot.sandbox import Sandbox
from tests.sandbox.clients import Client, Refused
from tests.sandbox.control import Control

ASHA, RAMON, MIRA, CARE_TEAM = 101, 102, 201, -1001000000001
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x40\x00\x00\x00\x20" + b"\x00" * 20


async def test_the_bot_knows_itself(client: Client) -> None:
    me = await client.call("get_me")
    assert (me.id, me.username, me.is_bot) == (1, "rapport_sandbox_bot", True)


async def test_a_person_writes_and_is_answered(client: Client, control: Control) -> None:
    await control.say(ASHA, "/start")
    (update,) = await client.call("get_updates", timeout=1)
    assert update.message.text == "/start"
    assert update.message.from_user.first_name == "Asha"
    sent = await client.call("send_message", chat_id=ASHA, text="<b>Hello</b>, Asha", parse_mode="HTML")
    assert sent.text == "Hello, Asha"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bold", 0, 5)]
    assert await client.call("get_updates", offset=update.update_id + 1) in ([], ())


async def test_buttons_are_kept_and_tapped(client: Client, control: Control) -> None:
    await control.say(ASHA, "/start")
    sent = await client.call(
        "send_message", chat_id=ASHA, text="Solved?", reply_markup=client.buttons([[("Yes", "yes"), ("No", "no")]])
    )
    tapped = await control.do("tap", by=ASHA, chat=ASHA, message_id=sent.message_id, row=0, col=1)
    updates = await client.call("get_updates", timeout=1)
    query = updates[-1].callback_query
    assert (query.id, query.data, query.message.message_id) == (tapped["query_id"], "no", sent.message_id)
    assert await client.call("answer_callback_query", callback_query_id=query.id, text="Noted") is True
    with pytest.raises(Refused, match="query is too old and response timeout expired or query id is invalid"):
        await client.call("answer_callback_query", callback_query_id=query.id)


async def test_an_edit_changes_the_message_once(client: Client, control: Control) -> None:
    await control.say(ASHA, "/start")
    sent = await client.call("send_message", chat_id=ASHA, text="one", reply_markup=client.buttons([[("A", "a")]]))
    edited = await client.call("edit_message_text", chat_id=ASHA, message_id=sent.message_id, text="two")
    assert edited.text == "two"
    assert edited.reply_markup is None
    assert edited.edit_date is not None
    with pytest.raises(Refused, match="message is not modified"):
        await client.call("edit_message_text", chat_id=ASHA, message_id=sent.message_id, text="two")
    markup = client.buttons([[("B", "b")]])
    marked = await client.call(
        "edit_message_reply_markup", chat_id=ASHA, message_id=sent.message_id, reply_markup=markup
    )
    assert marked.reply_markup.inline_keyboard[0][0].callback_data == "b"


async def test_what_cannot_be_edited(client: Client, control: Control) -> None:
    said = await control.say(ASHA, "/start")
    with pytest.raises(Refused, match="message to edit not found"):
        await client.call("edit_message_text", chat_id=ASHA, message_id=999, text="x")
    with pytest.raises(Refused, match="message can't be edited"):
        await client.call("edit_message_text", chat_id=ASHA, message_id=said, text="x")
    photo = await client.call("send_photo", chat_id=ASHA, photo=client.upload(PNG, "a.png"), caption="before")
    with pytest.raises(Refused, match="there is no text in the message to edit"):
        await client.call("edit_message_text", chat_id=ASHA, message_id=photo.message_id, text="x")
    after = await client.call("edit_message_caption", chat_id=ASHA, message_id=photo.message_id, caption="after")
    assert after.caption == "after"
    assert after.photo[-1].file_id == photo.photo[-1].file_id


async def test_deleting(client: Client, control: Control, sandbox: Sandbox) -> None:
    await control.say(ASHA, "/start")
    sent = [await client.call("send_message", chat_id=ASHA, text=text) for text in ("a", "b", "c")]
    assert await client.call("delete_message", chat_id=ASHA, message_id=sent[0].message_id) is True
    with pytest.raises(Refused, match="message to delete not found"):
        await client.call("delete_message", chat_id=ASHA, message_id=sent[0].message_id)
    ids = [message.message_id for message in sent]
    assert await client.call("delete_messages", chat_id=ASHA, message_ids=ids) is True
    assert [m.text for m in sandbox.state.rooms[ASHA].messages.values()] == ["/start"]


async def test_a_photo_goes_up_and_down(client: Client, control: Control) -> None:
    await control.say(ASHA, "/start")
    sent = await client.call("send_photo", chat_id=ASHA, photo=client.upload(PNG, "lid.png"), caption="The lid")
    assert (sent.photo[-1].width, sent.photo[-1].height, sent.caption) == (64, 32, "The lid")
    assert await client.download(sent.photo[-1].file_id) == PNG
    again = await client.call("send_photo", chat_id=ASHA, photo=sent.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id
    with pytest.raises(Refused, match="can't use file of type photo as document"):
        await client.call("send_document", chat_id=ASHA, document=sent.photo[-1].file_id)


@pytest.mark.parametrize("kind", ["document", "voice", "video", "audio", "animation", "sticker", "video_note"])
async def test_every_kind_of_file(kind: str, client: Client, control: Control) -> None:
    await control.say(ASHA, "/start")
    sent = await client.call(f"send_{kind}", chat_id=ASHA, **{kind: client.upload(b"content", "a.bin")})
    assert await client.download(getattr(sent, kind).file_id) == b"content"


async def test_an_album_is_messages_of_one_group(client: Client, control: Control) -> None:
    await control.say(ASHA, "/start")
    first = client.photo_of_album(PNG, caption="Both sides")
    second = client.photo_of_album(PNG + b"2")
    sent = await client.call("send_media_group", chat_id=ASHA, media=[first, second])
    assert len({message.media_group_id for message in sent}) == 1
    assert sent[0].media_group_id
    assert [message.caption for message in sent] == ["Both sides", None]
    assert await client.download(sent[1].photo[-1].file_id) == PNG + b"2"


async def test_places_and_contacts(client: Client, control: Control) -> None:
    await control.say(ASHA, "/start")
    place = await client.call("send_location", chat_id=ASHA, latitude=52.52, longitude=13.405)
    assert place.location.latitude == pytest.approx(52.52)
    contact = await client.call("send_contact", chat_id=ASHA, phone_number="+4930", first_name="Desk")
    assert contact.contact.phone_number == "+4930"


async def test_copies_and_forwards(client: Client, control: Control) -> None:
    said = await control.say(ASHA, "My order 4711 came with a broken lid")
    copy = await client.call("copy_message", chat_id=CARE_TEAM, from_chat_id=ASHA, message_id=said)
    forwarded = await client.call("forward_message", chat_id=CARE_TEAM, from_chat_id=ASHA, message_id=said)
    assert copy.message_id != forwarded.message_id
    assert forwarded.forward_origin.sender_user.id == ASHA
    several = await client.call("copy_messages", chat_id=CARE_TEAM, from_chat_id=ASHA, message_ids=[said, 999])
    assert len(several) == 1
    with pytest.raises(Refused, match="message to copy not found"):
        await client.call("copy_message", chat_id=CARE_TEAM, from_chat_id=ASHA, message_id=999)


async def test_replies_quote_one_level(client: Client, control: Control) -> None:
    said = await control.say(ASHA, "first")
    one = await client.call("send_message", chat_id=ASHA, text="one", reply_parameters=client.reply_to(said))
    assert one.reply_to_message.message_id == said
    two = await client.call("send_message", chat_id=ASHA, text="two", reply_parameters=client.reply_to(one.message_id))
    assert two.reply_to_message.reply_to_message is None
    with pytest.raises(Refused, match="message to be replied not found"):
        await client.call("send_message", chat_id=ASHA, text="x", reply_parameters=client.reply_to(999))


async def test_pins_and_reactions(client: Client, control: Control, sandbox: Sandbox) -> None:
    said = await control.say(ASHA, "hello")
    await client.call("pin_chat_message", chat_id=ASHA, message_id=said)
    assert (await client.call("get_chat", chat_id=ASHA)).pinned_message.message_id == said
    await client.call("unpin_chat_message", chat_id=ASHA, message_id=said)
    with pytest.raises(Refused, match="message to unpin not found"):
        await client.call("unpin_chat_message", chat_id=ASHA, message_id=said)
    await client.call("set_message_reaction", chat_id=ASHA, message_id=said, reaction=client.reaction("👀"))
    assert sandbox.state.rooms[ASHA].reactions[said][1][0].emoji == "👀"
    with pytest.raises(Refused, match="reaction_invalid"):
        await client.call("set_message_reaction", chat_id=ASHA, message_id=said, reaction=client.reaction("🦞"))


async def test_commands_of_the_bot(client: Client) -> None:
    await client.call("set_my_commands", commands=[client.command("help", "What I can do")])
    (command,) = await client.call("get_my_commands")
    assert command.command == "help"
    with pytest.raises(Refused, match="bot_command_invalid"):
        await client.call("set_my_commands", commands=[client.command("no spaces", "x")])


async def test_commands_of_one_language_are_that_languages_alone(client: Client) -> None:
    await client.call("set_my_commands", commands=[client.command("help", "मदद")], language_code="hi")
    (command,) = await client.call("get_my_commands", language_code="hi")
    assert command.description == "मदद"
    assert len(await client.call("get_my_commands")) == 0
    with pytest.raises(Refused, match="invalid language code"):
        await client.call("set_my_commands", commands=[client.command("help", "Tulong")], language_code="fil")
