"""The state out of the rows it was kept in."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from aiogram.types import BotCommand, Message, ReactionTypeEmoji, User
from aiogram.types.chat_member_union import ChatMemberUnion
from pydantic import TypeAdapter

from bot.sandbox.files import StoredFile
from bot.sandbox.kept_file import Row, UnreadableError
from bot.sandbox.profile import Webhook
from bot.sandbox.queries import Tap
from bot.sandbox.rooms import Person, Room, Topic
from bot.sandbox.state import SandboxState
from bot.sandbox.updates import Waiting

Restore: TypeAlias = Callable[[SandboxState, str, Any], None]
MEMBERS: TypeAdapter[list[ChatMemberUnion]] = TypeAdapter(list[ChatMemberUnion])


def restore(state: SandboxState, rows: list[Row]) -> None:
    """Raises: UnreadableError."""
    collecting = gc.isenabled()
    gc.disable()  # thousands of new objects, none of them garbage: looking for some would double the time
    try:
        for row in rows:
            value = json.loads(row.value)
            if row.kind == "file":
                _file(state, row, value)
            else:
                RESTORE[row.kind](state, row.place, value)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise UnreadableError(f"{type(error).__name__}: {error}".partition("\n")[0]) from error
    finally:
        if collecting:
            gc.enable()


def _file(state: SandboxState, row: Row, value: Any) -> None:
    unique_id, kind, path, name, mime_type = value
    state.files.add(StoredFile(row.place, unique_id, kind, path, row.content or b"", name, mime_type))


def _number(state: SandboxState, name: str, value: Any) -> None:
    state.numbers.named(name).next_one = int(value)


def _clock(state: SandboxState, _: str, value: Any) -> None:
    state.clock.offset = timedelta(seconds=value[0])


def _allowed(state: SandboxState, _: str, value: Any) -> None:
    state.updates.allow(value)


def _commands(state: SandboxState, place: str, value: Any) -> None:
    language, _, scope = place.partition("/")
    state.profile.commands[scope, language] = [BotCommand.model_validate(one) for one in value]


def _texts(state: SandboxState, _: str, value: Any) -> None:
    profile = state.profile
    profile.names, profile.descriptions, profile.short_descriptions = (dict(one) for one in value)


def _webhook(state: SandboxState, _: str, value: Any) -> None:
    state.profile.webhook = Webhook(*value)


def _person(state: SandboxState, place: str, value: Any) -> None:
    user, staff, started, blocked = value
    state.people[int(place)] = Person(User.model_validate(user), staff, started, blocked)


def _room(state: SandboxState, place: str, value: Any) -> None:
    kind, title, is_forum, migrated_to, numbering, members, pinned, keyboard = value
    room = Room(
        int(place),
        kind,
        state.numbers.named(numbering),
        title=title,
        person=state.people[int(place)] if kind == "private" else None,
        is_forum=is_forum,
        members={member.user.id: member for member in MEMBERS.validate_python(members)},
        pinned=pinned,
        keyboard=keyboard,
        migrated_to=migrated_to,
    )
    state.rooms[room.id] = room


def _inside(state: SandboxState, place: str) -> tuple[Room, int]:
    chat_id, number = map(int, place.split("/"))
    return state.rooms[chat_id], number


def _topic(state: SandboxState, place: str, value: Any) -> None:
    room, thread_id = _inside(state, place)
    room.topics[thread_id] = Topic(thread_id, *value)


def _message(state: SandboxState, place: str, value: Any) -> None:
    room, message_id = _inside(state, place)
    room.messages[message_id] = Message.model_validate(value)


def _reactions(state: SandboxState, place: str, value: Any) -> None:
    room, message_id = _inside(state, place)
    room.reactions[message_id] = {
        actor: [ReactionTypeEmoji.model_validate(reaction) for reaction in given] for actor, given in value
    }


def _update(state: SandboxState, place: str, value: Any) -> None:
    update, redelivered, handed = value
    state.updates.restore(Waiting(update, int(place), redelivered, handed))


def _tap(state: SandboxState, place: str, value: Any) -> None:
    person_id, chat_id, message_id, at = value
    state.queries.add(Tap(place, person_id, chat_id, message_id, datetime.fromtimestamp(at, UTC)))


RESTORE: dict[str, Restore] = {
    "number": _number,
    "clock": _clock,
    "allowed": _allowed,
    "commands": _commands,
    "texts": _texts,
    "webhook": _webhook,
    "person": _person,
    "room": _room,
    "topic": _topic,
    "message": _message,
    "reactions": _reactions,
    "update": _update,
    "tap": _tap,
}
