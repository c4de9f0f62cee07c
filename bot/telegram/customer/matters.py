"""Words that open a case, belong to one, or ask after one."""

from collections.abc import Sequence

from aiogram.types import Message

from bot.telegram.hearing import Heard
from bot.telegram.reading import said_in
from bot.work import flood as flooding
from bot.work.cases import (
    adding,
    asking,
    emergencies,
    going_on,
    intake,
    requesting,
    returning,
    shop_answers,
    status,
    talking,
    unclear,
)
from bot.work.cases.opening import open_case
from bot.work.said import Said
from bot.work.turn import Turn
from care_rules.case_numbers import id_of, numbers_in
from care_rules.cases import CaseKind
from storage import cases
from storage.tables import Conversation, Customer


async def complaint(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said, heard: Heard) -> None:
    """Open a case and promise a time; with a case open, the words go to it."""
    unclear.forget(talk)
    if talk.awaiting != intake.DETAIL:
        talk.awaiting = None
    if not await going_on.add(turn, customer, talk, said, heard.reading):
        await open_case(turn, customer, CaseKind.complaint, said, reading=heard.reading)


async def request(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said, heard: Heard) -> None:
    """What the shop's data answers, else a colleague has to do or look up."""
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    unclear.forget(talk)
    if not await shop_answers.answer(turn, customer, talk, said, heard.reading):
        await requesting.request(turn, customer, talk, said, heard.reading)


async def suggestion(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said, heard: Heard) -> None:
    """Feedback is a case of its own, beside whatever else is open."""
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    unclear.forget(talk)
    await open_case(turn, customer, CaseKind.suggestion, said, reading=heard.reading)


async def more(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said, heard: Heard) -> None:
    """More about something reported before; what was resolved last hears it too, and is not reopened by it."""
    unclear.forget(talk)
    if await going_on.add(turn, customer, talk, said, heard.reading):
        return
    known = await cases.living_of(turn.session, customer.id or 0)
    living = [case for case in known if case.kind != CaseKind.suggestion]
    if living:
        await adding.add(turn, customer, talk, living[0], said)
    else:
        await open_case(turn, customer, CaseKind.question, said, answer="opened-more", reading=heard.reading)


async def still_broken(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said, heard: Heard) -> None:
    unclear.forget(talk)
    await returning.not_fixed(turn, customer, talk, said, heard.reading)


async def confirm_fixed(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    await returning.fixed(turn, customer)


async def emergency(_: object, turn: Turn, customer: Customer, said: Said, heard: Heard, flood: bool = False) -> None:
    await emergencies.report(turn, customer, said, reading=heard.reading, answered=flood)


async def talk_to_human(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    await asking.for_a_human(turn, customer, talk, said)


async def case_status(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said, heard: Heard) -> None:
    """Where things stand; a case number in the words picks that case. A human who talks is asked, not the bot."""
    if heard.phrase is None and talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    asked = [id_of(number) for number in numbers_in(said.text)] or [id_of(said.text)]
    await status.tell(turn, customer, [number for number in asked if number is not None])


async def too_many(
    message: Message, turn: Turn, customer: Customer, talk: Conversation, album: Sequence[Message]
) -> None:
    await flooding.keep(turn, customer, talk, said_in(message, album))
