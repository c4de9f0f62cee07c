"""What of the state is kept, part by part, and which parts have changed since they were written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from aiogram.types import Message

from bot.sandbox.dumping import dumped
from bot.sandbox.files import StoredFile
from bot.sandbox.kept_file import Row
from bot.sandbox.rooms import Room
from bot.sandbox.state import SandboxState

Key: TypeAlias = tuple[Any, ...]
"""The kind of a part, then what tells it from others of its kind."""
Part: TypeAlias = tuple[Key, Any]
"""A part's value is never changed in place, so that it can be compared later and written in another thread."""


def parts(state: SandboxState) -> Iterator[Part]:
    """Everything but the messages."""
    yield ("clock",), (state.clock.offset.total_seconds(),)
    yield ("allowed",), None if state.updates.allowed is None else tuple(state.updates.allowed)
    yield from _profile(state)
    for person in state.people.values():
        yield ("person", person.user.id), (person.user, person.staff, person.started, person.blocked)
    for room in state.rooms.values():
        yield from _room(room)
    for stored in state.files.all():
        yield ("file", stored.id), stored
    for waiting in state.updates.waiting():
        yield ("update", waiting.serial), (waiting.update, waiting.redelivered, waiting.handed)
    for tap in state.queries.waiting():
        yield ("tap", tap.id), (tap.person_id, tap.chat_id, tap.message_id, tap.at.timestamp())


def _profile(state: SandboxState) -> Iterator[Part]:
    profile = state.profile
    for (scope, language), commands in profile.commands.items():
        yield ("commands", language, scope), tuple(commands)
    texts = (profile.names, profile.descriptions, profile.short_descriptions)
    yield ("texts",), tuple(tuple(one.items()) for one in texts)
    if profile.webhook is not None:
        yield ("webhook",), (profile.webhook.url, profile.webhook.secret_token, profile.webhook.max_connections)


def _room(room: Room) -> Iterator[Part]:
    members, pinned = tuple(room.members.values()), tuple(room.pinned)
    facts = (room.type, room.title, room.is_forum, room.migrated_to, room.numbering.name)
    yield ("room", room.id), (*facts, members, pinned, room.keyboard)
    for topic in room.topics.values():
        look = (topic.name, topic.icon_color, topic.icon_custom_emoji_id, topic.closed)
        yield ("topic", room.id, topic.thread_id), look
    for message_id, reactions in room.reactions.items():
        if reactions:
            yield ("reactions", room.id, message_id), tuple((actor, tuple(r)) for actor, r in reactions.items())


def as_row(part: Part) -> Row:
    key, value = part
    kind, place = in_words(key)
    if isinstance(value, StoredFile):
        facts = [value.unique_id, value.kind, value.path, value.name, value.mime_type]
        return Row(kind, place, json.dumps(facts), value.content)
    # Escaped to ASCII: half a surrogate pair, said on purpose, is kept so too.
    return Row(kind, place, json.dumps(value, default=dumped, separators=(",", ":")))


def in_words(key: Key) -> tuple[str, str]:
    kind, *rest = key
    return str(kind), "/".join(map(str, rest))


@dataclass
class Changes:
    put: list[Part] = field(default_factory=list)
    gone: list[Key] = field(default_factory=list)


class Known:
    """What has been written, to tell what has not. Messages, of which there are most, are told apart by identity."""

    def __init__(self) -> None:
        self._parts: dict[Key, Any] = {}
        self._messages: dict[int, dict[int, Message]] = {}

    def changes(self, state: SandboxState) -> Changes:
        """What differs from the last time. Of thousands of messages only the changed ones cost anything."""
        changes = Changes()
        now = dict(parts(state))
        before = self._parts
        changes.put = [(key, value) for key, value in now.items() if key not in before or before[key] != value]
        changes.gone = [key for key in before if key not in now]
        self._parts = now
        for room in state.rooms.values():
            self._compare(room, changes)
        return changes

    def _compare(self, room: Room, changes: Changes) -> None:
        known = self._messages.setdefault(room.id, {})
        for message_id, message in room.messages.items():
            if known.get(message_id) is not message:
                known[message_id] = message
                changes.put.append((("message", room.id, message_id), message))
        if len(known) > len(room.messages):
            for message_id in known.keys() - room.messages.keys():
                del known[message_id]
                changes.gone.append(("message", room.id, message_id))
