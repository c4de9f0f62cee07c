"""Somebody has died: until a day that staff name, nothing cheerful is written of our own accord."""

from datetime import timedelta

from bot.words.times import When
from bot.work.outreach import planning
from bot.work.outreach.withdrawing import withdraw
from bot.work.said import Agent
from bot.work.spans import moment_in
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from storage.tables import Customer

USUALLY = timedelta(days=60)
OVER = "off"


async def leave_in_peace(turn: Turn, customer: Customer, agent: Agent, words: str) -> None:
    """Leave the customer in peace for as long as `words` say ("30d", a date), two months if they say nothing.

    Raises:
        NoSuchSpan: if that is no time ahead.
    """
    written = words.strip().casefold()
    if written == OVER:
        customer.bereaved_until = None
        await planning.replan(turn, customer)
        await tell_key(turn, customer, "staff-bereaved-over", name=customer.known_as, agent=agent.name)
        return
    zone = turn.house.company.zone
    until = moment_in(written, turn.now, zone) if written else turn.now + USUALLY
    customer.bereaved_until = until
    await withdraw(turn, customer)
    told = When(until, turn.now, zone)
    await tell_key(turn, customer, "staff-bereaved", name=customer.known_as, agent=agent.name, until=told)
