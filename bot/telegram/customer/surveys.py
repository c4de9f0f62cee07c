"""Answers to a survey: taps on its buttons, and words where it waits for them."""

from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram.customer.answers import URGENT, passes
from bot.telegram.hearing import Heard
from bot.telegram.reading import number_in
from bot.work.cases import talking
from bot.work.outreach import surveying
from bot.work.said import Said
from bot.work.turn import Turn
from storage.tables import Conversation, Customer


class AnswersSurvey(BaseFilter):
    """Any words where open ones are asked for; else a number of the scale or the words of a button."""

    async def __call__(
        self, message: Message, heard: Heard, talk: Conversation, turn: Turn
    ) -> bool | dict[str, object]:
        if heard.intent in URGENT or talking.human_talks(talk, turn):
            return False
        question = await surveying.waits_for(turn, talk)
        if question is None:
            return False
        skipped = passes(message.text or "", heard)
        return {"skipped": skipped} if skipped or question.written(message.text or "") is not None else False


async def words(_: Message, turn: Turn, customer: Customer, talk: Conversation, said: Said, skipped: bool) -> None:
    if skipped:
        await surveying.skip_open(turn, customer, talk)
    else:
        await surveying.take_words(turn, customer, talk, said)


async def answer(
    _: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, run_id: str, place: str, button: str
) -> None:
    await surveying.press(turn, customer, talk, number_in(run_id), number_in(place), number_in(button))


async def skip(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, run_id: str, place: str) -> None:
    await surveying.skip(turn, customer, talk, number_in(run_id), number_in(place))


async def leave(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, run_id: str) -> None:
    await surveying.leave(turn, customer, talk, number_in(run_id))


async def resume(_: object, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """`/survey`: the question that is open still."""
    await surveying.resume(turn, customer, talk)
