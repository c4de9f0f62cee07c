"""Which chat, topic and message a call means, and why it cannot be reached."""

from __future__ import annotations

from aiogram.types import Message

from bot.sandbox.errors import RefusedError, bad_request, forbidden
from bot.sandbox.rooms import Room, Topic
from bot.sandbox.state import SandboxState


def visible_room(state: SandboxState, chat_id: int | str) -> Room:
    """The chat, as far as asking about it goes. Raises: RefusedError."""
    room = state.rooms.get(chat_id) if isinstance(chat_id, int) else None
    if room is None:
        raise bad_request("chat not found")
    if room.migrated_to is not None:
        raise RefusedError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrated_to=room.migrated_to,
        )
    if not room.is_private and not room.has(state.bot.id):
        if room.status_of(state.bot.id) == "kicked":
            raise forbidden(f"bot was kicked from the {room.noun}")
        raise forbidden(f"bot is not a member of the {room.noun}")
    return room


def reachable_room(state: SandboxState, chat_id: int | str) -> Room:
    """The chat, if the bot may write there. Raises: RefusedError."""
    if isinstance(chat_id, int) and chat_id > 0:
        if chat_id == state.bot.id:
            raise forbidden("bot can't send messages to the bot")
        person = state.people.get(chat_id)
        if person is not None and not person.started and _has_met(state, chat_id):
            raise forbidden("bot can't initiate conversation with a user")
        if person is None or not person.started:
            raise bad_request("chat not found")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
    return visible_room(state, chat_id)


def _has_met(state: SandboxState, person_id: int) -> bool:
    return any(room.has(person_id) and room.has(state.bot.id) for room in state.rooms.values() if not room.is_private)


def topic_for_writing(state: SandboxState, room: Room, thread_id: int | None) -> Topic | None:
    """Raises: RefusedError. General has no thread id; Telegram refuses its number 1 as a target."""
    if not thread_id:
        return None
    topic = room.topics.get(thread_id)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not room.may(state.bot.id, "can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return topic


def message_in(room: Room, message_id: int | None, words: str) -> Message:
    message = room.messages.get(message_id or 0)
    if message is None:
        raise bad_request(words)
    return message
