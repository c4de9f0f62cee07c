from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from care_rules.arbitration import Candidate, Circumstances, Decision, Limits, Verdict, decide
from care_rules.caps import Caps
from care_rules.consent import CareKind
from care_rules.quiet_hours import QuietHours
from care_rules.reasons import in_words
from care_rules.suppression import ClosedCase, Wounds

BERLIN = ZoneInfo("Europe/Berlin")
LIMITS = Limits(QuietHours(time(22), time(8)), Caps(day=1, week=2, month=4), timedelta(days=7))
MORNING = datetime(2026, 5, 3, 7, 0, tzinfo=UTC)  # 09:00 in Berlin
AGREED = Circumstances(zone=BERLIN, consent=frozenset(CareKind))


def candidate(
    rule: str = "birthday", *, rank: int = 10, kind: CareKind = CareKind.greetings, **other: Any
) -> Candidate:
    return Candidate(
        rule=rule,
        occasion=f"{rule}:2026",
        due_at=MORNING,
        expires_at=MORNING + timedelta(hours=12),
        rank=rank,
        kind=kind,
        **other,
    )


def keys(decision: Decision) -> list[str]:
    return [reason.key for reason in decision.reasons]


def one(circumstances: Circumstances, now: datetime = MORNING, **other: Any) -> Decision:
    return decide([replace(candidate(), **other)], circumstances, LIMITS, now)[0]


def test_a_greeting_in_order_is_sent_and_says_why() -> None:
    sent = one(AGREED)
    assert sent.verdict is Verdict.send
    assert in_words(sent.reasons) == (
        'rule "birthday", birthday:2026; agreed to greetings; '
        "1 of at most 1 a day; 1 of at most 2 a week; 1 of at most 4 a month"
    )


def test_the_lower_rank_number_wins_and_the_other_is_told_who_won() -> None:
    festival = candidate("festival", rank=20)
    won, lost = decide([festival, candidate()], AGREED, LIMITS, MORNING)
    assert (won.candidate.rule, won.verdict) == ("birthday", Verdict.send)
    assert (lost.verdict, keys(lost)) == (Verdict.withhold, ["cap-reached", "outranked", "would-expire"])
    assert lost.reasons[1].facts == {"by": "birthday"}


def test_what_exceeds_the_cap_waits_for_the_next_morning_if_it_can() -> None:
    patient = replace(candidate("offer", rank=20), expires_at=MORNING + timedelta(days=3))
    _, lost = decide([candidate(), patient], AGREED, LIMITS, MORNING)
    assert (lost.verdict, keys(lost)) == (Verdict.wait, ["cap-reached", "outranked"])
    assert lost.until == datetime(2026, 5, 4, 8, tzinfo=BERLIN)


def test_a_week_is_any_seven_days() -> None:
    sunday, monday = datetime(2026, 5, 3, 12, tzinfo=BERLIN), datetime(2026, 5, 4, 12, tzinfo=BERLIN)
    twice = replace(AGREED, sent_at=(sunday - timedelta(days=3), sunday))
    decision = one(twice, monday, expires_at=monday + timedelta(days=9))
    assert decision.until == datetime(2026, 5, 7, 8, tzinfo=BERLIN)  # seven days after the first of the two
    assert decision.reasons[0].facts["period"] == "week"


def test_where_more_was_sent_than_the_cap_all_the_surplus_must_age_first() -> None:
    thrice = replace(AGREED, sent_at=tuple(MORNING - timedelta(days=ago) for ago in (3, 2, 1)))
    decision = one(thrice, expires_at=MORNING + timedelta(days=9))
    assert decision.until == datetime(2026, 5, 8, 8, tzinfo=BERLIN)  # seven days after the second of the three


def test_the_last_moment_is_not_too_late() -> None:
    last = MORNING + timedelta(hours=12)
    assert one(AGREED, last).verdict is Verdict.send
    assert keys(one(AGREED, last + timedelta(microseconds=1))) == ["expired"]
    assert one(replace(AGREED, not_now_until=last)).verdict is Verdict.wait
    assert one(replace(AGREED, not_now_until=last + timedelta(microseconds=1))).verdict is Verdict.withhold


def test_of_several_the_first_sent_is_named_as_the_winner() -> None:
    roomy = Limits(LIMITS.quiet_hours, Caps(day=2), LIMITS.after_complaint)
    three = [candidate(name, rank=rank) for rank, name in enumerate(("first", "second", "third"), 1)]
    assert decide(three, AGREED, roomy, MORNING)[2].reasons[1].facts == {"by": "first"}


def test_quiet_hours_delay() -> None:
    night = datetime(2026, 5, 3, 5, 30, tzinfo=BERLIN)
    decision = one(AGREED, night)
    assert (decision.verdict, keys(decision)) == (Verdict.wait, ["quiet-hours"])
    assert decision.until == datetime(2026, 5, 3, 8, tzinfo=BERLIN)


def test_a_greeting_that_the_night_would_make_late_is_withheld() -> None:
    decision = one(AGREED, MORNING + timedelta(hours=13, minutes=30), expires_at=MORNING + timedelta(hours=14))
    assert (decision.verdict, keys(decision)) == (Verdict.withhold, ["quiet-hours", "would-expire"])


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"consent": frozenset({CareKind.reminders})}, "no-consent"),
        ({"consent": frozenset()}, "no-consent"),
        ({"blocked": True}, "blocked"),
        ({"unreachable": True}, "unreachable"),
        ({"wounds": Wounds(open_case="K7F2")}, "open-case"),
        ({"wounds": Wounds(closed_case=ClosedCase("K7F2", MORNING - timedelta(days=6)))}, "closed-recently"),
        ({"wounds": Wounds(low_score_unanswered=True)}, "low-score"),
    ],
)
def test_what_speaks_against_a_greeting_withholds_it(changed: dict[str, Any], key: str) -> None:
    decision = one(replace(AGREED, **changed))
    assert (decision.verdict, keys(decision)) == (Verdict.withhold, [key])


def test_all_that_speaks_against_it_is_said() -> None:
    hurt = replace(AGREED, blocked=True, wounds=Wounds(open_case="K7F2"))
    decision = one(hurt, MORNING + timedelta(hours=13))
    assert in_words(decision.reasons) == "too late since 2026-05-03 19:00 UTC; has blocked the bot; open complaint K7F2"


def test_a_complaint_closed_long_enough_ago_is_over() -> None:
    healed = replace(AGREED, wounds=Wounds(closed_case=ClosedCase("K7F2", MORNING - timedelta(days=7))))
    assert one(healed).verdict is Verdict.send


def test_a_reminder_is_not_cheerful_and_a_follow_up_is_meant_for_the_wound() -> None:
    hurt = replace(AGREED, wounds=Wounds(open_case="K7F2"))
    assert one(hurt, kind=CareKind.reminders).verdict is Verdict.send
    assert one(hurt, kind=CareKind.surveys).verdict is Verdict.withhold
    assert one(hurt, kind=CareKind.surveys, follow_up=True).verdict is Verdict.send


def test_a_follow_up_needs_no_room_but_consent_and_daylight() -> None:
    full = replace(AGREED, sent_at=(MORNING - timedelta(minutes=5),))
    assert one(full, follow_up=True).verdict is Verdict.send
    assert one(full, MORNING - timedelta(hours=3), follow_up=True).verdict is Verdict.wait
    assert one(replace(full, consent=frozenset()), follow_up=True).verdict is Verdict.withhold


def test_not_now_is_later() -> None:
    decision = one(replace(AGREED, not_now_until=MORNING + timedelta(hours=4)))
    assert (decision.verdict, decision.until) == (Verdict.wait, MORNING + timedelta(hours=4))
