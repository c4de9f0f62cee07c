"""Somebody has died: for a while, or until a day that staff name, nothing cheerful is written of our own accord."""

from datetime import datetime, timedelta

from bot.words.losses import tells_of_a_death
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


async def listen(turn: Turn, customer: Customer, text: str) -> None:
    """Hear it when the customer tells of a death: leave them in peace, and let staff know, who may know better."""
    is_left = customer.bereaved_until is not None and turn.now < customer.bereaved_until
    if is_left or not tells_of_a_death(text):
        return
    until = await _leave(turn, customer, turn.now + USUALLY)
    await tell_key(turn, customer, "staff-bereaved-heard", name=customer.known_as, until=until)


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
    told = await _leave(turn, customer, until)
    await tell_key(turn, customer, "staff-bereaved", name=customer.known_as, agent=agent.name, until=told)


async def _leave(turn: Turn, customer: Customer, until: datetime) -> When:
    customer.bereaved_until = until
    await withdraw(turn, customer)
    return When(until, turn.now, turn.house.company.zone)
