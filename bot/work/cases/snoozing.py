"""A case that need not be looked at for a while: it comes back by itself, or when the customer writes."""

from datetime import datetime, timedelta

from bot.words.times import When
from bot.work import people, staffroom
from bot.work.cases import card
from bot.work.cases.events import BOT, agent_of, must_be_open, note
from bot.work.cases.promising import follow
from bot.work.errors import StaleButton
from bot.work.people import Person
from bot.work.said import Agent
from bot.work.spans import moment_in
from bot.work.turn import Turn
from care_rules.roles import Role
from care_rules.working_hours import opens_at
from storage.tables import CareCase, Customer

SNOOZED, WOKEN = "snoozed", "woken"
_SOON = timedelta(hours=2)
_LATER = timedelta(days=3)


async def snooze(turn: Turn, customer: Customer, agent: Agent, case: CareCase, words: str) -> None:
    """Let the case rest until then: "2h", "17:30", "2026-12-24".

    Raises:
        NoSuchSpan: if the words are no time ahead.
    """
    await _rest(turn, customer, agent, case, moment_in(words, turn.now, turn.house.company.zone))


async def snooze_for(turn: Turn, customer: Customer, agent: Agent, case: CareCase, choice: str) -> None:
    """Let the case rest, as a button says: two hours, until the desk opens next, or three days.

    Raises:
        StaleButton: if there is no such choice.
    """
    choices = {"soon": turn.now + _SOON, "next": _next_opening(turn), "later": turn.now + _LATER}
    if choice not in choices:
        raise StaleButton
    await _rest(turn, customer, agent, case, choices[choice])


async def wake(turn: Turn, customer: Customer, case: CareCase) -> bool:
    """Bring the case back if its rest is over, and call whoever has it; whether it was so."""
    if case.snoozed_until is None or case.snoozed_until >= turn.now:
        return False
    case.snoozed_until = None
    note(turn, case, WOKEN, BOT)
    called = [Person(case.agent_id, case.agent_name or "", Role.agent)] if case.agent_id is not None else []
    text = turn.house.words.text("staff-woken", staffroom.LANGUAGE, number=case.number, name=customer.known_as)
    text, entities = people.calling(called, text)
    await staffroom.tell(turn, customer, text, entities=entities)
    return True


async def _rest(turn: Turn, customer: Customer, agent: Agent, case: CareCase, until: datetime) -> None:
    must_be_open(case, SNOOZED)
    case.snoozed_until = until
    note(turn, case, SNOOZED, agent_of(agent)).until = until
    await follow(turn, case)
    await card.refresh(turn, customer, case)
    when = When(until, turn.now, turn.house.company.zone)
    turn.toast = turn.house.words.text("toast-snoozed", staffroom.LANGUAGE, number=case.number, until=when)


def _next_opening(turn: Turn) -> datetime:
    """Return when the desk opens on another day than today."""
    desk = turn.house.book.desk
    midnight = moment_in("00:00", turn.now, desk.time_zone)
    return opens_at(midnight, desk.working_hours)
