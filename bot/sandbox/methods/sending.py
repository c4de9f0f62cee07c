"""sendMessage and what every send has in common."""

from __future__ import annotations

from typing import Any, Protocol

from aiogram.client.default import Default
from aiogram.methods import SendChatAction, SendMessage
from aiogram.types import (
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
    TextQuote,
)
from aiogram.types.reply_markup_union import ReplyMarkupUnion

from bot.sandbox.dumping import dumped
from bot.sandbox.errors import bad_request
from bot.sandbox.formatting import TEXT_LIMIT, formatted
from bot.sandbox.markup import check_markup
from bot.sandbox.methods.handler import Handlers
from bot.sandbox.reaching import reachable_room, topic_for_writing
from bot.sandbox.rooms import Room, Topic
from bot.sandbox.spans import units
from bot.sandbox.state import SandboxState


class Sending(Protocol):
    """What all sends have."""

    @property
    def chat_id(self) -> int | str: ...
    @property
    def message_thread_id(self) -> int | None: ...
    @property
    def reply_parameters(self) -> ReplyParameters | None: ...


def send_message(state: SandboxState, call: SendMessage) -> Message:
    text, entities = formatted(call.text, call.parse_mode, call.entities, limit=TEXT_LIMIT)
    if not text:
        raise bad_request("message text is empty")
    content: dict[str, Any] = {"text": text, "entities": entities or None}
    if isinstance(call.link_preview_options, LinkPreviewOptions) and call.link_preview_options.is_disabled:
        content["link_preview_options"] = _disabled_preview()
    return deliver(state, call, content, call.reply_markup)


def _disabled_preview() -> LinkPreviewOptions:
    return LinkPreviewOptions(is_disabled=True, prefer_small_media=None, prefer_large_media=None, show_above_text=None)


def deliver(
    state: SandboxState, call: Sending, content: dict[str, Any], markup: ReplyMarkupUnion | None = None
) -> Message:
    """Post the bot's message where the call says. Raises: RefusedError."""
    room, topic, replied = destination(state, call)
    return post(state, room, topic, {**content, **replied}, markup)


def destination(state: SandboxState, call: Sending) -> tuple[Room, Topic | None, dict[str, Any]]:
    room = reachable_room(state, call.chat_id)
    answered = answered_message(state, room, call)
    thread_id = call.message_thread_id
    if not thread_id and answered is not None and room.is_forum and answered.is_topic_message:
        thread_id = answered.message_thread_id
    topic = topic_for_writing(state, room, thread_id)
    return room, topic, {"reply_to_message": bare(answered)} if answered is not None else {}


def post(
    state: SandboxState,
    room: Room,
    topic: Topic | None,
    content: dict[str, Any],
    markup: ReplyMarkupUnion | None = None,
) -> Message:
    check_markup(room, markup)
    if isinstance(markup, InlineKeyboardMarkup):
        if markup.inline_keyboard:
            content = {**content, "reply_markup": markup}
    elif markup is not None:
        room.keyboard = dumped(markup)
        state.feed.publish("keyboard", lambda: {"chat_id": room.id, "keyboard": room.keyboard})
    return state.post(room, state.bot, topic, content)


def bare(message: Message) -> Message:
    """A message as it is quoted: Telegram does not nest replies."""
    return message.model_copy(update={"reply_to_message": None})


def answered_message(state: SandboxState, room: Room, call: Sending) -> Message | None:
    wanted = call.reply_parameters
    message_id = wanted.message_id if wanted is not None else getattr(call, "reply_to_message_id", None)
    if not message_id:
        return None
    source = room
    if wanted is not None and wanted.chat_id is not None and wanted.chat_id != room.id:
        source = reachable_room(state, wanted.chat_id)
    message = source.messages.get(message_id)
    lenient = wanted.allow_sending_without_reply if wanted is not None else call_is_lenient(call)
    if message is None and not (lenient is True and not isinstance(lenient, Default)):
        raise bad_request("message to be replied not found")
    if message is not None and wanted is not None and wanted.quote:
        quote_of(message, wanted.quote)
    return message


def quote_of(message: Message, text: str) -> TextQuote:
    """The part of a message that an answer is about; Telegram takes no other words for one."""
    whole = message.text or message.caption or ""
    if text not in whole:
        raise bad_request("QUOTE_TEXT_INVALID")
    return TextQuote(text=text, position=units(whole[: whole.index(text)]), is_manual=True)


def call_is_lenient(call: Sending) -> bool:
    return getattr(call, "allow_sending_without_reply", None) is True


def send_chat_action(state: SandboxState, call: SendChatAction) -> bool:
    room = reachable_room(state, call.chat_id)
    topic_for_writing(state, room, call.message_thread_id)
    state.feed.publish(
        "typing", lambda: {"chat_id": room.id, "thread_id": call.message_thread_id, "action": call.action}
    )
    return True


HANDLERS: Handlers = {SendMessage: send_message, SendChatAction: send_chat_action}
