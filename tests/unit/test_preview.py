from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from care_rules.arbitration import Verdict
from care_rules.occasions import Birthday
from care_rules.person import Person
from care_rules.planning import Planned, look, plan_person
from care_rules.preview import PlannedTouch, as_rows, preview
from care_rules.quiet_hours import quiet_until
from tests.unit.books import book, circumstances, person, rule
from tests.unit.moments import whole_minutes

BOOK = book(
    birthday=rule(),
    birthday_offer=rule(kind="offers", at="10:30", rank=20, tiers=["gold"]),
    birthday_check=rule(kind="surveys", at="08:00", rank=5, late="15h", follow_up=True),
    birthday_reminder=rule(kind="reminders", at="21:00", rank=1, leap_day="march_1"),
)
MINUTE = timedelta(minutes=1)
Row = tuple[int, str, str, datetime, Verdict]


@st.composite
def crowds(draw: st.DrawFn) -> tuple[datetime, int, list[Person]]:
    """Customers whose birthdays fall around the days that are foreseen."""
    start, days = draw(whole_minutes), draw(st.integers(1, 8))
    people = []
    for customer in range(draw(st.integers(0, 4))):
        near = start + timedelta(days=draw(st.integers(-1, 9)))
        state = draw(circumstances)
        lately = draw(st.lists(st.integers(0, 20), max_size=3))
        state = replace(state, sent_at=tuple(start - timedelta(days=ago) for ago in lately))
        born = draw(st.sampled_from([None, Birthday(near.month, near.day), Birthday(near.month, near.day)]))
        tier = draw(st.sampled_from(["gold", "ordinary", None]))
        people.append(Person(customer=customer, tier=tier, zone=state.zone, circumstances=state, birthday=born))
    return start, days, people


Crowd = tuple[datetime, int, list[Person]]


@settings(max_examples=40)
@given(crowds())
def test_a_preview_equals_the_ticks_of_those_days(crowd: Crowd) -> None:
    start, days, people = crowd
    foreseen = preview(BOOK, [(each, None) for each in people], start, days, "Acme")
    assert sorted(map(_row, foreseen)) == sorted(row for each in people for row in _ticked(each, start, days))


@given(crowds())
def test_a_plan_made_before_gives_the_same_preview(crowd: Crowd) -> None:
    start, days, people = crowd
    stored = [(each, plan_person(BOOK, each, start)) for each in people]
    assert preview(BOOK, stored, start, days, "Acme") == preview(
        BOOK, [(each, None) for each in people], start, days, "Acme"
    )


@given(crowds())
def test_nothing_is_decided_twice_nor_sent_in_the_night(crowd: Crowd) -> None:
    start, days, people = crowd
    rows = preview(BOOK, [(each, None) for each in people], start, days, "Acme")
    final = [(row.customer, row.rule, row.occasion) for row in rows if row.verdict is not Verdict.wait]
    assert len(final) == len(set(final))
    for row in rows:
        assert start <= row.moment < start + timedelta(days=days)
        assert row.verdict is not Verdict.send or quiet_until(row.moment, BOOK.desk.quiet_hours, row.zone) is None
        assert bool(row.text) == (row.verdict is Verdict.send)


@given(crowds(), st.integers(1, 30 * 60))
def test_ticks_that_come_late_still_send_once_and_within_the_caps(crowd: Crowd, lag: int) -> None:
    start, days, people = crowd
    for each in people:
        rows = list(_ticked(each, start, days, every=lag * MINUTE))
        final = [row[1:3] for row in rows if row[4] is not Verdict.wait]
        assert len(final) == len(set(final))
        assert all(
            quiet_until(row[3], BOOK.desk.quiet_hours, each.circumstances.zone) is None
            for row in rows
            if row[4] is Verdict.send
        )


def test_a_row_says_what_when_and_why() -> None:
    start = datetime(2026, 5, 2, 12, 0, tzinfo=UTC)
    rows = as_rows(preview(book(), [(person("Asia/Kolkata"), None)], start, 2, "Acme"))
    assert rows == [
        {
            "when": "2026-05-03 09:00",
            "zone": "Asia/Kolkata",
            "customer": "1",
            "rule": "birthday",
            "occasion": "birthday:2026",
            "verdict": "send",
            "why": 'rule "birthday", birthday:2026; agreed to greetings; 1 of at most 1 a day; 1 of at most 2 a week',
            "text": "Happy birthday, Asha.",
        }
    ]


def test_a_touch_that_waits_already_is_foreseen_at_its_next_look() -> None:
    start = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
    nine = datetime(2026, 5, 3, 7, 0, tzinfo=UTC)
    waiting = Planned(rule="birthday", occasion="birthday:2026", occasion_at=nine, due_at=start + timedelta(hours=1))
    (row,) = preview(book(), [(person(), [waiting])], start, 1, "Acme")
    assert (row.moment, row.verdict) == (start + timedelta(hours=1), Verdict.send)


def test_the_last_moment_belongs_to_the_next_preview() -> None:
    nine = datetime(2026, 5, 3, 7, 0, tzinfo=UTC)
    assert preview(book(), [(person(), None)], nine - timedelta(days=2), 2, "Acme") == []
    assert [row.moment for row in preview(book(), [(person(), None)], nine, 1, "Acme")] == [nine]


def test_nobody_and_no_days_give_nothing() -> None:
    assert preview(BOOK, [], datetime(2026, 5, 3, tzinfo=UTC), 30, "Acme") == []
    assert preview(BOOK, [(person(), None)], datetime(2026, 5, 3, tzinfo=UTC), 0, "Acme") == []


def _row(touch: PlannedTouch) -> Row:
    return touch.customer, touch.rule, touch.occasion, touch.moment, touch.verdict


def _ticked(someone: Person, start: datetime, days: int, every: timedelta = MINUTE) -> Iterator[Row]:
    """What a tick every minute would do, keeping its plan and its ledger of touches as the database does."""
    plan: tuple[Planned, ...] = tuple(plan_person(BOOK, someone, start))
    for tick in count():
        now = start + tick * every
        if now >= start + timedelta(days=days) or not plan:
            return
        if min(planned.due_at for planned in plan) > now:
            continue
        seen = look(BOOK, someone, plan, now)
        for decision in seen.decisions:
            yield someone.customer, decision.candidate.rule, decision.candidate.occasion, now, decision.verdict
        someone, plan = seen.person, seen.plan
