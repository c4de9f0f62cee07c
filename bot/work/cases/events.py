"""What happens to a case is written down: who, when, what and why."""

from dataclasses import dataclass
from typing import Any

from bot.work.errors import CaseGone, MergedAway
from bot.work.said import Agent
from bot.work.turn import Turn
from care_rules.case_numbers import number_of
from care_rules.cases import OPEN_STATES, Actor
from care_rules.errors import IllegalMove
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


def must_live(case: CareCase) -> None:
    """Go on only with a case that does not live on in another.

    Raises:
        MergedAway: if it does.
    """
    if case.merged_into is not None:
        raise MergedAway(number=case.number, into=number_of(case.merged_into))


def must_be_open(case: CareCase, what: str) -> None:
    """Go on only with a case about which there is something left to do; `what` is what was wanted.

    Raises:
        MergedAway: if it lives on in another.
        IllegalMove: if it is over.
    """
    must_live(case)
    if case.state not in OPEN_STATES:
        raise IllegalMove(state=case.state, move=what)


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
