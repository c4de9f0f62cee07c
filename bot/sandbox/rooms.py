"""Chats as the sandbox keeps them: members, topics, messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aiogram.enums import ChatMemberStatus
from aiogram.types import Chat, Message, User
from aiogram.types.chat_member_union import ChatMemberUnion

from bot.sandbox.numbers import Numbering

GROUP_TYPES = ("group", "supergroup")
PRESENT = ("creator", "administrator", "member", "restricted")


def standing(member: ChatMemberUnion) -> str:
    """`creator`, `administrator`, `member`, `restricted`, `left` or `kicked`, as plain text."""
    return ChatMemberStatus(member.status).value


@dataclass
class Person:
    user: User
    staff: bool = False
    started: bool = False
    blocked: bool = False


@dataclass
class Topic:
    """A forum topic. Its id is the message id of the service message that opened it."""

    thread_id: int
    name: str
    icon_color: int
    icon_custom_emoji_id: str | None = None
    closed: bool = False


@dataclass
class Room:
    """One chat. Private chats and basic groups share one numbering of messages; a supergroup has its own."""

    id: int
    type: str
    numbering: Numbering
    title: str | None = None
    person: Person | None = None
    is_forum: bool = False
    members: dict[int, ChatMemberUnion] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    reactions: dict[int, dict[int, list[Any]]] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    keyboard: dict[str, Any] | None = None
    migrated_to: int | None = None

    def __post_init__(self) -> None:
        self.card = self._card()

    def _card(self) -> Chat:
        if self.person is not None:
            user = self.person.user
            return Chat(
                id=self.id,
                type=self.type,
                first_name=user.first_name,
                last_name=user.last_name,
                username=user.username,
            )
        return Chat(id=self.id, type=self.type, title=self.title, is_forum=True if self.is_forum else None)

    @property
    def is_private(self) -> bool:
        return self.type == "private"

    @property
    def noun(self) -> str:
        return "supergroup chat" if self.type == "supergroup" else "group chat"

    def status_of(self, user_id: int) -> str:
        member = self.members.get(user_id)
        return standing(member) if member else "left"

    def has(self, user_id: int) -> bool:
        return self.status_of(user_id) in PRESENT

    def may(self, user_id: int, right: str) -> bool:
        member = self.members.get(user_id)
        if member is None:
            return False
        return standing(member) == "creator" or bool(getattr(member, right, False))
