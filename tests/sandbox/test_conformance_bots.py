"""A whole bot of each library, polling the sandbox, answers a person; and calls the other suites leave out."""

from __future__ import annotations

import asyncio

import aiogram
import aiogram.types
import pytest
import telegram.ext
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox import Sandbox
from tests.sandbox.clients import TOKEN, Client, Refused
from tests.sandbox.control import Control

ASHA, MIRA, CARE_TEAM = 101, 201, -1001000000001
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x40\x00\x00\x00\x20" + b"\x00" * 20


async def heard_back(control: Control) -> list[str]:
    """What the bot has answered, once it has answered twice."""
    heard: list[str] = []
    after = 0
    async with asyncio.timeout(20):
        while len(heard) < 2:
            for entry in await control.record(after=after, wait=20):
                after = entry["seq"]
                heard += [entry["params"]["text"]] if entry["method"] == "sendMessage" else []
    return heard


async def test_an_aiogram_bot_polls_and_answers(sandbox: Sandbox, control: Control) -> None:
    bot = aiogram.Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url)))
    dispatcher = aiogram.Dispatcher()

    @dispatcher.message()
    async def echo(message: aiogram.types.Message) -> None:
        await message.answer(f"You said {message.text}")

    async with asyncio.TaskGroup() as group:
        group.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=1))
        await control.say(ASHA, "one")
        await control.say(ASHA, "two")
        assert sorted(await heard_back(control)) == ["You said one", "You said two"]
        await dispatcher.stop_polling()


async def test_a_python_telegram_bot_polls_and_answers(sandbox: Sandbox, control: Control) -> None:
    async def echo(update: telegram.Update, _: object) -> None:
        assert update.message is not None
        await update.message.reply_text(f"You said {update.message.text}")

    builder = telegram.ext.ApplicationBuilder().token(TOKEN).base_url(f"{sandbox.url}/bot")
    application = builder.base_file_url(f"{sandbox.url}/file/bot").build()
    application.add_handler(telegram.ext.MessageHandler(telegram.ext.filters.TEXT, echo))
    async with application:
        assert application.updater is not None
        await application.start()
        await application.updater.start_polling(timeout=1)
        await control.say(ASHA, "one")
        await control.say(ASHA, "two")
        assert await heard_back(control) == ["You said one", "You said two"]
        await application.updater.stop()
        await application.stop()


async def test_media_can_be_exchanged(client: Client, control: Control) -> None:
    await control.say(ASHA, "/start")
    sent = await client.call("send_photo", chat_id=ASHA, photo=client.upload(PNG, "a.png"), caption="one")
    media = client.photo_of_album(PNG + b"2", caption="two")
    edited = await client.call("edit_message_media", chat_id=ASHA, message_id=sent.message_id, media=media)
    assert edited.caption == "two"
    assert await client.download(edited.photo[-1].file_id) == PNG + b"2"


async def test_forwards_of_several_and_copies_with_a_new_caption(client: Client, control: Control) -> None:
    await control.do("say", by=ASHA, album=[{"photo": True, "text": "the lid"}, {"photo": True}])
    forwarded = await client.call("forward_messages", chat_id=CARE_TEAM, from_chat_id=ASHA, message_ids=[1, 2, 3])
    assert len(forwarded) == 2
    await client.call("copy_message", chat_id=CARE_TEAM, from_chat_id=ASHA, message_id=1, caption="case K7F2")
    (team,) = (await control.get("state", chat=CARE_TEAM))["chats"]
    assert [message.get("caption") for message in team["messages"]] == ["the lid", None, "case K7F2"]
    assert ["forward_origin" in message for message in team["messages"]] == [True, True, False]


async def test_an_album_in_a_topic(client: Client, control: Control) -> None:
    topic = await client.call("create_forum_topic", chat_id=CARE_TEAM, name="Asha")
    place = {"chat_id": CARE_TEAM, "message_thread_id": topic.message_thread_id}
    sent = await client.call("send_media_group", media=[client.photo_of_album(PNG)] * 2, **place)
    assert {message.message_thread_id for message in sent} == {topic.message_thread_id}
    for message in sent:
        await client.call("pin_chat_message", chat_id=CARE_TEAM, message_id=message.message_id)
    assert await client.call("unpin_all_forum_topic_messages", **place) is True
    (team,) = (await control.get("state", chat=CARE_TEAM))["chats"]
    assert team["pinned"] == []
    answered = await client.call(
        "send_message", chat_id=CARE_TEAM, text="x", reply_parameters=client.reply_to(sent[0].message_id)
    )
    assert answered.message_thread_id == topic.message_thread_id


async def test_albums_that_cannot_be(client: Client, control: Control) -> None:
    await control.say(ASHA, "/start")
    photos = [client.photo_of_album(PNG)] * 11
    with pytest.raises(Refused, match="too many messages to send as an album"):
        await client.call("send_media_group", chat_id=ASHA, media=photos)


async def test_names_descriptions_and_places(client: Client, control: Control) -> None:
    await client.call("set_my_name", name="Rapport")
    assert (await client.call("get_my_name")).name == "Rapport"
    await client.call("set_my_description", description="We listen")
    assert (await client.call("get_my_description")).description == "We listen"
    await client.call("set_my_short_description", short_description="Care")
    assert (await client.call("get_my_short_description")).short_description == "Care"
    await client.call("set_my_commands", commands=[client.command("help", "What I can do")])
    await client.call("delete_my_commands")
    assert len(await client.call("get_my_commands")) == 0
    await control.say(ASHA, "/start")
    venue = await client.call("send_venue", chat_id=ASHA, latitude=1, longitude=2, title="Shop", address="Mall Road")
    assert venue.venue.title == "Shop"
    assert await client.call("unpin_all_chat_messages", chat_id=ASHA) is True
    assert await client.call("set_chat_menu_button") is True


async def test_the_webhook_of_either_library(client: Client) -> None:
    assert await client.call("set_webhook", url="https://bot.example/hook", allowed_updates=["message"]) is True
    info = await client.call("get_webhook_info")
    assert (info.url, list(info.allowed_updates)) == ("https://bot.example/hook", ["message"])
    with pytest.raises(Refused, match="webhook is active") as refused:
        await client.call("get_updates")
    assert refused.value.kind.startswith("Conflict")
    assert await client.call("delete_webhook", drop_pending_updates=True) is True
    assert len(await client.call("get_updates")) == 0
