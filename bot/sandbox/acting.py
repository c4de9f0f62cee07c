"""What a person does in a chat: says something, edits, reacts, taps."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery, InaccessibleMessage, Message, MessageReactionUpdated, ReactionTypeEmoji
from aiogram.types.reaction_type_union import ReactionTypeUnion

from bot.sandbox.detecting import detected
from bot.sandbox.dumping import dumped
from bot.sandbox.errors import MisuseError
from bot.sandbox.methods.reacting import note_reaction
from bot.sandbox.rooms import Person, Room, Topic
from bot.sandbox.state import SandboxState


def room_of(state: SandboxState, person: Person, chat_id: int | None) -> Room:
    """The chat a person acts in: the private one with the bot unless another is named."""
    if chat_id is None or chat_id == person.user.id:
        return state.private_room(person)
    room = state.room(chat_id)
    if not room.has(person.user.id):
        raise MisuseError(f"{person.user.first_name} is not a member of {room.title or 'this chat'}.")
    if room.migrated_to is not None:
        raise MisuseError(f"{room.title} has moved to {room.migrated_to}.")
    return room


def topic_of(room: Room, person: Person, thread_id: int | None) -> Topic | None:
    if not thread_id:
        return None
    topic = room.topics.get(thread_id)
    if topic is None:
        raise MisuseError(f"There is no topic {thread_id} in {room.title}.", status=404)
    if topic.closed and not room.may(person.user.id, "can_manage_topics"):
        raise MisuseError(f"The topic {topic.name} is closed.")
    return topic


def say(
    state: SandboxState, person: Person, room: Room, topic: Topic | None, contents: list[dict[str, Any]]
) -> tuple[list[int], list[int]]:
    """Post each content as a message of its own; return the ids of the updates and of the messages."""
    if room.is_private:
        if person.blocked:
            # Telegram lets nobody write to a bot they have blocked.
            raise MisuseError(f"{person.user.first_name} has blocked the bot: unblock it first.")
        person.started = True
    messages = [state.post(room, person.user, topic, content) for content in contents]
    updates = [state.hear(room, "message", message) for message in messages]
    return [update for update in updates if update is not None], [message.message_id for message in messages]


def message_of(room: Room, message_id: int) -> Message:
    message = room.messages.get(message_id)
    if message is None:
        raise MisuseError(f"There is no message {message_id} in this chat.", status=404)
    return message


def edit(state: SandboxState, person: Person, room: Room, message_id: int, text: str) -> int | None:
    message = message_of(room, message_id)
    if message.from_user is None or message.from_user.id != person.user.id:
        raise MisuseError("People can edit their own messages only.")
    name, marks = ("text", "entities") if message.text is not None else ("caption", "caption_entities")
    if message.text is None and not any((message.photo, message.video, message.document, message.voice)):
        raise MisuseError("There is no text in this message.")
    edited = message.model_copy(
        update={name: text, marks: detected(text) or None, "edit_date": int(state.clock.now().timestamp())}
    )
    state.replace(room, edited)
    return state.hear(room, "edited_message", edited)


def react(state: SandboxState, person: Person, room: Room, message_id: int, emoji: str | None) -> int | None:
    """No emoji takes the reaction back. In a group only an administrator bot hears of it."""
    message_of(room, message_id)
    new = [ReactionTypeEmoji(emoji=emoji)] if emoji else []
    old: list[Any] = note_reaction(state, room, message_id, person.user.id, new)
    if not room.is_private and room.status_of(state.bot.id) != "administrator":
        return None
    reactions: list[ReactionTypeUnion] = [*new]
    change = MessageReactionUpdated(
        chat=room.card,
        message_id=message_id,
        user=person.user,
        date=state.clock.now(),
        old_reaction=old,
        new_reaction=reactions,
    )
    return state.updates.add("message_reaction", dumped(change))


def tap(state: SandboxState, person: Person, room: Room, message_id: int, data: str) -> tuple[int | None, str]:
    """Press a button. Its data need not be on the message any more: an old screen may still show it."""
    message = room.messages.get(message_id)
    shown = message or InaccessibleMessage(chat=room.card, message_id=message_id)
    opened = state.queries.open(person.user.id, room.id, message_id, state.clock.now())
    query = CallbackQuery(
        id=opened.id, from_user=person.user, chat_instance=str(abs(room.id) * 7919), message=shown, data=data
    )
    return state.updates.add("callback_query", dumped(query)), opened.id


def button_data(room: Room, message_id: int, row: int, column: int) -> str:
    """The data of the button at this place, counted from 0."""
    markup = message_of(room, message_id).reply_markup
    rows = markup.inline_keyboard if markup is not None else []
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise MisuseError(f"There is no button in row {row}, column {column}.", status=404)
    button = rows[row][column]
    if button.callback_data is None:
        raise MisuseError(f"The button {button.text!r} tells the bot nothing.")
    return button.callback_data
