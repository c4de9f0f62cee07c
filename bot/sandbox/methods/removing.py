"""Deleting and pinning."""

from __future__ import annotations

from datetime import timedelta

from aiogram.methods import (
    DeleteMessage,
    DeleteMessages,
    PinChatMessage,
    UnpinAllChatMessages,
    UnpinAllForumTopicMessages,
    UnpinChatMessage,
)
from aiogram.types import Message

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.handler import Handlers
from bot.sandbox.methods.sending import bare
from bot.sandbox.reaching import message_in, reachable_room
from bot.sandbox.rooms import Room
from bot.sandbox.state import SandboxState

DELETABLE_FOR = timedelta(hours=48)
MOST_AT_ONCE = 100


def may_delete(state: SandboxState, room: Room, message: Message) -> bool:
    if message.forum_topic_created is not None:
        return False
    if room.may(state.bot.id, "can_delete_messages"):
        return True
    own = message.from_user is not None and message.from_user.id == state.bot.id
    return (own or room.is_private) and state.clock.now() - message.date <= DELETABLE_FOR


def delete_message(state: SandboxState, call: DeleteMessage) -> bool:
    room = reachable_room(state, call.chat_id)
    message = message_in(room, call.message_id, "message to delete not found")
    if not may_delete(state, room, message):
        raise bad_request("message can't be deleted")
    state.remove(room, [message.message_id])
    return True


def delete_messages(state: SandboxState, call: DeleteMessages) -> bool:
    """Those that are not there, or may not be deleted, are passed over, as Telegram does."""
    if not call.message_ids:
        raise bad_request("message identifiers are not specified")
    if len(call.message_ids) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    room = reachable_room(state, call.chat_id)
    found = [room.messages[message_id] for message_id in call.message_ids if message_id in room.messages]
    state.remove(room, [message.message_id for message in found if may_delete(state, room, message)])
    return True


def _room_for_pinning(state: SandboxState, chat_id: int | str) -> Room:
    room = reachable_room(state, chat_id)
    if not room.is_private and not room.may(state.bot.id, "can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return room


def pin(state: SandboxState, call: PinChatMessage) -> bool:
    room = _room_for_pinning(state, call.chat_id)
    message = message_in(room, call.message_id, "message to pin not found")
    if message.message_id in room.pinned:
        return True
    room.pinned.append(message.message_id)
    topic = room.topics.get(message.message_thread_id or 0)
    state.post(room, state.bot, topic, {"pinned_message": bare(message)})
    _tell(state, room)
    return True


def unpin(state: SandboxState, call: UnpinChatMessage) -> bool:
    room = _room_for_pinning(state, call.chat_id)
    message_id = call.message_id if call.message_id is not None else (room.pinned or [0])[-1]
    if message_id not in room.pinned:
        raise bad_request("message to unpin not found")
    room.pinned.remove(message_id)
    _tell(state, room)
    return True


def unpin_all(state: SandboxState, call: UnpinAllChatMessages) -> bool:
    room = _room_for_pinning(state, call.chat_id)
    room.pinned.clear()
    _tell(state, room)
    return True


def unpin_all_in_topic(state: SandboxState, call: UnpinAllForumTopicMessages) -> bool:
    room = _room_for_pinning(state, call.chat_id)
    if call.message_thread_id not in room.topics:
        raise bad_request("TOPIC_ID_INVALID")
    room.pinned[:] = [
        message_id
        for message_id in room.pinned
        if room.messages[message_id].message_thread_id != call.message_thread_id
    ]
    _tell(state, room)
    return True


def _tell(state: SandboxState, room: Room) -> None:
    state.feed.publish("pinned", lambda: {"chat_id": room.id, "message_ids": list(room.pinned)})


HANDLERS: Handlers = {
    DeleteMessage: delete_message,
    DeleteMessages: delete_messages,
    PinChatMessage: pin,
    UnpinChatMessage: unpin,
    UnpinAllChatMessages: unpin_all,
    UnpinAllForumTopicMessages: unpin_all_in_topic,
}
