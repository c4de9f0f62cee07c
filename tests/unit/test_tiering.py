"""Tiers that follow from what customers are worth."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_rules.shopping import NOTHING_BOUGHT, Bought, read
from care_rules.tiering import Held, Measure, Policy, lines, points, scales, score, settle

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TOP = Policy(Measure.top, {"gold": 5, "silver": 20}, "ordinary")
REVENUE = Policy(Measure.revenue, {"gold": 80}, "ordinary")
WORTH = Policy(Measure.worth, {"gold": 10_000, "silver": 1_000}, "ordinary")
LONG_AGO = NOW - timedelta(days=365)


def test_the_first_five_percent_and_the_first_twenty() -> None:
    drawn = lines(TOP, [*range(1, 101), 0, 0])
    assert drawn == {"gold": 96, "silver": 81}


def test_of_a_handful_the_first_one_is_at_the_top() -> None:
    assert lines(TOP, [3, 2, 1]) == {"gold": 3, "silver": 3}
    assert lines(TOP, [0, 0]) == {}


def test_eighty_twenty() -> None:
    assert lines(REVENUE, [80, 5, 5, 5, 5]) == {"gold": 80}
    assert lines(REVENUE, [40, 40, 10, 10]) == {"gold": 40}
    assert lines(REVENUE, [10] * 10) == {"gold": 10}  # equal scores get equal tiers


def test_recency_frequency_money() -> None:
    people = [(float(days), visits, visits * 100) for days, visits in zip(range(10), range(10, 0, -1), strict=True)]
    found = scales(people)
    assert points(found, *people[0]) == 15
    assert points(found, *people[-1]) == 3
    assert [points(found, *one) for one in people] == sorted((points(found, *one) for one in people), reverse=True)
    assert points(scales([]), 3, 1, 1) == 5 + 1 + 1


@pytest.mark.parametrize("measure", list(Measure))
def test_who_never_bought_has_no_score(measure: Measure) -> None:
    assert score(measure, NOTHING_BOUGHT, 5_000, scales([]), NOW) == 0


def test_each_measure_has_its_score() -> None:
    history = read([Bought(NOW, 300), Bought(LONG_AGO - timedelta(days=1), 200)], NOW, ZoneInfo("UTC"))
    assert score(Measure.top, history, 9_000, scales([]), NOW) == 300
    assert score(Measure.revenue, history, 9_000, scales([]), NOW) == 300
    assert score(Measure.worth, history, 9_000, scales([]), NOW) == 9_000
    assert score(Measure.worth, history, -5, scales([]), NOW) == 0
    assert score(Measure.rfm, history, 9_000, scales([(0.0, 1, 1)]), NOW) >= 3


def _settled(own: int, held: Held | None = None, policy: Policy = WORTH) -> str:
    return settle(policy, lines(policy, []), own, held, NOW)[0]


def test_up_at_once() -> None:
    assert _settled(10_000) == "gold"
    assert _settled(9_999) == "silver"
    assert _settled(10_000, Held("ordinary", NOW)) == "gold"


def test_down_only_when_clearly_below_and_after_the_stay() -> None:
    assert _settled(9_000, Held("gold", LONG_AGO)) == "gold"
    assert _settled(8_999, Held("gold", LONG_AGO)) == "silver"
    assert _settled(0, Held("gold", NOW - timedelta(days=89))) == "gold"
    assert _settled(0, Held("gold", NOW - timedelta(days=90))) == "ordinary"
    assert _settled(950, Held("gold", LONG_AGO)) == "silver"  # as far down as is clear, and no further


def test_a_tier_that_left_the_book_is_no_hold() -> None:
    assert _settled(0, Held("platinum", NOW)) == "ordinary"


def test_the_reason_names_the_step() -> None:
    tier, because = settle(TOP, {"gold": 96, "silver": 81}, 99, None, NOW)
    assert tier == "gold"
    assert because.as_data() == {"key": "top", "at_least": 5}
    assert settle(TOP, {"gold": 96}, 0, None, NOW)[1].key == "newcomer"
    assert settle(TOP, {"gold": 96}, 7, None, NOW)[1].key == "beneath"
    assert settle(WORTH, lines(WORTH, []), 9_500, Held("gold", LONG_AGO), NOW)[1].as_data() == {
        "key": "stays",
        "percent": 10,
    }


@given(st.integers(0, 20_000), st.integers(0, 20_000), st.sampled_from(["gold", "silver", "ordinary"]))
def test_more_is_never_worse(own: int, more: int, tier: str) -> None:
    order = ["gold", "silver", "ordinary"]
    held = Held(tier, LONG_AGO)
    assert order.index(_settled(own + more, held)) <= order.index(_settled(own, held))


@given(st.integers(0, 20_000), st.sampled_from(["gold", "silver", "ordinary"]))
def test_weighing_again_changes_nothing(own: int, tier: str) -> None:
    first = _settled(own, Held(tier, LONG_AGO))
    assert _settled(own, Held(first, NOW if first != tier else LONG_AGO)) == first
