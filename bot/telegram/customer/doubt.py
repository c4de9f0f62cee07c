"""What nobody is sure of: two readings, none, or several requests in one message."""

from typing import Any

from aiogram.dispatcher.event.handler import CallableObject
from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram.customer.intents import COURTESIES, STARTS
from bot.telegram.hearing import Heard
from bot.work.cases import adding, asking, doubting, talking, unclear
from bot.work.errors import StaleButton
from bot.work.improving import reviewing
from bot.work.said import Said
from bot.work.turn import Turn
from nlu.cleaning import clean
from nlu.reading import READ, Request
from storage import cases
from storage.tables import Conversation, Customer, ReviewWhy

_FIRST = {"emergency": 0, "ask_question": 1, "ask_product": 1}
_WHOEVER_TALKS = {"emergency", "stop_care"}


class AsksForSeveral(BaseFilter):
    """More than one request in one message."""

    async def __call__(self, _: Message, heard: Heard) -> bool:
        return heard.phrase is None and heard.reading is not None and len(heard.reading.requests) > 1


async def several(
    event: Message, turn: Turn, customer: Customer, talk: Conversation, said: Said, heard: Heard, **parts: Any
) -> None:
    """Each request is heard as if it had come alone; whoever talks with the customer hears them all together."""
    asked = _asked(heard)
    if talking.human_talks(talk, turn) and not any(request.intent in _WHOEVER_TALKS for request in asked):
        await asking.pass_on(turn, customer, said)
        return
    for request in asked:
        words = said if len(asked) == 1 and heard.found_for(request.text) is None else said.part(request.text)
        given = {"turn": turn, "customer": customer, "talk": talk, "said": words, "heard": heard.about(request)}
        await CallableObject(STARTS[request.intent]).call(event, **{**parts, **given})


def _asked(heard: Heard) -> list[Request]:
    """Return what is asked for, each thing once: danger first, then what can be answered at once.

    A hello or a thank-you beside something that matters asks for nothing.
    """
    assert heard.reading is not None
    known = [request for request in heard.reading.requests if request.intent in STARTS]
    matters = [request for request in known if request.intent not in COURTESIES] or known[:1]
    once: dict[tuple[str, str], Request] = {}
    for request in matters:
        found = heard.found_for(request.text)
        page = found.slug if found is not None and found.sure else ""
        before = once.get((request.intent, page))
        if before is None:
            once[request.intent, page] = request
        elif not page:
            once[request.intent, page] = Request(request.intent, f"{before.text}\n{request.text}")
    return sorted(once.values(), key=lambda request: _FIRST.get(request.intent, 2))


async def not_understood(
    _: object, turn: Turn, customer: Customer, talk: Conversation, said: Said, heard: Heard
) -> None:
    """To whoever talks already; else to the open case; else offer two readings, or ask once, then bring in a human."""
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    reading = heard.reading
    if reading is not None and reading.why_not in READ:
        await reviewing.note(turn, customer, said.text, reading, ReviewWhy.unsure)
    open_cases = [case for case in await cases.open_of(turn.session, customer.id or 0) if adding.takes_words(case)]
    if open_cases or heard.machine_down:
        await unclear.hand_over(turn, customer, talk, said)
    elif reading is not None and reading.two is not None and all(score.name in STARTS for score in reading.two):
        await doubting.offer(turn, customer, talk, said, reading, heard.found_for(said.text))
    else:
        await unclear.ask_again(turn, customer, talk, said)


async def meant(
    event: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, intent: str, **parts: Any
) -> None:
    """The customer says which of two readings was meant: it is done as if it had been read.

    Raises:
        StaleButton: if that was not offered for what is in doubt now.
    """
    doubted = doubting.settle(talk)
    if doubted is None:
        raise StaleButton
    said, reading, found = doubted
    if intent == doubting.SOMETHING_ELSE:
        await unclear.ask_again(turn, customer, talk, said, key="rephrase-else")
        return
    if intent not in [score.name for score in reading.intents]:
        raise StaleButton
    await reviewing.note(turn, customer, said.text, reading, ReviewWhy.chosen, right=intent)
    heard = Heard.chosen(reading, intent, {clean(said.text): found} if found is not None else {})
    given = {**parts, "turn": turn, "customer": customer, "talk": talk, "said": said, "heard": heard}
    await CallableObject(STARTS[intent]).call(event, **given)
