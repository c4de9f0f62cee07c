"""The stage of the journey and the health of the relationship."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_rules.because import Because, because_from
from care_rules.journey import Signals, Stage, stage_of
from care_rules.relationship import Health, Signs, health_of, worse
from care_rules.shopping import NOTHING_BOUGHT, Bought, ShoppingHistory, read

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def _bought(times: int, *, every: int = 30, last: int = 0, amount: int = 100) -> ShoppingHistory:
    purchases = [Bought(NOW - timedelta(days=last + every * back), amount) for back in range(times)]
    return read(purchases, NOW, ZoneInfo("UTC"))


def _stage(history: ShoppingHistory, **more: object) -> Stage:
    return stage_of(replace(Signals(history), **more), NOW)[0]  # type: ignore[arg-type]


def test_the_stages_in_the_order_people_come_through_them() -> None:
    assert _stage(NOTHING_BOUGHT) is Stage.suspect
    assert _stage(NOTHING_BOUGHT, has_written=True) is Stage.prospect
    assert _stage(_bought(1)) is Stage.first_time
    assert _stage(_bought(2)) is Stage.repeat
    assert _stage(_bought(5)) is Stage.majority
    assert _stage(_bought(8)) is Stage.majority  # not a year yet
    assert _stage(_bought(14)) is Stage.loyal
    assert _stage(_bought(2), recommends=9) is Stage.advocate
    assert _stage(_bought(2), referrals=1) is Stage.advocate


def test_out_of_rhythm_nobody_is_loyal() -> None:
    assert _stage(_bought(14, last=46)) is Stage.repeat
    assert _stage(_bought(14, last=44)) is Stage.loyal


def test_what_they_say_of_their_spending_counts() -> None:
    assert _stage(_bought(2), wallet_share=50) is Stage.majority
    assert _stage(_bought(2), wallet_share=80) is Stage.loyal
    assert _stage(_bought(2), wallet_share=49) is Stage.repeat


def test_a_promoter_who_never_came_back_is_no_advocate_yet() -> None:
    assert _stage(_bought(1), recommends=10) is Stage.first_time
    assert _stage(_bought(2), recommends=8) is Stage.repeat


def _health(history: ShoppingHistory, **more: object) -> tuple[Health, str]:
    health, because = health_of(replace(Signs(history), **more), NOW)  # type: ignore[arg-type]
    return health, because.key


GROWING = read(
    [Bought(NOW - timedelta(days=30 * at), 300 if at < 6 else 100) for at in range(14)], NOW, ZoneInfo("UTC")
)


@pytest.mark.parametrize(
    ("history", "more", "health", "key"),
    [
        (_bought(13), {}, Health.stable, "as-usual"),
        (NOTHING_BOUGHT, {}, Health.stable, "as-usual"),
        (GROWING, {}, Health.growing, "spends-more"),
        (GROWING, {"satisfaction": 3.9}, Health.stable, "as-usual"),
        (GROWING, {"sore_case": "K7F2"}, Health.in_repair, "complaint"),
        (_bought(13, last=76), {}, Health.deteriorating, "overdue"),
        (_bought(13, last=50), {}, Health.stable, "as-usual"),
        (_bought(13, last=50), {"reopened": 2}, Health.deteriorating, "overdue"),
        (_bought(13), {"satisfaction": 2.5}, Health.deteriorating, "satisfaction"),
        (_bought(13, last=151), {}, Health.dissolved, "overdue"),
        (_bought(13), {"alive": 0.05}, Health.dissolved, "hardly-alive"),
        (_bought(13), {"left": True}, Health.stable, "as-usual"),
        (_bought(13, last=50), {"left": True}, Health.dissolved, "left"),
        (NOTHING_BOUGHT, {"left": True}, Health.dissolved, "left"),
    ],
)
def test_health(history: ShoppingHistory, more: dict[str, object], health: Health, key: str) -> None:
    assert _health(history, **more) == (health, key)


def test_somebody_acts_when_well_turns_to_unwell() -> None:
    assert worse(Health.stable, Health.deteriorating)
    assert worse(Health.growing, Health.dissolved)
    assert not worse(Health.in_repair, Health.deteriorating)
    assert not worse(Health.stable, Health.growing)


def test_a_reason_is_kept_as_data() -> None:
    because = Because("overdue", {"times": 2.5})
    assert because_from(because.as_data()) == because
    with pytest.raises(ValueError, match="unknown reason"):
        Because("whim")


@given(st.integers(0, 20), st.integers(1, 90), st.integers(0, 400))
def test_everybody_has_a_stage_and_a_health(times: int, every: int, last: int) -> None:
    history = _bought(times, every=every, last=last)
    assert stage_of(Signals(history), NOW)[0] in Stage
    assert health_of(Signs(history), NOW)[0] in Health
