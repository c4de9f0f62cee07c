"""Questions about chats and their members."""

from __future__ import annotations

from typing import Any

from aiogram.methods import (
    GetChat,
    GetChatAdministrators,
    GetChatMember,
    GetChatMemberCount,
    GetFile,
    LeaveChat,
)
from aiogram.types import AcceptedGiftTypes, ChatFullInfo, ChatPermissions, File
from aiogram.types.chat_member_union import ChatMemberUnion

from bot.sandbox.errors import bad_request
from bot.sandbox.joining import change_member
from bot.sandbox.membership import left
from bot.sandbox.methods.handler import Handlers
from bot.sandbox.methods.sending import bare
from bot.sandbox.reaching import visible_room
from bot.sandbox.rooms import standing
from bot.sandbox.state import SandboxState

DOWNLOAD_LIMIT = 20 << 20
NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}
EVERYTHING = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
)


def get_chat(state: SandboxState, call: GetChat) -> ChatFullInfo:
    room = visible_room(state, call.chat_id)
    facts: dict[str, Any] = room.card.model_dump(exclude_none=True)
    pinned = room.messages.get(room.pinned[-1]) if room.pinned else None
    if not room.is_private:
        facts["permissions"] = ChatPermissions(**dict.fromkeys(EVERYTHING, True))
    return ChatFullInfo(
        **facts,
        accent_color_id=0,
        max_reaction_count=11,
        accepted_gift_types=AcceptedGiftTypes(**NO_GIFTS),
        pinned_message=bare(pinned) if pinned is not None else None,
    )


def get_member(state: SandboxState, call: GetChatMember) -> ChatMemberUnion:
    room = visible_room(state, call.chat_id)
    member = room.members.get(call.user_id)
    if member is not None:
        return member
    if call.user_id not in state.people:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return left(state.people[call.user_id].user)


def get_administrators(state: SandboxState, call: GetChatAdministrators) -> list[ChatMemberUnion]:
    room = visible_room(state, call.chat_id)
    if room.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [member for member in room.members.values() if standing(member) in ("creator", "administrator")]


def get_member_count(state: SandboxState, call: GetChatMemberCount) -> int:
    room = visible_room(state, call.chat_id)
    return sum(room.has(user_id) for user_id in room.members)


def leave(state: SandboxState, call: LeaveChat) -> bool:
    room = visible_room(state, call.chat_id)
    if room.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    change_member(state, room, state.bot, left(state.bot))
    return True


def get_file(state: SandboxState, call: GetFile) -> File:
    stored = state.files.found(call.file_id)
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.content) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return File(
        file_id=call.file_id,
        file_unique_id=stored.unique_id,
        file_size=len(stored.content),
        file_path=stored.path,
    )


HANDLERS: Handlers = {
    GetChat: get_chat,
    GetChatMember: get_member,
    GetChatAdministrators: get_administrators,
    GetChatMemberCount: get_member_count,
    LeaveChat: leave,
    GetFile: get_file,
}
