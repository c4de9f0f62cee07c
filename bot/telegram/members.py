"""Who is in the staff group: Telegram is asked about those it has not told us of."""

from collections.abc import Callable
from datetime import datetime

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import ChatMemberRestricted, ChatMemberUnion, User

from storage import house
from storage.database import Database
from storage.tables import StaffMember

log = structlog.get_logger()


async def learn_leads(bot: Bot, database: Database, clock: Callable[[], datetime]) -> None:
    """Note the staff group's owner and administrators, who are called when a promise is missed."""
    async with database.read() as session:
        group = await house.staff_group(session)
    found = await administrators_of(bot, group, clock()) if group is not None else ()
    async with database.write() as session:
        for member in found:
            await house.see_member(session, member)


async def administrators_of(bot: Bot, chat_id: int, now: datetime) -> tuple[StaffMember, ...]:
    """Ask for the group's owner and administrators; none where Telegram does not tell us."""
    try:
        found = await bot.get_chat_administrators(chat_id)
    except (TelegramBadRequest, TelegramForbiddenError) as refusal:
        log.info("administrators not found", action="administrators_unknown", why=str(refusal)[:100])
        return ()
    return tuple(as_seen(chat_id, member, now) for member in found if not member.user.is_bot)


async def member_of(bot: Bot, chat_id: int, user: User, now: datetime) -> StaffMember | None:
    """Ask about one person; None where Telegram does not know them there."""
    try:
        found = await bot.get_chat_member(chat_id, user.id)
    except (TelegramBadRequest, TelegramForbiddenError) as refusal:
        log.info("member not found", action="member_unknown", why=str(refusal)[:100])
        return None
    return as_seen(chat_id, found, now)


def as_seen(chat_id: int, member: ChatMemberUnion, now: datetime) -> StaffMember:
    """Return what is kept of a person in a group. Somebody restricted counts as in it only while they are."""
    out = isinstance(member, ChatMemberRestricted) and not member.is_member
    status = "left" if out else str(member.status)
    name = member.user.full_name[:64]
    return StaffMember(chat_id=chat_id, telegram_id=member.user.id, name=name, status=status, seen_at=now)
