"""Copies and forwards."""

from __future__ import annotations

from typing import Any

from aiogram.methods import CopyMessage, CopyMessages, ForwardMessage, ForwardMessages
from aiogram.types import Message, MessageId, MessageOriginUser

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.attaching import captioned
from bot.sandbox.methods.handler import Handlers
from bot.sandbox.methods.sending import destination, post
from bot.sandbox.reaching import message_in, reachable_room, topic_for_writing, visible_room
from bot.sandbox.rooms import Room
from bot.sandbox.state import SandboxState

CONTENT = (
    "text",
    "entities",
    "link_preview_options",
    "photo",
    "document",
    "voice",
    "video",
    "audio",
    "animation",
    "sticker",
    "video_note",
    "location",
    "venue",
    "contact",
    "caption",
    "caption_entities",
)
CAPTIONED = ("photo", "document", "voice", "video", "audio", "animation")
MOST_AT_ONCE = 100


def content_of(message: Message) -> dict[str, Any]:
    """What a copy keeps; empty for a service message."""
    return {name: value for name in CONTENT if (value := getattr(message, name)) is not None}


def copy_message(state: SandboxState, call: CopyMessage) -> MessageId:
    source = visible_room(state, call.from_chat_id)
    content = content_of(message_in(source, call.message_id, "message to copy not found"))
    if not content:
        raise bad_request("message can't be copied")
    if call.caption is not None and any(kind in content for kind in CAPTIONED):
        content = {name: value for name, value in content.items() if not name.startswith("caption")} | captioned(call)
    room, topic, replied = destination(state, call)
    message = post(state, room, topic, {**content, **replied}, call.reply_markup)
    return MessageId(message_id=message.message_id)


def copy_messages(state: SandboxState, call: CopyMessages) -> list[MessageId]:
    source = visible_room(state, call.from_chat_id)
    contents = [content for message in _several(source, call.message_ids) if (content := content_of(message))]
    if not contents:
        raise bad_request("message to copy not found")
    if call.remove_caption:
        contents = [{n: v for n, v in content.items() if not n.startswith("caption")} for content in contents]
    return _post_all(state, call, contents)


def forward_message(state: SandboxState, call: ForwardMessage) -> Message:
    source = visible_room(state, call.from_chat_id)
    original = message_in(source, call.message_id, "message to forward not found")
    room = reachable_room(state, call.chat_id)
    topic = topic_for_writing(state, room, call.message_thread_id)
    return state.post(room, state.bot, topic, forwarded(original))


def forward_messages(state: SandboxState, call: ForwardMessages) -> list[MessageId]:
    source = visible_room(state, call.from_chat_id)
    found = [message for message in _several(source, call.message_ids) if content_of(message)]
    if not found:
        raise bad_request("message to forward not found")
    return _post_all(state, call, [forwarded(message) for message in found])


def forwarded(original: Message) -> dict[str, Any]:
    """The content of a forward, with where it came from. Raises: RefusedError for a service message."""
    content = content_of(original)
    if not content or original.from_user is None:
        raise bad_request("message can't be forwarded")
    first = original.forward_origin or MessageOriginUser(date=original.date, sender_user=original.from_user)
    return {**content, "forward_origin": first}


def _several(source: Room, message_ids: list[int]) -> list[Message]:
    if len(message_ids) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    return [source.messages[message_id] for message_id in message_ids if message_id in source.messages]


def _post_all(
    state: SandboxState, call: CopyMessages | ForwardMessages, contents: list[dict[str, Any]]
) -> list[MessageId]:
    room = reachable_room(state, call.chat_id)
    topic = topic_for_writing(state, room, call.message_thread_id)
    messages = [state.post(room, state.bot, topic, content) for content in contents]
    return [MessageId(message_id=message.message_id) for message in messages]


HANDLERS: Handlers = {
    CopyMessage: copy_message,
    CopyMessages: copy_messages,
    ForwardMessage: forward_message,
    ForwardMessages: forward_messages,
}
