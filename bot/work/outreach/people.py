"""Customers as the policy sees them: plain facts, read in one place for the plan and the tick, for many at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache

from babel import Locale

from bot.words.festivals import key_of
from bot.work.outreach.anchors import anchors_of
from bot.work.turn import Turn
from care_rules.arbitration import Circumstances
from care_rules.calls import NO_CALLS
from care_rules.case_numbers import number_of
from care_rules.cases import CaseState
from care_rules.conditions import Traits
from care_rules.consent import kinds_granted
from care_rules.occasions import Anchor, Birthday, OccasionKind
from care_rules.person import Person
from care_rules.quiet_hours import QuietHours
from care_rules.suppression import SORE_KINDS, ClosedCase, Wounds
from storage import care_facts
from storage.care_facts import CaseSeen, Details, Touched
from storage.tables import Customer, TouchOutcome

_COUNTED = timedelta(days=30)  # as far back as a cap looks


async def person(turn: Turn, customer: Customer) -> Person:
    """Return all that a decision about this customer needs."""
    (found,) = await people(turn, [customer])
    return found


async def people(turn: Turn, everybody: Sequence[Customer]) -> list[Person]:
    """Return all that decisions about these customers need, in their order."""
    ids = [customer.id or 0 for customer in everybody]
    details = await care_facts.details_of(turn.session, ids)
    touches: dict[int, list[Touched]] = defaultdict(list)
    for touch in await care_facts.touches_of(turn.session, ids):
        touches[touch.customer_id].append(touch)
    sore: dict[int, list[CaseSeen]] = defaultdict(list)
    since = turn.now - turn.house.book.desk.after_complaint
    for case in await care_facts.cases_of(turn.session, ids, SORE_KINDS, since):
        sore[case.customer_id].append(case)
    anchors = await anchors_of(turn, everybody, details)
    return [
        _person(turn, customer, details[customer.id or 0], touches[customer.id or 0], sore[customer.id or 0], anchors)
        for customer in everybody
    ]


def _person(
    turn: Turn,
    customer: Customer,
    details: Details,
    touches: Sequence[Touched],
    sore: Sequence[CaseSeen],
    anchors: Mapping[int, Mapping[OccasionKind, tuple[Anchor, ...]]],
) -> Person:
    told: dict[str, int] = defaultdict(int)
    for touch in touches:
        told[touch.rule] += touch.outcome is TouchOutcome.SENT
    return Person(
        customer=customer.id or 0,
        tier=customer.tier,
        name=customer.name,
        language=customer.language,
        birthday=_day(customer.birth_month, customer.birth_day, customer.birth_year),
        wedding=_day(details.wedding_month, details.wedding_day, details.wedding_year),
        first_purchase=_first_purchase(turn, details),
        partner=details.partner,
        festivals=_festivals(details.festivals),
        country=country_of(details.told_region or details.region) or turn.house.company.country,
        traits=_traits(turn, customer, details),
        anchors=anchors[customer.id or 0],
        touched=frozenset((touch.rule, touch.occasion) for touch in touches),
        told=told,
        circumstances=_circumstances(turn, customer, touches, sore),
    )


def _circumstances(
    turn: Turn, customer: Customer, touches: Sequence[Touched], sore: Sequence[CaseSeen]
) -> Circumstances:
    sent = [one for one in touches if one.outcome is TouchOutcome.SENT and one.outbox_id is not None]
    surveying = {name for name, rule in turn.house.book.rules.items() if rule.survey is not None}
    return Circumstances(
        zone=turn.zone_of(customer.zone),
        consent=frozenset() if customer.stopped_at else kinds_granted(customer.consent, customer.declined),
        unreachable=customer.blocked_at is not None or customer.barred_at is not None,
        not_now_until=customer.paused_until,
        bereaved_until=customer.bereaved_until,
        wounds=_wounds(customer, sore),
        surveyed_at=max((one.decided_at for one in sent if one.rule in surveying), default=None),
        sent_at=tuple(one.decided_at for one in sent if one.decided_at >= turn.now - _COUNTED),
        own_quiet=_own_quiet(customer),
        own_month=customer.most_a_month,
        no_calls=NO_CALLS in customer.declined,
    )


def _own_quiet(customer: Customer) -> QuietHours | None:
    if customer.quiet_from is None or customer.quiet_until is None:
        return None
    return QuietHours(time(customer.quiet_from), time(customer.quiet_until))


def _day(month: int | None, day: int | None, year: int | None) -> Birthday | None:
    return Birthday(month, day, year) if month is not None and day is not None else None


def _first_purchase(turn: Turn, details: Details) -> Birthday | None:
    if details.first_at is None:
        return None
    day = details.first_at.astimezone(turn.house.company.zone).date()
    return Birthday(day.month, day.day, day.year)


def _festivals(told: str | None) -> tuple[str, ...] | None:
    """Return the keys of the festivals they named; None if they named none."""
    if not told:
        return None
    return tuple(key_of(one) for one in told.split(","))


@cache
def country_of(region: str | None) -> str | None:
    """Return the country of a region as people write it, in two small letters; None where it is not one's name."""
    if not region:
        return None
    said = region.strip().casefold()
    if len(said) == 2 and said.isascii():
        return said
    names = {name.casefold(): code.lower() for code, name in Locale("en").territories.items() if len(code) == 2}
    return names.get(said)


def _traits(turn: Turn, customer: Customer, details: Details) -> Traits:
    today = turn.now.astimezone(turn.zone_of(customer.zone)).date()
    return Traits(
        stage=details.stage,
        health=details.health,
        region=details.told_region or details.region,
        language=customer.language,
        age=_age(customer, today),
        attributes={name: str(value) for name, value in (details.attributes or {}).items()},
    )


def _age(customer: Customer, today: date) -> int | None:
    if customer.birth_year is None or customer.birth_month is None or customer.birth_day is None:
        return None
    had_it = (today.month, today.day) >= (customer.birth_month, customer.birth_day)
    return today.year - customer.birth_year - (0 if had_it else 1)


def _wounds(customer: Customer, sore: Sequence[CaseSeen]) -> Wounds:
    unhealed = next((case for case in sore if case.state != CaseState.closed), None)
    return Wounds(
        open_case=number_of(unhealed.id) if unhealed else None,
        closed_case=_last_closed(sore),
        low_score_unanswered=customer.low_score_at is not None,
    )


def _last_closed(sore: Sequence[CaseSeen]) -> ClosedCase | None:
    closed: list[tuple[datetime, str]] = [
        (one.closed_at, number_of(one.id)) for one in sore if one.closed_at is not None
    ]
    return ClosedCase(max(closed)[1], max(closed)[0]) if closed else None
