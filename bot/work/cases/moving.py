"""Every move of a case is made here: the law is asked, the event is written, and what is owed is worked out anew."""

from bot.work.cases import promising
from bot.work.cases.events import By, must_live, note
from bot.work.outreach import planning
from bot.work.turn import Turn
from care_rules.cases import OPEN_STATES, CaseState, Move, after
from storage import customers
from storage.tables import CareCase


async def move(turn: Turn, case: CareCase, made: Move, by: By, why: str | None = None) -> None:
    """Make the move, or leave the case as it is.

    Raises:
        MergedAway: if it lives on in another case.
        IllegalMove: if the law does not allow it.
    """
    must_live(case)
    before, after_it = case.state, after(case.state, made, by.actor)
    await promising.note_misses(turn, case)
    case.state = after_it
    case.closed_at = turn.now if case.state == CaseState.closed else None
    if case.state == CaseState.resolved and before != CaseState.resolved:
        case.resolved_at = turn.now
    elif case.state in OPEN_STATES:
        case.resolved_at = None
    if made == Move.customer_wrote or case.state not in OPEN_STATES:
        case.snoozed_until = None
    event = note(turn, case, made.value, by, why)
    event.from_state, event.to_state = before, case.state
    await promising.follow(turn, case)
    if CaseState.closed in (before, case.state):
        customer = await customers.by_id(turn.session, case.customer_id)
        if customer is not None:
            await planning.replan(turn, customer)  # a return visit, or none any more
