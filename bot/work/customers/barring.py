"""Somebody who abuses the desk is shut out by a lead: they are told, once a day, and nothing of theirs is read."""

from datetime import timedelta

from bot.work.outreach import planning
from bot.work.outreach.withdrawing import withdraw
from bot.work.said import Agent
from bot.work.saying import say
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from care_rules.roles import Role, check
from storage.tables import Conversation, Customer

_TOLD_EVERY = timedelta(days=1)
_TOLD_AT = "barred_told_at"


async def bar(turn: Turn, customer: Customer, agent: Agent, why: str) -> None:
    """Shut the customer out. Their open cases stay as they are.

    Raises:
        NotAllowed: if the agent is no lead.
    """
    check(agent.role, Role.lead)
    if customer.barred_at is None:
        customer.barred_at = turn.now
        await withdraw(turn, customer)
    await tell_key(turn, customer, "staff-barred", name=customer.known_as, agent=agent.name, why=why or "none")


async def let_in(turn: Turn, customer: Customer, agent: Agent) -> None:
    """Let the customer in again.

    Raises:
        NotAllowed: if the agent is no lead.
    """
    check(agent.role, Role.lead)
    customer.barred_at = None
    await planning.replan(turn, customer)
    await tell_key(turn, customer, "staff-let-in", name=customer.known_as, agent=agent.name)


async def turn_away(turn: Turn, customer: Customer, talk: Conversation, *, emergency: bool) -> None:
    """Answer somebody who is shut out: in an emergency always, with whom to call; else once a day."""
    told_at = talk.about.get(_TOLD_AT)
    if not emergency and told_at is not None and turn.now.timestamp() - told_at < _TOLD_EVERY.total_seconds():
        return
    talk.about = talk.about | {_TOLD_AT: turn.now.timestamp()}
    company = turn.house.company
    key = "barred-emergency" if emergency else "barred"
    await say(turn, customer, key, emergency_number=company.emergency_number, hotline=company.hotline or "none")
