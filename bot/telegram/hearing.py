"""Before the transaction: who speaks, what do their words mean, are they staff. Nothing is written here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog
from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import ChatMemberRestricted, ChatMemberUnion, Message, Update, User

from bot.words.phrases import exact
from nlu.reading import Reading, WhyNot
from storage import house
from storage.database import Database
from storage.tables import StaffMember

log = structlog.get_logger()


@dataclass(frozen=True)
class Heard:
    """What was found out. `member` is Telegram's word on who wrote in a group, where it had to be asked for."""

    reading: Reading | None = None
    phrase: str | None = None
    member: StaffMember | None = None

    @property
    def intent(self) -> str | None:
        """What is meant: an exact phrase counts, whatever a machine says, and even when there is none."""
        return self.phrase or (self.reading.intent if self.reading else None)

    @property
    def machine_down(self) -> bool:
        """Whether nobody could read the words, which is not the same as their being unclear."""
        return self.reading is None or self.reading.why_not not in (None, WhyNot.UNSURE, WhyNot.EMPTY)


class Reader(Protocol):
    """Reads free text; never raises."""

    async def read(self, text: str) -> Reading: ...


class Hearing:
    """Reads free text and looks staff up, with no transaction open."""

    def __init__(self, database: Database, bot: Bot, reader: Reader) -> None:
        self._database, self._bot, self._reader = database, bot, reader

    async def hear(self, update: Update, now: datetime) -> Heard:
        """Find out what has to be known before work begins."""
        message = update.message
        if message is not None and message.chat.type == ChatType.PRIVATE:
            return await self._words(message)
        speaker = _speaker(update)
        return Heard() if speaker is None else Heard(member=await self._member(*speaker, now))

    async def _words(self, message: Message) -> Heard:
        text = message.text or message.caption
        if not text or text.startswith("/") or message.forward_origin is not None:
            return Heard()
        phrase = exact(text)
        if phrase is not None:
            return Heard(phrase=phrase)
        return Heard(reading=await self._reader.read(text))

    async def _member(self, chat_id: int, user: User, now: datetime) -> StaffMember | None:
        """Ask Telegram about a person of whom we do not know whether they are in the group."""
        async with self._database.read() as session:
            if await house.member(session, chat_id, user.id) is not None:
                return None
        try:
            found = await self._bot.get_chat_member(chat_id, user.id)
        except (TelegramBadRequest, TelegramForbiddenError) as refusal:
            log.info("member not found", action="member_unknown", why=str(refusal)[:100])
            return None
        return StaffMember(
            chat_id=chat_id, telegram_id=user.id, name=user.full_name[:64], status=status_of(found), seen_at=now
        )


def status_of(member: ChatMemberUnion) -> str:
    """Return Telegram's word; somebody restricted counts as in the group only while they are."""
    return "left" if isinstance(member, ChatMemberRestricted) and not member.is_member else str(member.status)


def _speaker(update: Update) -> tuple[int, User] | None:
    """Return the group and the person who wrote or pressed something in it."""
    tap, message = update.callback_query, update.message
    if tap is not None and tap.message is not None and tap.message.chat.type != ChatType.PRIVATE:
        return tap.message.chat.id, tap.from_user
    if message is not None and message.from_user is not None and not message.from_user.is_bot:
        return message.chat.id, message.from_user
    return None
