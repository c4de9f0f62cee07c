from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from care_rules.arbitration import Candidate, Circumstances, Limits, Verdict, decide
from care_rules.caps import Caps
from care_rules.consent import CareKind
from care_rules.quiet_hours import QuietHours, quiet_until
from care_rules.reasons import in_words, reason_from
from care_rules.wall_time import local_date
from tests.unit.books import circumstances as any_circumstances
from tests.unit.moments import whole_minutes

BERLIN = ZoneInfo("Europe/Berlin")
LIMITS = Limits(QuietHours(time(22), time(8)), Caps(day=1, week=2, month=4), timedelta(days=7))
MORNING = datetime(2026, 5, 3, 7, 0, tzinfo=UTC)  # 09:00 in Berlin
AGREED = Circumstances(zone=BERLIN, consent=frozenset(CareKind))


@st.composite
def crowds(draw: st.DrawFn) -> tuple[list[Candidate], Circumstances, datetime]:
    """Up to five touches due for one customer, who may have been written to lately."""
    now = draw(whole_minutes)
    drawn = st.builds(
        Candidate,
        rule=st.text("abc", min_size=1, max_size=3),
        occasion=st.just("2026"),
        due_at=st.timedeltas(timedelta(0), timedelta(days=1)).map(lambda since: now - since),
        expires_at=st.timedeltas(timedelta(hours=-1), timedelta(days=9)).map(lambda left: now + left),
        rank=st.integers(1, 3),
        kind=st.sampled_from(CareKind),
        follow_up=st.booleans(),
    )
    lately = st.timedeltas(timedelta(0), timedelta(days=32)).map(lambda ago: now - ago)
    sent_at = tuple(draw(st.lists(lately, max_size=4)))
    candidates = draw(st.lists(drawn, max_size=5, unique_by=lambda each: each.rule))
    return candidates, replace(draw(any_circumstances), sent_at=sent_at), now


Crowd = tuple[list[Candidate], Circumstances, datetime]


@given(crowds(), st.randoms(use_true_random=False))
def test_the_order_of_asking_changes_nothing(crowd: Crowd, shuffler: Random) -> None:
    candidates, circumstances, now = crowd
    shuffled = list(candidates)
    shuffler.shuffle(shuffled)
    assert decide(shuffled, circumstances, LIMITS, now) == decide(candidates, circumstances, LIMITS, now)


@given(crowds())
def test_every_candidate_gets_one_decision_with_reasons_that_can_be_stored_and_said(crowd: Crowd) -> None:
    decisions = decide(*crowd[:2], LIMITS, crowd[2])
    assert Counter(decision.candidate for decision in decisions) == Counter(crowd[0])
    for decision in decisions:
        assert decision.reasons
        assert in_words(decision.reasons)
        assert [reason_from(reason.as_data()) for reason in decision.reasons] == list(decision.reasons)


@given(crowds())
def test_nothing_is_sent_against_the_customers_will(crowd: Crowd) -> None:
    candidates, circumstances, now = crowd
    for decision in decide(candidates, circumstances, LIMITS, now):
        if decision.verdict is not Verdict.send:
            continue
        touch = decision.candidate
        assert touch.kind in circumstances.consent
        assert not circumstances.blocked
        assert not circumstances.unreachable
        assert now <= touch.expires_at
        assert quiet_until(now, LIMITS.quiet_hours, circumstances.zone) is None
        if not touch.follow_up:
            assert circumstances.not_now_until is None or circumstances.not_now_until <= now
            assert touch.kind is CareKind.reminders or circumstances.wounds.open_case is None


@given(crowds())
def test_caps_hold_for_all_but_follow_ups(crowd: Crowd) -> None:
    candidates, circumstances, now = crowd
    decisions = decide(candidates, circumstances, LIMITS, now)
    counted = [d for d in decisions if d.verdict is Verdict.send and not d.candidate.follow_up]
    today = local_date(now, circumstances.zone)
    sent_on = [local_date(moment, circumstances.zone) for moment in circumstances.sent_at]
    for days, at_most in ((1, 1), (7, 2), (30, 4)):
        before = sum(today - day < timedelta(days=days) for day in sent_on)
        assert not counted or before + len(counted) <= at_most


@given(crowds())
def test_who_waits_waits_for_a_moment_ahead_that_is_not_too_late(crowd: Crowd) -> None:
    candidates, circumstances, now = crowd
    for decision in decide(candidates, circumstances, LIMITS, now):
        assert (decision.until is not None) == (decision.verdict is Verdict.wait)
        if decision.until is not None:
            assert now < decision.until <= decision.candidate.expires_at
            assert quiet_until(decision.until, LIMITS.quiet_hours, circumstances.zone) is None


@given(crowds())
def test_waiting_comes_to_an_end(crowd: Crowd) -> None:
    candidates, circumstances, now = crowd
    waiting = [d for d in decide(candidates, circumstances, LIMITS, now) if d.verdict is Verdict.wait]
    for looks in range(12):
        if not waiting:
            return
        now = min(decision.until for decision in waiting if decision.until is not None)
        due = [d.candidate for d in waiting if d.until == now]
        later = [d for d in waiting if d.until != now]
        decisions = decide(due, circumstances, LIMITS, now)
        sent = sum(d.verdict is Verdict.send for d in decisions)
        circumstances = replace(circumstances, sent_at=(*circumstances.sent_at, *[now] * sent))
        waiting = [*later, *(d for d in decisions if d.verdict is Verdict.wait)]
        assert looks < 11
