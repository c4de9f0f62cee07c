"""One unit through the dispatcher: hear first, then one transaction, then what may be thrown away."""

from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.exceptions import AiogramError
from aiogram.types import Update
from pydantic import ValidationError

from bot.telegram.hearing import Heard, Hearing
from bot.telegram.worker import AfterCommit, Finish
from bot.work.refusing import refuse
from bot.work.turn import House, Turn
from care_rules.errors import CareError
from storage.database import Database
from storage.inbox import Unit

log = structlog.get_logger()


class UnreadableUpdate(ValueError):
    """Telegram sent what aiogram cannot read. Says where, never what: that may be a customer's words."""

    def __init__(self, mistakes: ValidationError) -> None:
        found = mistakes.errors(include_input=False, include_context=False, include_url=False)
        super().__init__("; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in found[:3]))


class Dispatching:
    """Handles the units that the worker takes."""

    def __init__(self, database: Database, house: House, bot: Bot, dispatcher: Dispatcher, hearing: Hearing) -> None:
        self._database, self._house, self._bot = database, house, bot
        self._dispatcher, self._hearing = dispatcher, hearing

    async def handle(self, unit: Unit, finish: Finish) -> AfterCommit | None:
        """Do what the unit asks for. Raises whatever goes wrong, with nothing kept."""
        updates = self._updates(unit)
        heard = await self._hearing.hear(_worded(updates), self._house.clock())
        async with self._database.write() as session:
            turn = Turn(session, self._house.clock(), self._house)
            await self._feed(updates, turn, heard)
            await finish(turn)
        return self._answer_to(updates[0], turn.toast)

    async def refuse(self, unit: Unit, refusal: CareError, finish: Finish) -> AfterCommit | None:
        """Say politely why not, to whoever asked: on the tap if it was one, else in words."""
        update = self._updates(unit)[0]
        log.info("refused", action="refused", key=refusal.key)
        async with self._database.write() as session:
            turn = Turn(session, self._house.clock(), self._house)
            await refuse(turn, refusal, **_where(update))
            await finish(turn)
        return self._answer_to(update, turn.toast)

    def _updates(self, unit: Unit) -> list[Update]:
        try:
            return [Update.model_validate_json(row.payload, context={"bot": self._bot}) for row in unit.rows]
        except ValidationError as mistakes:
            raise UnreadableUpdate(mistakes) from None

    async def _feed(self, updates: list[Update], turn: Turn, heard: Heard) -> None:
        album = [update.message for update in updates if update.message] if len(updates) > 1 else []
        outcome = await self._dispatcher.feed_update(self._bot, updates[0], turn=turn, heard=heard, album=album)
        if outcome is UNHANDLED:
            log.info("no handler", action="unhandled", kind=updates[0].event_type)

    def _answer_to(self, update: Update, toast: str | None) -> AfterCommit | None:
        """A tap is answered so that its button stops turning; nobody misses the answer if it is lost."""
        tap = update.callback_query
        if tap is None:
            return None

        async def answer() -> None:
            try:
                await self._bot.answer_callback_query(tap.id, text=toast[:200] if toast else None)
            except AiogramError as refusal:
                log.info("tap not answered", action="tap_unanswered", why=str(refusal)[:100])

        return answer


def _worded(updates: list[Update]) -> Update:
    """Return the part of an album that carries its words."""
    return next((one for one in updates if one.message and (one.message.text or one.message.caption)), updates[0])


def _where(update: Update) -> dict[str, Any]:
    """Return the chat, the topic and the person that a refusal is for."""
    tap = update.callback_query
    if tap is not None:
        chat = tap.message.chat.id if tap.message else tap.from_user.id
        return {"chat_id": chat, "topic": None, "tapped": True, "telegram_id": tap.from_user.id}
    message = update.message or update.edited_message
    if message is None:
        return {"chat_id": None, "topic": None, "tapped": False, "telegram_id": None}
    person = message.from_user.id if message.from_user else None
    return {
        "chat_id": message.chat.id,
        "topic": message.message_thread_id if message.is_topic_message else None,
        "tapped": False,
        "telegram_id": person,
    }
