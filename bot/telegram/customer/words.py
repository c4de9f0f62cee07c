"""Free text: what each intention starts."""

from collections.abc import Sequence

from aiogram.types import Message

from bot.telegram.hearing import Heard
from bot.telegram.reading import said_in
from bot.work import flood as flooding
from bot.work.buttons import Button, row, tap
from bot.work.cases import adding, asking, emergencies, opening, status, talking, unclear
from bot.work.customers.knowing import address
from bot.work.outreach import stopping
from bot.work.saying import say
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from care_rules.case_numbers import id_of, numbers_in
from care_rules.cases import CaseKind
from storage import cases
from storage.tables import CareCase, Conversation, Customer


async def complaint(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """Open a case and promise a time; with a case open, the words go to it."""
    await _new_or_more(message, turn, customer, talk, CaseKind.complaint)


async def question(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    await _new_or_more(message, turn, customer, talk, CaseKind.question)


async def suggestion(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """Feedback is a case of its own, beside whatever else is open."""
    said = said_in(message)
    await unclear.forget(talk)
    if not talking.human_talks(talk, turn):
        await opening.open_case(turn, customer, CaseKind.suggestion, said)
        return
    await _during_talk(turn, customer, message)


async def emergency(message: Message, turn: Turn, customer: Customer, album: Sequence[Message], flood: bool) -> None:
    await emergencies.report(turn, customer, said_in(message, album), answered=flood)


async def talk_to_human(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    await asking.for_a_human(turn, customer, talk, said_in(message))


async def case_status(message: Message, turn: Turn, customer: Customer) -> None:
    """Where things stand; a case number in the words picks that case."""
    text = message.text or ""
    asked = [id_of(number) for number in numbers_in(text)] or [id_of(text)]
    await status.tell(turn, customer, [number for number in asked if number is not None])


async def stop_care(_: Message, turn: Turn, customer: Customer, flood: bool) -> None:
    if not flood or customer.stopped_at is None:
        await stopping.stop(turn, customer)


async def praise(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """Thank for it, and let the team read it."""
    if talking.human_talks(talk, turn):
        await _during_talk(turn, customer, message)
        return
    await tell_key(turn, customer, "staff-praise", name=customer.known_as, said=message.text or "")
    await say(turn, customer, "praise")


async def small_talk(message: Message, turn: Turn, customer: Customer, talk: Conversation, heard: Heard) -> None:
    """Greetings, thanks and goodbyes: a friendly word, and no case is opened, reopened or changed."""
    if talking.human_talks(talk, turn):
        await _during_talk(turn, customer, message)
        return
    await say(turn, customer, f"talk-{heard.intent}", **address(turn, customer))


async def out_of_scope(message: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """Say what the bot can do, and offer a person."""
    if talking.human_talks(talk, turn):
        await _during_talk(turn, customer, message)
        return
    await say(turn, customer, "out-of-scope", buttons=(row(Button("button-human", tap("human"))),))


async def not_understood(message: Message, turn: Turn, customer: Customer, talk: Conversation, heard: Heard) -> None:
    """To whoever talks already; else to the open case; else ask once, then bring in a human."""
    said = said_in(message)
    open_cases = [case for case in await _open(turn, customer) if adding.takes_words(case)]
    if talking.human_talks(talk, turn) or open_cases or heard.machine_down:
        await unclear.hand_over(turn, customer, talk, said)
    else:
        await unclear.ask_again(turn, customer, talk, said)


async def too_many(
    message: Message, turn: Turn, customer: Customer, talk: Conversation, album: Sequence[Message]
) -> None:
    await flooding.keep(turn, customer, talk, said_in(message, album))


async def _new_or_more(message: Message, turn: Turn, customer: Customer, talk: Conversation, kind: CaseKind) -> None:
    said = said_in(message)
    await unclear.forget(talk)
    talk.awaiting = None
    open_cases = [case for case in await _open(turn, customer) if adding.takes_words(case)]
    if open_cases:
        await adding.add(turn, customer, talk, open_cases[0], said)
    else:
        await opening.open_case(turn, customer, kind, said)


async def _during_talk(turn: Turn, customer: Customer, message: Message) -> None:
    await asking.pass_on(turn, customer, said_in(message))


async def _open(turn: Turn, customer: Customer) -> list[CareCase]:
    assert customer.id is not None
    return await cases.open_of(turn.session, customer.id)
