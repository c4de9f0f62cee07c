"""Customers as the policy sees them: plain facts, read in one place for the plan and the tick, for many at once."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel import Locale

from bot.words.festivals import key_of
from bot.work.outreach.anchors import anchors_of, cases_since
from bot.work.turn import Turn
from care_rules.arbitration import Circumstances
from care_rules.calls import NO_CALLS
from care_rules.case_numbers import number_of
from care_rules.cases import CaseState
from care_rules.conditions import Traits
from care_rules.consent import CareKind, Consent, kinds_granted
from care_rules.journey import phase_of
from care_rules.occasions import Anchor, Birthday, OccasionKind
from care_rules.person import Known, Person
from care_rules.quiet_hours import QuietHours
from care_rules.suppression import ClosedCase, Wounds
from storage import care_facts
from storage.care_facts import Bounds, CaseSeen, Details, Touched
from storage.tables import Customer, TouchOutcome

_COUNTED = timedelta(days=30)  # as far back as a cap looks
_UNHURT = Wounds()
_NEVER: Mapping[str, int] = {}
_UNTOLD: Mapping[str, str] = {}
_UNTOUCHED: frozenset[tuple[str, str]] = frozenset()
_NOTHING: Mapping[OccasionKind, tuple[Anchor, ...]] = {}


async def person(turn: Turn, customer: Customer) -> Person:
    """Return all that a decision about this customer needs."""
    (found,) = await people(turn, [customer.id or 0])
    return found


async def people(turn: Turn, customer_ids: Sequence[int]) -> list[Person]:
    """Return all that decisions about these customers need, in their order; what this turn changed is counted in."""
    seen = await _seen(turn, customer_ids)
    bounds = await care_facts.bounds_of(turn.session, customer_ids)
    there = [one for one in seen if one.details.id in bounds]  # who was forgotten in between is not
    return [_person(turn, _known(turn, one), one, bounds[one.details.id]) for one in there]


async def known(turn: Turn, customer_ids: Sequence[int]) -> list[Known]:
    """Return what plans of these customers hang on, in their order; what this turn changed is counted in."""
    return [_known(turn, one) for one in await _seen(turn, customer_ids)]


class _Seen(NamedTuple):
    """What was read of one customer."""

    details: Details
    touches: Sequence[Touched]
    cases: Sequence[CaseSeen]
    anchors: Mapping[OccasionKind, tuple[Anchor, ...]]


async def _seen(turn: Turn, customer_ids: Sequence[int]) -> list[_Seen]:
    await turn.session.flush()
    details = await care_facts.details_of(turn.session, customer_ids)
    touches: dict[int, list[Touched]] = defaultdict(list)
    for touch in await care_facts.touches_of(turn.session, customer_ids):
        touches[touch.customer_id].append(touch)
    since = min(turn.now - turn.house.book.desk.after_complaint, cases_since(turn))
    cases: dict[int, list[CaseSeen]] = defaultdict(list)
    for case in await care_facts.cases_of(turn.session, customer_ids, since):
        cases[case.customer_id].append(case)
    anchors = await anchors_of(turn, details, cases)
    return [
        _Seen(details[one], touches.get(one, ()), cases.get(one, ()), anchors.get(one, _NOTHING))
        for one in customer_ids
        if one in details
    ]


def _known(turn: Turn, seen: _Seen) -> Known:
    details, touches, _, anchors = seen
    zone = turn.zone_of(details.zone)
    region = details.told_region or details.region
    return Known(
        customer=details.id,
        tier=details.tier,
        zone=zone,
        name=details.name,
        language=details.language,
        birthday=_day(details.birth_month, details.birth_day, details.birth_year),
        wedding=_day(details.wedding_month, details.wedding_day, details.wedding_year),
        first_purchase=_first_purchase(turn, details),
        partner=details.partner,
        festivals=_festivals(details.festivals),
        gathering=details.gathering,
        country=country_of(region) or turn.house.company.country,
        traits=_traits(details, region, _today(turn.now, zone), is_waiting=OccasionKind.order in anchors),
        anchors=anchors,
        touched=frozenset([(touch.rule, touch.occasion) for touch in touches]) if touches else _UNTOUCHED,
    )


def _person(turn: Turn, theirs: Known, seen: _Seen, bounds: Bounds) -> Person:
    touches = seen.touches
    return Person(
        **vars(theirs),
        told=Counter(touch.rule for touch in touches if touch.outcome is TouchOutcome.SENT) if touches else _NEVER,
        circumstances=_circumstances(turn, theirs.zone, seen, bounds),
    )


def _circumstances(turn: Turn, zone: ZoneInfo, seen: _Seen, bounds: Bounds) -> Circumstances:
    sent = [one for one in seen.touches if one.outcome is TouchOutcome.SENT and one.outbox_id is not None]
    is_hurt = bool(seen.cases) or bounds.low_score_at is not None
    return Circumstances(
        zone=zone,
        consent=frozenset() if bounds.stopped_at else _granted(bounds.consent, tuple(bounds.declined)),
        unreachable=bounds.blocked_at is not None or bounds.barred_at is not None,
        not_now_until=bounds.paused_until,
        bereaved_until=bounds.bereaved_until,
        wounds=_wounds(bounds, _sore(turn, seen.cases)) if is_hurt else _UNHURT,
        surveyed_at=max([one.decided_at for one in sent if _is_survey(turn, one.rule)], default=None),
        sent_at=tuple([one.decided_at for one in sent if one.decided_at >= turn.now - _COUNTED]),
        own_quiet=_own_quiet(bounds),
        own_month=bounds.most_a_month,
        no_calls=NO_CALLS in bounds.declined,
    )


@lru_cache(maxsize=1_000)  # many agreed to the same
def _granted(consent: Consent | None, declined: tuple[str, ...]) -> frozenset[CareKind]:
    return kinds_granted(consent, declined)


def _is_survey(turn: Turn, rule: str) -> bool:
    rules = turn.house.book.rules
    return rule in rules and rules[rule].survey is not None


def _own_quiet(bounds: Bounds) -> QuietHours | None:
    if bounds.quiet_from is None or bounds.quiet_until is None:
        return None
    return QuietHours(time(bounds.quiet_from), time(bounds.quiet_until))


@lru_cache(maxsize=50_000)  # there are no more days in a hundred years
def _day(month: int | None, day: int | None, year: int | None) -> Birthday | None:
    return Birthday(month, day, year) if month is not None and day is not None else None


def _first_purchase(turn: Turn, details: Details) -> Birthday | None:
    if details.first_at is None:
        return None
    day = details.first_at.astimezone(turn.house.company.zone)
    return _day(day.month, day.day, day.year)


@lru_cache(maxsize=1_000)
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


def _traits(details: Details, region: str | None, today: date, *, is_waiting: bool) -> Traits:
    return Traits(
        stage=details.stage,
        phase=phase_of(has_bought=details.first_at is not None, is_waiting=is_waiting),
        health=details.health,
        region=region,
        language=details.language,
        age=_age(details, today),
        attributes={name: str(value) for name, value in details.attributes.items()} if details.attributes else _UNTOLD,
    )


@lru_cache(maxsize=1_000)
def _today(now: datetime, zone: ZoneInfo) -> date:
    return now.astimezone(zone).date()


def _age(details: Details, today: date) -> int | None:
    if details.birth_year is None or details.birth_month is None or details.birth_day is None:
        return None
    had_it = (today.month, today.day) >= (details.birth_month, details.birth_day)
    return today.year - details.birth_year - (0 if had_it else 1)


def _sore(turn: Turn, cases: Sequence[CaseSeen]) -> list[CaseSeen]:
    """Return those that hurt still; others are there for what was promised to be asked about them."""
    healed = turn.now - turn.house.book.desk.after_complaint
    return [
        case
        for case in cases
        if case.state is not CaseState.closed or (case.closed_at is not None and case.closed_at >= healed)
    ]


def _wounds(bounds: Bounds, sore: Sequence[CaseSeen]) -> Wounds:
    unhealed = next((case for case in sore if case.state != CaseState.closed), None)
    return Wounds(
        open_case=number_of(unhealed.id) if unhealed else None,
        closed_case=_last_closed(sore),
        low_score_unanswered=bounds.low_score_at is not None,
    )


def _last_closed(sore: Sequence[CaseSeen]) -> ClosedCase | None:
    closed: list[tuple[datetime, str]] = [
        (one.closed_at, number_of(one.id)) for one in sore if one.closed_at is not None
    ]
    return ClosedCase(max(closed)[1], max(closed)[0]) if closed else None
