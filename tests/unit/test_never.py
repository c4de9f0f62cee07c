"""Rules that can come to nothing are refused, and those that would write to very many at once are named."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from care_rules.arbitration import Verdict
from care_rules.conditions import Conditions
from care_rules.crowds import Crowd, crowds
from care_rules.never import crossed_caps, never
from care_rules.preview import PlannedTouch
from tests.unit.books import rule

SEGMENTS = {
    "young": Conditions.model_validate(
        {"stage": ["repeat", "loyal"], "region": ["IN"], "age": "18-30", "attributes": {"club": "yes"}}
    )
}
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
AFTER: dict[str, Any] = {"at": None, "after": "1d"}
BEFORE: dict[str, Any] = {"at": None, "before": "1d"}


@pytest.mark.parametrize(
    ("changes", "key", "why"),
    [
        ({"when": {"segment": "young", "stage": ["prospect"]}}, "stage", "nobody is both"),
        ({"when": {"segment": "young", "region": ["ph"]}}, "region", "nobody is both"),
        ({"when": {"segment": "young", "age": "60+"}}, "age", "nobody is of both ages"),
        ({"when": {"segment": "young", "attributes": {"club": "no"}}}, "club", "nobody has both"),
        ({"occasion": "purchase", **AFTER, "when": {"stage": ["suspect", "prospect"]}}, "stage", "has bought anything"),
        ({"occasion": "gap", "factor": 2.0, "when": {"phase": ["before_purchase"]}}, "phase", "Write after_purchase."),
        ({"occasion": "rhythm", **AFTER, "when": {"stage": ["first_time"]}}, "stage", "known of who came three times"),
        ({"occasion": "complaint", **BEFORE}, "before", "before it happens"),
        ({"occasion": "appointment", **AFTER}, "after", "Write before"),
    ],
)
def test_a_rule_that_can_never_come_to_anything(changes: dict[str, Any], key: str, why: str) -> None:
    found = never(rule(**changes), SEGMENTS)
    assert found is not None
    assert found[0][-1] == key
    assert why in found[1]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"when": {"segment": "young", "stage": ["loyal", "advocate"], "region": ["in"], "age": "25-40"}},
        {"when": {"segment": "young", "attributes": {"club": "YES", "tea": "Assam"}}},
        {"occasion": "purchase", **AFTER, "when": {"stage": ["prospect", "first_time"]}},
        {"occasion": "appointment", **BEFORE},
        {"occasion": "bill", **BEFORE},
    ],
)
def test_what_can_come_to_something_is_let_be(changes: dict[str, Any]) -> None:
    assert never(rule(**changes), SEGMENTS) is None


def test_caps_that_cross() -> None:
    assert crossed_caps([("day", 1), ("week", 3), ("month", 3)]) is None
    assert crossed_caps([("day", None), ("week", None), ("month", 1)]) is None
    found = crossed_caps([("day", 4), ("week", None), ("month", 3)])
    assert found == (("day",), "day: 4 is never reached, where a month has at most 3. Write 3 or less.")


def _touch(minute: int, customer: int, verdict: Verdict = Verdict.send, text: str = "Hello") -> PlannedTouch:
    return PlannedTouch(
        customer=customer,
        rule="hello",
        occasion="date:2026-03-02",
        moment=NOON + timedelta(minutes=minute),
        zone=ZoneInfo("UTC"),
        verdict=verdict,
        reasons=(),
        text=text,
    )


def test_a_crowd_is_counted_within_an_hour() -> None:
    spread = [_touch(10 * place, place) for place in range(30)]
    assert crowds(spread, 100, 5) == [], "seven within an hour are few, whatever their share"
    dense = [_touch(place, place) for place in range(100)]
    assert crowds(dense, 200, 25) == [Crowd("hello", NOON, 61)]
    assert crowds(dense, 244, 25) == [], "61 are no more than a quarter of 244"
    assert crowds([_touch(place, place, Verdict.withhold) for place in range(100)], 100, 25) == []
    assert crowds([_touch(place, place, text="") for place in range(100)], 100, 25) == [], "tasks of staff"
