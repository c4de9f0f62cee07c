"""The whole state as the page and the tests read it."""

from __future__ import annotations

from itertools import islice
from typing import Any

from bot.sandbox.dumping import dumped
from bot.sandbox.methods.topics import topic_json
from bot.sandbox.profile import place_of
from bot.sandbox.rooms import Person, Room, standing
from bot.sandbox.state import SandboxState

FILES = "sandbox/files/"


def whole_state(state: SandboxState, most_messages: int, chat_id: int | None = None) -> dict[str, Any]:
    rooms = [room for room in state.rooms.values() if chat_id is None or room.id == chat_id]
    return {
        "bot": dumped(state.bot),
        "product_url": state.product_url,
        "files_url": FILES,
        "ratio": state.limits.ratio,
        "now": state.clock.stamp(),
        "offset_seconds": state.clock.offset.total_seconds(),
        "pending_updates": len(state.updates),
        "last_seq": state.record.last_seq,
        "commands": {"private": _menus(state, "all_private_chats"), "groups": _menus(state, "all_group_chats")},
        "people": [_person(person) for person in state.people.values()],
        "chats": [_room(room, most_messages) for room in rooms],
    }


def _person(person: Person) -> dict[str, Any]:
    facts: dict[str, Any] = dumped(person.user)
    return {**facts, "staff": person.staff, "started": person.started, "blocked": person.blocked}


def _room(room: Room, most_messages: int) -> dict[str, Any]:
    newest = list(islice(reversed(room.messages.values()), most_messages))
    facts: dict[str, Any] = dumped(room.card)
    return {
        **facts,
        "migrated_to": room.migrated_to,
        "members": [{"user": dumped(member.user), "status": standing(member)} for member in room.members.values()],
        "topics": [topic_json(topic) for topic in room.topics.values()],
        "pinned": list(room.pinned),
        "keyboard": room.keyboard,
        "messages": [dumped(message) for message in reversed(newest)],
        "reactions": {
            str(message.message_id): {str(actor): dumped(given) for actor, given in reactions.items()}
            for message in newest
            if (reactions := room.reactions.get(message.message_id))
        },
    }


def _menus(state: SandboxState, scope: str) -> dict[str, list[dict[str, Any]]]:
    """Return the commands that people of each language are shown in a kind of chat; "" is for all other languages.

    As at Telegram: what is set for this kind of chat for all languages wins over what is set for all chats.
    """
    everywhere, here = (_set_for(state, place_of({"type": kind})) for kind in ("default", scope))
    return here if "" in here else everywhere | here


def _set_for(state: SandboxState, place: str) -> dict[str, list[dict[str, Any]]]:
    return {language: dumped(menu) for (where, language), menu in state.profile.commands.items() if where == place}
