"""What a person does: says something, edits, reacts, taps, blocks, joins, leaves."""

from __future__ import annotations

from typing import Any

from aiogram.types import Message, User

from bot.sandbox.detecting import detected
from bot.sandbox.errors import Misuse
from bot.sandbox.rooms import Person, Room, Topic
from bot.sandbox.state import SandboxState


def room_of(state: SandboxState, person: Person, chat_id: int | None) -> Room:
    """The chat a person acts in: the private one with the bot unless another is named."""
    if chat_id is None or chat_id == person.user.id:
        return state.private_room(person)
    room = state.room(chat_id)
    if not room.has(person.user.id):
        raise Misuse(f"{person.user.first_name} is not a member of {room.title}.")
    if room.migrated_to is not None:
        raise Misuse(f"{room.title} has moved to {room.migrated_to}.")
    return room


def topic_of(room: Room, person: Person, thread_id: int | None) -> Topic | None:
    if not thread_id:
        return None
    topic = room.topics.get(thread_id)
    if topic is None:
        raise Misuse(f"There is no topic {thread_id} in {room.title}.", status=404)
    if topic.closed and not room.may(person.user.id, "can_manage_topics"):
        raise Misuse(f"The topic {topic.name} is closed.")
    return topic


def words(text: str, name: str = "text") -> dict[str, Any]:
    """Message fields for a person's text, with the entities Telegram finds in it by itself."""
    entities = detected(text)
    return {name: text, ("entities" if name == "text" else "caption_entities"): entities or None}


def say(
    state: SandboxState, person: Person, room: Room, topic: Topic | None, contents: list[dict[str, Any]]
) -> tuple[list[int], list[int]]:
    """Post each content as a message of its own; return the ids of the updates and of the messages."""
    if room.is_private:
        begin(state, person)
    update_ids: list[int] = []
    message_ids: list[int] = []
    for content in contents:
        message = state.post(room, person.user, topic, content)
        message_ids.append(message.message_id)
        update_id = state.hear(room, "message", message)
        if update_id is not None:
            update_ids.append(update_id)
    return update_ids, message_ids


def begin(state: SandboxState, person: Person) -> None:
    """Writing starts a conversation. Telegram lets nobody write to a bot they have blocked."""
    if person.blocked:
        raise Misuse(f"{person.user.first_name} has blocked the bot: unblock it first.")
    person.started = True


def answered(room: Room, message_id: int) -> Message:
    message = room.messages.get(message_id)
    if message is None:
        raise Misuse(f"There is no message {message_id} in this chat.", status=404)
    return message.model_copy(update={"reply_to_message": None})


def new_user(state: SandboxState, given: dict[str, Any]) -> User:
    person_id = given.get("id") or max([*state.people, 1000]) + 1
    return User(
        id=person_id,
        is_bot=False,
        first_name=given["first_name"],
        last_name=given.get("last_name"),
        username=given.get("username"),
        language_code=given.get("language_code"),
    )
