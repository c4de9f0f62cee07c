"""Every move of a case is made here: the law is asked, and an event is written with who, when and why."""

from dataclasses import dataclass
from typing import Any

from bot.work.errors import CaseGone
from bot.work.said import Agent
from bot.work.turn import Turn
from care_rules.cases import Actor, CaseState, Move, after
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


def move(turn: Turn, case: CareCase, made: Move, by: By, why: str | None = None) -> None:
    """Make the move, or leave the case as it is.

    Raises:
        IllegalMove: if the law does not allow it.
    """
    before = case.state
    case.state = after(before, made, by.actor)
    if case.state == CaseState.closed:
        case.closed_at = turn.now
    event = note(turn, case, made.value, by, why)
    event.from_state, event.to_state = before, case.state


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
