"""Who comes and goes: chat_member and my_chat_member updates, with their service messages."""

from __future__ import annotations

from aiogram.types import ChatMemberUpdated, User
from aiogram.types.chat_member_union import ChatMemberUnion

from bot.sandbox.dumping import dumped
from bot.sandbox.membership import left
from bot.sandbox.rooms import Room, standing
from bot.sandbox.state import SandboxState


def change_member(state: SandboxState, room: Room, by: User, new: ChatMemberUnion) -> list[int]:
    """Change a member's standing and tell the bot, as far as it may know; return the ids of the updates."""
    subject = new.user
    old = room.members.get(subject.id) or left(subject)
    was_there = room.has(subject.id)
    was_admin = room.status_of(state.bot.id) == "administrator"
    room.members[subject.id] = new
    updates = [_told(state, room, by, old, new, was_admin=was_admin)]
    if not room.is_private and was_there != room.has(subject.id):
        content = {"left_chat_member": subject} if was_there else {"new_chat_members": [subject]}
        message = state.post(room, by, None, content)
        updates.append(state.hear(room, "message", message))
    state.feed.publish("member", lambda: {"chat_id": room.id, "user_id": subject.id, "status": standing(new)})
    return [update for update in updates if update is not None]


def _told(
    state: SandboxState, room: Room, by: User, old: ChatMemberUnion, new: ChatMemberUnion, *, was_admin: bool
) -> int | None:
    mine = new.user.id == state.bot.id
    if not mine and not was_admin:
        return None
    change = ChatMemberUpdated(
        chat=room.card, from_user=by, date=state.clock.now(), old_chat_member=old, new_chat_member=new
    )
    return state.updates.add("my_chat_member" if mine else "chat_member", dumped(change))
