"""What happens to a case is written down: who, when, what and why."""

from dataclasses import dataclass
from typing import Any

from bot.work.errors import CaseGone
from bot.work.said import Agent
from bot.work.turn import Turn
from care_rules.cases import Actor
from storage import cases
from storage.tables import CareCase, CaseEvent, Customer


@dataclass(frozen=True)
class By:
    """Who makes a move."""

    actor: Actor
    telegram_id: int | None = None
    name: str | None = None


BOT = By(Actor.bot)


def customer_of(customer: Customer) -> By:
    return By(Actor.customer, customer.telegram_id, customer.called)


def agent_of(agent: Agent) -> By:
    return By(Actor.staff, agent.telegram_id, agent.name)


async def get(turn: Turn, case_id: int) -> CareCase:
    """Return the case, locked for this transaction.

    Raises:
        CaseGone: if there is none.
    """
    case = await cases.by_id(turn.session, case_id, lock=True)
    if case is None:
        raise CaseGone
    return case


def note(
    turn: Turn,
    case: CareCase,
    what: str,
    by: By,
    why: str | None = None,
    attached: tuple[dict[str, Any], ...] = (),
) -> CaseEvent:
    """Write an event that is not a move, such as words added."""
    assert case.id is not None
    event = CaseEvent(
        case_id=case.id,
        at=turn.now,
        what=what,
        actor=by.actor.value,
        actor_id=by.telegram_id,
        actor_name=by.name,
        why=why,
        attached=list(attached),
    )
    turn.session.add(event)
    return event
