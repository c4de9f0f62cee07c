"""Edits of the bot's own messages."""

from __future__ import annotations

from typing import Any

from aiogram.methods import EditMessageCaption, EditMessageMedia, EditMessageReplyMarkup, EditMessageText
from aiogram.types import InlineKeyboardMarkup, Message

from bot.sandbox.errors import bad_request
from bot.sandbox.formatting import TEXT_LIMIT, formatted
from bot.sandbox.markup import check_markup
from bot.sandbox.media import attachment, received_file
from bot.sandbox.methods.attaching import captioned, facts_of, media_kind
from bot.sandbox.methods.copying import CAPTIONED
from bot.sandbox.methods.handler import Handlers
from bot.sandbox.reaching import message_in, reachable_room
from bot.sandbox.rooms import Room
from bot.sandbox.state import SandboxState

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def own_message(state: SandboxState, call: Any) -> tuple[Room, Message]:
    if call.chat_id is None:
        raise bad_request("chat_id is empty")
    room = reachable_room(state, call.chat_id)
    message = message_in(room, call.message_id, "message to edit not found")
    if message.from_user is None or message.from_user.id != state.bot.id or message.forward_origin is not None:
        raise bad_request("message can't be edited")
    return room, message


def change(state: SandboxState, room: Room, message: Message, call: Any, content: dict[str, Any]) -> Message:
    """An edit without buttons takes the buttons away. Raises: RefusedError when nothing would change."""
    markup: InlineKeyboardMarkup | None = call.reply_markup
    check_markup(room, markup)
    fields = {**content, "reply_markup": markup if markup is not None and markup.inline_keyboard else None}
    if all(getattr(message, name) == value for name, value in fields.items()):
        raise bad_request(NOT_MODIFIED)
    if content:
        fields["edit_date"] = int(state.clock.now().timestamp())
    edited = message.model_copy(update=fields)
    state.replace(room, edited)
    return edited


def edit_text(state: SandboxState, call: EditMessageText) -> Message:
    if not call.text:
        raise bad_request("message text is empty")
    text, entities = formatted(call.text, call.parse_mode, call.entities, limit=TEXT_LIMIT)
    room, message = own_message(state, call)
    if message.text is None:
        raise bad_request("there is no text in the message to edit")
    if not text:
        raise bad_request("message text is empty")
    return change(state, room, message, call, {"text": text, "entities": entities or None})


def edit_caption(state: SandboxState, call: EditMessageCaption) -> Message:
    caption = {"caption": None, "caption_entities": None, **captioned(call)}
    room, message = own_message(state, call)
    if not any(getattr(message, kind) for kind in CAPTIONED):
        raise bad_request("there is no caption in the message to edit")
    return change(state, room, message, call, caption)


def edit_markup(state: SandboxState, call: EditMessageReplyMarkup) -> Message:
    room, message = own_message(state, call)
    return change(state, room, message, call, {})


def edit_media(state: SandboxState, call: EditMessageMedia) -> Message:
    caption = {"caption": None, "caption_entities": None, **captioned(call.media)}
    room, message = own_message(state, call)
    stored = received_file(state, media_kind(call.media), call.media.media)
    cleared: dict[str, Any] = dict.fromkeys(("text", "entities", *CAPTIONED))
    return change(state, room, message, call, {**cleared, **attachment(stored, facts_of(call.media)), **caption})


HANDLERS: Handlers = {
    EditMessageText: edit_text,
    EditMessageCaption: edit_caption,
    EditMessageReplyMarkup: edit_markup,
    EditMessageMedia: edit_media,
}
