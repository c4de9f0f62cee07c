"""Before the transaction: who speaks, what do their words mean, are they staff. Nothing is written here."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.types import Message, Update, User
from sqlalchemy.ext.asyncio import AsyncSession

from bot.telegram.members import administrators_of, member_of
from bot.words.phrases import exact
from bot.work.turn import Company
from nlu.answers import Finder, Found
from nlu.cleaning import clean
from nlu.entities import Where, find
from nlu.reading import READ, Reading, Request, Score
from storage import catalogue, customers, house
from storage.database import Database
from storage.tables import StaffMember

_CATALOGUE_HOLDS = 10.0  # seconds
_ANSWERED_BY_PAGES = ("ask_question", "ask_product")


@dataclass(frozen=True)
class Heard:
    """What was found out. `found` are the knowledge pages for what was asked, by the words that asked it, cleaned.

    `members` is Telegram's word on who is in a group, where it had to be asked for.
    """

    reading: Reading | None = None
    phrase: str | None = None
    members: tuple[StaffMember, ...] = ()
    found: Mapping[str, Found] = field(default_factory=dict)

    @property
    def intent(self) -> str | None:
        """What is meant: an exact phrase counts, whatever a machine says, and even when there is none."""
        return self.phrase or (self.reading.intent if self.reading else None)

    @property
    def machine_down(self) -> bool:
        """Whether nobody could read the words, which is not the same as their being unclear."""
        return self.reading is None or self.reading.why_not not in READ

    def found_for(self, text: str) -> Found | None:
        """Return the page for these words, as they were written or as they were read."""
        return self.found.get(clean(text))

    def about(self, request: Request) -> "Heard":
        """Return what was heard, as if this one request had come alone."""
        assert self.reading is not None
        intents = (Score(request.intent, self.reading.intents[0].confidence),)
        return replace(self, reading=replace(self.reading, intents=intents, requests=(request,)))

    @classmethod
    def chosen(cls, reading: Reading, intent: str, found: Mapping[str, Found]) -> "Heard":
        """Return what a customer meant who was asked which of two readings it was."""
        rest = tuple(score for score in reading.intents if score.name != intent)
        meant = replace(reading, intents=(Score(intent, 1.0), *rest), understood=True, why_not=None)
        return cls(reading=meant, found=found)


class Reader(Protocol):
    """Reads free text; never raises."""

    async def read(self, text: str) -> Reading: ...


class Hearing:
    """Reads free text and looks staff up, with no transaction open."""

    def __init__(self, database: Database, bot: Bot, reader: Reader, pages: Finder | None, company: Company) -> None:
        self._database, self._bot, self._reader = database, bot, reader
        self._pages, self._company = pages, company
        self._catalogue: tuple[float, tuple[str, ...]] | None = None

    async def hear(self, update: Update, now: datetime) -> Heard:
        """Find out what has to be known before work begins."""
        message = update.message
        if message is not None and message.chat.type == ChatType.PRIVATE:
            return await self._words(message, now)
        speaker = _speaker(update)
        return Heard() if speaker is None else Heard(members=await self._members(update, *speaker, now))

    async def _words(self, message: Message, now: datetime) -> Heard:
        text = message.text or message.caption
        if not text or text.startswith("/") or message.forward_origin is not None:
            return Heard()
        phrase = exact(text)
        if phrase is not None:
            return Heard(phrase=phrase)
        reading = await self._reader.read(text)
        if reading.text_sent is None:
            return Heard(reading=reading)
        where = await self._where(message, reading, now)
        return Heard(reading=reading.with_entities(find(text, where)), found=self._answers(reading, where.language))

    async def _where(self, message: Message, reading: Reading, now: datetime) -> Where:
        """Find out in which language and zone the customer speaks of days and sums."""
        async with self._database.read() as session:
            known = await customers.by_telegram_id(session, message.chat.id)
            products = await self._products(session)
        told = known.language if known is not None else (message.from_user and message.from_user.language_code) or "en"
        language = reading.language.name if reading.language is not None else told
        zone = ZoneInfo(known.time_zone) if known is not None and known.time_zone else self._company.zone
        return Where(language, self._company.country, zone, now, products)

    async def _products(self, session: AsyncSession) -> tuple[str, ...]:
        """Return what the catalogue's products are called, as of a short while ago."""
        now = time.monotonic()
        if self._catalogue is None or now - self._catalogue[0] > _CATALOGUE_HOLDS:
            self._catalogue = now, tuple(await catalogue.names(session))
        return self._catalogue[1]

    def _answers(self, reading: Reading, language: str) -> dict[str, Found]:
        """Look for the pages that answer what is asked, or what may be."""
        if self._pages is None:
            return {}
        perhaps = [Request(score.name, reading.text_sent or "") for score in reading.two or ()]
        asked = {one.text for one in (*reading.requests, *perhaps) if one.intent in _ANSWERED_BY_PAGES}
        embedding = reading.embedding if len(reading.requests) <= 1 else b""
        found = {clean(text): self._pages.find(text, language, embedding) for text in asked}
        return {text: page for text, page in found.items() if page is not None}

    async def _members(self, update: Update, chat_id: int, user: User, now: datetime) -> tuple[StaffMember, ...]:
        """Ask Telegram about a person of whom we do not know whether they are in the group; at set-up, who leads it."""
        text = (update.message.text or "") if update.message is not None else ""
        leads = await administrators_of(self._bot, chat_id, now) if text.startswith("/setup") else ()
        async with self._database.read() as session:
            if await house.member(session, chat_id, user.id) is not None:
                return leads
        found = await member_of(self._bot, chat_id, user, now)
        return leads if found is None else (*leads, found)


def _speaker(update: Update) -> tuple[int, User] | None:
    """Return the group and the person who wrote or pressed something in it."""
    tap, message = update.callback_query, update.message
    if tap is not None and tap.message is not None and tap.message.chat.type != ChatType.PRIVATE:
        return tap.message.chat.id, tap.from_user
    if message is not None and message.from_user is not None and not message.from_user.is_bot:
        return message.chat.id, message.from_user
    return None
