"""Questions that a knowledge page may answer."""

from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram.hearing import Heard
from bot.work.cases import answers, asking, shop_answers, talking, unclear
from bot.work.said import Said
from bot.work.turn import Turn
from storage.tables import Conversation, Customer


class AfterAnAnswer(BaseFilter):
    """The bot has just answered from a page, or offered a colleague, and no human has come in between."""

    async def __call__(self, _: Message, talk: Conversation, turn: Turn) -> bool:
        return answers.stands(talk, turn.now) and not talking.human_talks(talk, turn)


async def question(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said, heard: Heard) -> None:
    """Answer from a page; else say that there is no answer, and offer a colleague."""
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    unclear.forget(talk)
    await answers.answer(turn, customer, talk, said, heard.reading, heard.found_for(said.text))


async def product_question(
    _: object, turn: Turn, customer: Customer, talk: Conversation, said: Said, heard: Heard
) -> None:
    """Answer from the catalogue or a page; what neither knows is for a colleague to look up."""
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    unclear.forget(talk)
    if await shop_answers.about_product(turn, customer, talk, said, heard.reading):
        return
    await answers.answer_or_request(turn, customer, talk, said, heard.reading, heard.found_for(said.text))


async def about_the_answer(_: object, turn: Turn, customer: Customer, talk: Conversation, heard: Heard) -> None:
    """Yes or no in the customer's own words, soon after an answer."""
    await answers.replied(turn, customer, talk, yes=heard.intent == "affirm")


async def helped(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, slug: str) -> None:
    await answers.helped(turn, customer, talk, slug)


async def not_helped(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, slug: str) -> None:
    await answers.not_helped(turn, customer, talk, slug)
