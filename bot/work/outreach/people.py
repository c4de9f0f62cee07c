"""A customer as the policy sees one: plain facts, read in one place for the plan and the tick alike."""

from datetime import timedelta

from bot.work.turn import Turn
from care_rules.arbitration import Circumstances
from care_rules.cases import CaseState
from care_rules.consent import kinds_granted
from care_rules.occasions import Birthday
from care_rules.planning import Person
from care_rules.suppression import SORE_KINDS, ClosedCase, Wounds
from storage import cases, plans
from storage.tables import CareCase, Customer

_COUNTED = timedelta(days=30)  # as far back as a cap looks


async def person(turn: Turn, customer: Customer) -> Person:
    """Return all that a decision about this customer needs."""
    assert customer.id is not None
    sent_at = await plans.sent_moments(turn.session, customer.id, turn.now - _COUNTED)
    touched = await plans.touched(turn.session, customer.id)
    return Person(
        customer=customer.id,
        tier=customer.tier,
        name=customer.name,
        language=customer.language,
        birthday=_birthday(customer),
        touched=frozenset(touched),
        circumstances=Circumstances(
            zone=turn.zone_of(customer.time_zone),
            consent=frozenset() if customer.stopped_at else kinds_granted(customer.consent, customer.declined),
            unreachable=customer.blocked_at is not None or customer.barred_at is not None,
            not_now_until=customer.paused_until,
            wounds=await _wounds(turn, customer),
            sent_at=tuple(sent_at),
        ),
    )


def _birthday(customer: Customer) -> Birthday | None:
    if customer.birth_month is None or customer.birth_day is None:
        return None
    return Birthday(customer.birth_month, customer.birth_day, customer.birth_year)


async def _wounds(turn: Turn, customer: Customer) -> Wounds:
    assert customer.id is not None
    sore = await cases.sore_of(turn.session, customer.id, SORE_KINDS, turn.now - turn.house.book.desk.after_complaint)
    unhealed = next((case for case in sore if case.state != CaseState.closed), None)
    return Wounds(
        open_case=unhealed.number if unhealed else None,
        closed_case=_last_closed(sore),
        low_score_unanswered=customer.low_score_at is not None,
    )


def _last_closed(sore: list[CareCase]) -> ClosedCase | None:
    closed = [(case.closed_at, case.number) for case in sore if case.closed_at is not None]
    return ClosedCase(max(closed)[1], max(closed)[0]) if closed else None
