"""What nobody is sure of: two readings, none, or several requests in one message."""

from typing import Any

from aiogram.dispatcher.event.handler import CallableObject
from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram.customer.intents import STARTS
from bot.telegram.hearing import Heard
from bot.work.cases import adding, doubting, talking, unclear
from bot.work.errors import StaleButton
from bot.work.improving import reviewing
from bot.work.said import Said
from bot.work.turn import Turn
from nlu.reading import READ
from storage import cases
from storage.tables import Conversation, Customer, ReviewWhy


class AsksForSeveral(BaseFilter):
    """More than one request in one message."""

    async def __call__(self, _: Message, heard: Heard) -> bool:
        return heard.phrase is None and heard.reading is not None and len(heard.reading.requests) > 1


async def several(event: Message, said: Said, heard: Heard, **parts: Any) -> None:
    """Each request is heard as if it had come alone; what can be answered at once comes first."""
    assert heard.reading is not None
    asked = sorted(heard.reading.requests, key=lambda request: request.intent not in ("ask_question", "ask_product"))
    for request in asked:
        given = {**parts, "said": said.part(request.text), "heard": heard.about(request)}
        await CallableObject(STARTS[request.intent]).call(event, **given)


async def not_understood(
    _: object, turn: Turn, customer: Customer, talk: Conversation, said: Said, heard: Heard
) -> None:
    """To whoever talks already; else to the open case; else offer two readings, or ask once, then bring in a human."""
    if heard.reading is not None and heard.reading.why_not in READ:
        await reviewing.note(turn, customer, said.text, heard.reading, ReviewWhy.unsure)
    open_cases = [case for case in await cases.open_of(turn.session, customer.id or 0) if adding.takes_words(case)]
    two = heard.reading.two if heard.reading is not None else None
    if talking.human_talks(talk, turn) or open_cases or heard.machine_down:
        await unclear.hand_over(turn, customer, talk, said)
    elif two is not None:
        await doubting.offer(turn, customer, talk, said, two)
    else:
        await unclear.ask_again(turn, customer, talk, said)


async def meant(
    event: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, intent: str, **parts: Any
) -> None:
    """The customer says which of two readings was meant: it is done as if it had been read."""
    doubted = doubting.settle(talk)
    if doubted is None:
        raise StaleButton
    said, reading = doubted
    if intent not in STARTS:
        await unclear.ask_again(turn, customer, talk, said)
        return
    await reviewing.note(turn, customer, said.text, reading, ReviewWhy.chosen, right=intent)
    heard = Heard.chosen(reading, intent)
    given = {**parts, "turn": turn, "customer": customer, "talk": talk, "said": said, "heard": heard}
    await CallableObject(STARTS[intent]).call(event, **given)
