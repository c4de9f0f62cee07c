"""Chat members as aiogram's types have them, and the rights of an administrator."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberOwner,
    User,
)

FOREVER = datetime.fromtimestamp(0, UTC)
RIGHTS = {
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_send_welcome_messages": False,
    "can_pin_messages": True,
    "can_manage_topics": True,
}


def owner(user: User) -> ChatMemberOwner:
    return ChatMemberOwner(user=user, is_anonymous=False)


def member(user: User) -> ChatMemberMember:
    return ChatMemberMember(user=user)


def left(user: User) -> ChatMemberLeft:
    return ChatMemberLeft(user=user)


def banned(user: User) -> ChatMemberBanned:
    return ChatMemberBanned(user=user, until_date=FOREVER)


def administrator(user: User, rights: dict[str, bool] | None = None) -> ChatMemberAdministrator:
    granted: dict[str, Any] = {**RIGHTS, **(rights or {})}
    return ChatMemberAdministrator(user=user, can_be_edited=False, is_anonymous=False, **granted)
