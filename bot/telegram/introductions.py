"""Middleware: every handler gets the customer, the conversation or the agent it is about, by parameter name."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import Chat, Message, TelegramObject, Update, User

from bot.telegram.hearing import Heard
from bot.telegram.reading import said_in
from bot.words.seen import is_blank
from bot.work import flood
from bot.work.customers import bereavement, knowing, languages
from bot.work.customers.knowing import Names
from bot.work.said import Agent
from bot.work.turn import Turn
from care_rules.roles import Role
from storage import customers, house, roster
from storage.tables import StaffMember

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


@dataclass(frozen=True)
class GroupRole:
    """What the group is to us, and what the person who acts is in it."""

    chat_id: int
    is_staff_group: bool
    is_member: bool
    is_owner: bool = False


class Introductions(BaseMiddleware):
    """Adds `customer` and `talk` in a private chat; `role`, `agent` and (in a topic) `customer` in a group."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Update)
        turn: Turn = data["turn"]
        chat, user = data.get("event_chat"), data.get("event_from_user")
        if isinstance(chat, Chat) and chat.type != ChatType.PRIVATE:
            data.update(await _group(turn, event, chat, user, data["heard"]))
        elif isinstance(user, User):
            data.update(await _private(turn, event, user, data["heard"], data["album"]))
        else:
            return None
        return await handler(event, data)


async def _private(turn: Turn, event: Update, user: User, heard: Heard, album: Sequence[Message]) -> dict[str, Any]:
    if event.my_chat_member is not None:
        return {"customer": await customers.by_telegram_id(turn.session, user.id, lock=True)}
    customer = await knowing.meet(turn, user.id, _names_of(user), user.language_code)
    talk = await customers.conversation(turn.session, customer.id or 0)
    message = event.message
    if message is None:
        return {"customer": customer, "talk": talk, "flood": False}
    said = said_in(message, album)
    languages.notice(customer, said.text, heard.reading)
    await bereavement.listen(turn, customer, said.text)
    return {"customer": customer, "talk": talk, "said": said, "flood": flood.count(talk, message.date)}


def _names_of(user: User) -> Names:
    if is_blank(user.full_name) and user.username:
        return Names(f"@{user.username}", f"@{user.username}")
    return Names(user.first_name, user.full_name)


async def _group(turn: Turn, event: Update, chat: Chat, user: User | None, heard: Heard) -> dict[str, Any]:
    for member in heard.members:
        await house.see_member(turn.session, member)
    is_staff_group = await house.staff_group(turn.session) == chat.id
    known = await house.member(turn.session, chat.id, user.id) if user else None
    sender = event.message.sender_chat if event.message else None
    anonymous_admin = sender is not None and sender.id == chat.id
    is_member = anonymous_admin or (known is not None and known.status in house.IN_GROUP)
    is_owner = known is not None and known.status == "creator"
    topic = _topic_of(event)
    return {
        "role": GroupRole(chat.id, is_staff_group, is_member, is_owner),
        "agent": Agent(user.id, user.first_name[:64], await _role(turn, known, anonymous_admin)) if user else None,
        "customer": await customers.by_topic(turn.session, chat.id, topic) if is_staff_group and topic else None,
    }


async def _role(turn: Turn, known: StaffMember | None, anonymous_admin: bool) -> Role:
    """Return what the roster says, else what Telegram does; behind the group's own name stands an administrator."""
    if anonymous_admin:
        return Role.lead
    return await roster.role_in(turn.session, known) if known is not None else Role.agent


def _topic_of(event: Update) -> int | None:
    message = event.message or event.edited_message
    if message is None and event.callback_query is not None:
        return getattr(event.callback_query.message, "message_thread_id", None)
    return message.message_thread_id if message else None
