"""Small rule books and people for tests, and the book that comes with the product."""

import functools
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from care_rules.arbitration import Circumstances
from care_rules.consent import CareKind
from care_rules.desk_book import Desk
from care_rules.loading import BOOK, load
from care_rules.occasions import Birthday
from care_rules.person import Person
from care_rules.rule import Rule
from care_rules.rule_book import RuleBook, Tier
from care_rules.suppression import ClosedCase, Wounds
from tests.unit.moments import whole_minutes, zones

_DAY = "09:00-18:00"
_WEEK = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), _DAY)
DESK = Desk.model_validate(
    {
        "time_zone": "Europe/Berlin",
        "hours": {**_WEEK, "saturday": "closed", "sunday": "closed"},
        "quiet_hours": "22:00-08:00",
        "caps": {"day": 1, "week": 2},
        "after_complaint": "7d",
    }
)


_read_once = functools.cache(load)


def our_book(time_zone: str = "UTC") -> RuleBook:
    """Return a copy that nothing was worked out in yet. To read our own book anew takes as long as many a test."""
    return _read_once(BOOK, time_zone).model_copy(deep=True)


def tier(title: str, complaint: str) -> Tier:
    first_answer = dict.fromkeys(("complaint", "request", "question", "suggestion"), complaint)
    return Tier.model_validate({"title": title, "first_answer": {**first_answer, "emergency": "15m around the clock"}})


def rule(**changes: object) -> Rule:
    written = {
        "occasion": "birthday",
        "kind": "greetings",
        "at": "09:00",
        "late": "12h",
        "rank": 10,
        "text": {"ordinary": {"en": {"named": "Happy birthday, {name}.", "nameless": "Happy birthday."}}},
    }
    return Rule.model_validate(written | changes)


def book(**rules: Rule) -> RuleBook:
    tiers = {"gold": tier("Gold", "2h"), "ordinary": tier("Ordinary", "8h")}
    return RuleBook(
        default_tier="ordinary", tiers=tiers, desk=DESK, rules=rules or {"birthday": rule()}, fingerprint="1"
    )


def person(zone: str = "Europe/Berlin", born: tuple[int, int] = (5, 3), **circumstances: Any) -> Person:
    agreed: dict[str, Any] = {"consent": frozenset(CareKind)}
    return Person(
        customer=1,
        tier="gold",
        zone=ZoneInfo(zone),
        name="Asha",
        birthday=Birthday(*born),
        circumstances=Circumstances(zone=ZoneInfo(zone), **(agreed | circumstances)),
    )


wounds = st.builds(
    Wounds,
    open_case=st.sampled_from([None, None, None, "K7F2"]),
    closed_case=st.none() | st.builds(ClosedCase, st.just("K6R4"), whole_minutes),
    low_score_unanswered=st.sampled_from([False, False, False, True]),
)
circumstances = st.builds(
    Circumstances,
    zone=zones,
    consent=st.frozensets(st.sampled_from(CareKind)) | st.just(frozenset(CareKind)),
    blocked=st.sampled_from([False, False, False, True]),
    unreachable=st.sampled_from([False, False, False, True]),
    wounds=wounds,
    not_now_until=st.none() | whole_minutes,
    sent_at=st.lists(whole_minutes, max_size=4).map(tuple),
)
