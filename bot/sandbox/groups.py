"""What happens to chats from a person's side: blocking, joining, new groups, rights, migration, topics."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import MisuseError
from bot.sandbox.joining import change_member
from bot.sandbox.membership import RIGHTS, administrator, banned, left, member, owner
from bot.sandbox.methods.topics import delete_topic, open_topic
from bot.sandbox.rooms import Person, Room, standing
from bot.sandbox.state import SandboxState


def block(state: SandboxState, person: Person) -> list[int]:
    room = state.private_room(person)
    if person.blocked:
        return []
    person.blocked = True
    _tell_person(state, person)
    return change_member(state, room, person.user, banned(state.bot))


def unblock(state: SandboxState, person: Person) -> list[int]:
    room = state.private_room(person)
    if not person.blocked:
        return []
    person.blocked = False
    _tell_person(state, person)
    return change_member(state, room, person.user, member(state.bot))


def _tell_person(state: SandboxState, person: Person) -> None:
    state.feed.publish("person", lambda: {"id": person.user.id, "blocked": person.blocked})


def join(state: SandboxState, person: Person, room: Room) -> list[int]:
    if room.has(person.user.id):
        raise MisuseError(f"{person.user.first_name} is a member of {room.title} already.")
    return change_member(state, room, person.user, member(person.user))


def leave(state: SandboxState, person: Person, room: Room) -> list[int]:
    if not room.has(person.user.id):
        raise MisuseError(f"{person.user.first_name} is not a member of {room.title}.")
    return change_member(state, room, person.user, left(person.user))


def add_bot(state: SandboxState, person: Person, title: str, *, forum: bool) -> tuple[Room, list[int]]:
    """A person makes a new group with the bot in it, as an ordinary member. A forum is a supergroup."""
    room_id = state.new_group_id(supergroup=forum)
    numbering = state.numbering_of(room_id) if forum else state.small_numbering
    room = Room(room_id, "supergroup" if forum else "group", numbering, title=title, is_forum=forum)
    room.members = {person.user.id: owner(person.user)}
    state.add_room(room)
    return room, change_member(state, room, person.user, member(state.bot))


def kick_bot(state: SandboxState, person: Person, room: Room) -> list[int]:
    return change_member(state, room, person.user, banned(state.bot))


def set_rights(state: SandboxState, person: Person, room: Room, rights: dict[str, bool] | None) -> list[int]:
    """Make the bot an administrator with these rights changed from the usual ones; None makes it a member."""
    unknown = set(rights or {}) - set(RIGHTS)
    if unknown:
        raise MisuseError(f"Unknown rights: {', '.join(sorted(unknown))}. Known are {', '.join(RIGHTS)}.")
    new = member(state.bot) if rights is None else administrator(state.bot, rights)
    return change_member(state, room, person.user, new)


def migrate(state: SandboxState, room: Room) -> tuple[Room, list[int]]:
    """The group becomes a supergroup with a new id; messages to the old one are refused from then on.

    In Telegram only basic groups can do that, and they have no topics. Here any group can, and takes its
    messages and topics along.
    """
    if room.is_private or room.migrated_to is not None:
        raise MisuseError("Only a group that has not moved yet can be migrated.")
    new_id = state.new_group_id(supergroup=True)
    numbering = room.numbering if room.is_forum else state.numbering_of(new_id)
    successor = Room(new_id, "supergroup", numbering, title=room.title, is_forum=room.is_forum)
    successor.members = dict(room.members)
    if room.is_forum:
        successor.topics = dict(room.topics)
        successor.messages = {
            number: message.model_copy(update={"chat": successor.card}) for number, message in room.messages.items()
        }
    state.add_room(successor)
    by = next(one.user for one in room.members.values() if standing(one) == "creator")
    gone = state.post(room, by, None, {"migrate_to_chat_id": new_id})
    come = state.post(successor, by, None, {"migrate_from_chat_id": room.id})
    updates = [state.hear(room, "message", gone), state.hear(successor, "message", come)]
    room.migrated_to = new_id
    state.feed.publish("chat", lambda: {"chat_id": room.id, "migrated_to": new_id})
    return successor, [update for update in updates if update is not None]


def create_topic(state: SandboxState, person: Person, room: Room, name: str) -> dict[str, Any]:
    if not room.is_forum:
        raise MisuseError(f"{room.title} has no topics.")
    topic = open_topic(state, room, person.user, name)
    update = state.hear(room, "message", room.messages[topic.thread_id])
    return {"topic": topic.thread_id, "update_ids": [] if update is None else [update]}


def remove_topic(state: SandboxState, room: Room, thread_id: int) -> None:
    topic = room.topics.get(thread_id)
    if topic is None:
        raise MisuseError(f"There is no topic {thread_id} in {room.title}.", status=404)
    delete_topic(state, room, topic)
