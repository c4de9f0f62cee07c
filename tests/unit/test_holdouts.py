"""Two groups compared. The interval is held to the figures of Newcombe's paper."""

from datetime import UTC, datetime, timedelta

import pytest

from care_rules.holdouts import Finding, Seen, Share, compared, difference, held_out, share, wilson

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_the_published_examples(first: tuple[int, int], second: tuple[int, int], low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10."""
    found = difference(Share(*first), Share(*second))
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_one_share_has_wilsons_interval() -> None:
    """Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3: 81 of 263."""
    low, high = wilson(Share(81, 263))
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


@pytest.mark.parametrize(
    ("first", "second", "finding"),
    [
        ((56, 70), (48, 80), Finding.more),
        ((48, 80), (56, 70), Finding.fewer),
        ((5, 56), (0, 30), Finding.may_be_chance),
        ((29, 29), (0, 1000), Finding.too_few),
    ],
)
def test_what_is_said_of_it(first: tuple[int, int], second: tuple[int, int], finding: Finding) -> None:
    assert difference(Share(*first), Share(*second)).finding is finding


def test_nobody_is_compared_with_nobody() -> None:
    with pytest.raises(ValueError, match="nobody"):
        difference(Share(0, 0), Share(1, 2))
    with pytest.raises(ValueError, match="no share"):
        Share(3, 2)


def test_only_those_whom_the_rule_was_for_are_compared() -> None:
    assert held_out(sent=True, reasons=["due"]) is False
    assert held_out(sent=False, reasons=["holdout"]) is True
    assert held_out(sent=False, reasons=["no-consent", "holdout"]) is None
    assert held_out(sent=False, reasons=["open-case"]) is None


def test_a_customer_counts_once_and_who_was_in_both_groups_not_at_all() -> None:
    first, again = Seen(1, NOON, held_out=False), Seen(1, NOON + DAY, held_out=False)
    moved = [Seen(2, NOON, held_out=True), Seen(2, NOON + DAY, held_out=False)]
    assert compared([again, *moved, first]) == [first]


def test_what_comes_within_the_days_counts_and_what_came_before_does_not() -> None:
    seen = [Seen(one, NOON, held_out=False) for one in range(5)]
    moments = {0: [NOON + 3 * DAY], 1: [NOON + 3 * DAY + timedelta(seconds=1)], 2: [NOON], 3: [NOON - DAY, NOON + DAY]}
    assert share(seen, moments, 3 * DAY) == Share(2, 5)
