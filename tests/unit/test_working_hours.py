from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from care_rules.desk_book import Desk
from care_rules.working_hours import Shift, WorkingHours, due_at, is_open, opens_at, worked
from tests.unit.moments import ZONES, moments, spans

BERLIN = ZoneInfo("Europe/Berlin")
NINE_TO_SIX = (Shift(time(9), time(18)),)
WITH_LUNCH = (Shift(time(9), time(12, 30)), Shift(time(13, 30), time(18)))
OFFICE_DESK = {
    "time_zone": "UTC",
    "hours": dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "09:00-18:00")
    | dict.fromkeys(("saturday", "sunday"), "closed"),
    "quiet_hours": "22:00-08:00",
    "after_complaint": "7d",
}
ROUND_MIDNIGHT = (Shift(time(0), time(3)), Shift(time(22), time(0)))


def week(*days: tuple[Shift, ...], zone: ZoneInfo = BERLIN, closed: frozenset[date] = frozenset()) -> WorkingHours:
    return WorkingHours(zone, (*days, *[()] * (7 - len(days))), closed)


OFFICE = week(*[NINE_TO_SIX] * 5)
all_hours = st.builds(
    WorkingHours,
    zone=st.sampled_from(ZONES),
    week=st.lists(
        st.sampled_from([(), NINE_TO_SIX, WITH_LUNCH, ROUND_MIDNIGHT, (Shift(time(0), time(0)),)]),
        min_size=7,
        max_size=7,
    )
    .filter(any)
    .map(tuple),
    closed_dates=st.frozensets(st.dates(date(2010, 1, 1), date(2034, 12, 31)), max_size=3),
    closed_each_year=st.frozensets(st.sampled_from([(12, 25), (1, 1), (2, 29)])),
    open_dates=st.dictionaries(st.dates(date(2010, 1, 1), date(2034, 12, 31)), st.just(WITH_LUNCH), max_size=2),
)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@given(moments, spans, spans, all_hours)
def test_allowances_add_up(opened: datetime, first: timedelta, second: timedelta, hours: WorkingHours) -> None:
    halfway = due_at(opened, first, hours)
    assert due_at(halfway, second, hours) == due_at(opened, first + second, hours)


@given(moments, spans, all_hours)
def test_nothing_is_due_while_closed(opened: datetime, allowance: timedelta, hours: WorkingHours) -> None:
    due = due_at(opened, allowance, hours)
    assert due.tzinfo is UTC
    assert due >= opened + allowance
    assert is_open(due, hours)


@given(moments, spans, spans, all_hours)
def test_more_allowance_or_a_later_start_is_not_due_earlier(
    opened: datetime, first: timedelta, later: timedelta, hours: WorkingHours
) -> None:
    assert due_at(opened, first, hours) <= due_at(opened, first + later, hours)
    assert due_at(opened, first, hours) <= due_at(opened + later, first, hours)


@given(moments, all_hours)
def test_the_desk_is_open_when_it_opens_and_closed_until_then(opened: datetime, hours: WorkingHours) -> None:
    opening = opens_at(opened, hours)
    assert is_open(opening, hours)
    assert opening >= opened
    assume(opening > opened)
    assert not is_open(opened + (opening - opened) / 2, hours)
    assert not is_open(opening - timedelta(microseconds=1), hours)


@given(moments, all_hours)
def test_the_wall_clock_agrees_that_the_desk_is_open(opened: datetime, hours: WorkingHours) -> None:
    assume(_clocks_steady_around(opened, hours.zone))
    local = opened.astimezone(hours.zone)
    shifts = hours.shifts_on(local.date())
    running = any(s.opens <= local.time() and (s.closes == time(0) or local.time() < s.closes) for s in shifts)
    if running:
        assert is_open(opened, hours)
    elif is_open(opened, hours):  # the instant of closing, and no other
        assert not is_open(opened + timedelta(microseconds=1), hours)


def test_half_an_hour_granted_at_ten_to_six_on_friday_is_due_on_monday() -> None:
    due = due_at(berlin("2026-11-20T17:50"), timedelta(minutes=30), OFFICE)
    assert due == berlin("2026-11-23T09:20")


def test_what_runs_out_at_closing_is_due_at_closing() -> None:
    assert due_at(berlin("2026-11-20T17:00"), timedelta(hours=1), OFFICE) == berlin("2026-11-20T18:00")


def test_no_allowance_is_due_at_once_or_at_opening() -> None:
    assert due_at(berlin("2026-11-20T12:00"), timedelta(0), OFFICE) == berlin("2026-11-20T12:00")
    assert due_at(berlin("2026-11-21T12:00"), timedelta(0), OFFICE) == berlin("2026-11-23T09:00")


def test_the_clock_stops_over_lunch() -> None:
    hours = week(*[WITH_LUNCH] * 5)
    assert due_at(berlin("2026-11-20T12:00"), timedelta(hours=1), hours) == berlin("2026-11-20T14:00")
    assert not is_open(berlin("2026-11-20T13:00"), hours)


def test_closed_dates_are_passed_over() -> None:
    hours = week(*[NINE_TO_SIX] * 5, closed=frozenset({date(2026, 11, 23)}))
    assert due_at(berlin("2026-11-20T17:50"), timedelta(minutes=30), hours) == berlin("2026-11-24T09:20")
    yearly = WorkingHours(BERLIN, (NINE_TO_SIX,) * 7, closed_each_year=frozenset({(12, 25)}))
    assert [opens_at(berlin(f"{year}-12-25T10:00"), yearly) for year in (2026, 2027)] == [
        berlin("2026-12-26T09:00"),
        berlin("2027-12-26T09:00"),
    ]


def test_a_night_desk_works_across_midnight() -> None:
    night = week((Shift(time(22), time(0)),), (Shift(time(0), time(6)),))  # Monday night
    assert due_at(berlin("2026-11-23T23:30"), timedelta(hours=2), night) == berlin("2026-11-24T01:30")


def test_a_night_when_clocks_change_has_its_true_length() -> None:
    nights = WorkingHours(BERLIN, ((Shift(time(0), time(6)),),) * 7)
    spring, autumn = berlin("2026-03-29T00:00"), berlin("2026-10-25T00:00")
    assert due_at(spring, timedelta(hours=5), nights) == berlin("2026-03-29T06:00")
    assert due_at(autumn, timedelta(hours=7), nights) == berlin("2026-10-25T06:00")


def test_the_desks_zone_decides() -> None:
    hours = week(*[NINE_TO_SIX] * 5, zone=ZoneInfo("Asia/Kolkata"))
    assert opens_at(datetime(2026, 11, 23, 1, 0, tzinfo=UTC), hours) == datetime(2026, 11, 23, 3, 30, tzinfo=UTC)


def test_a_shift_over_midnight_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Shift(time(22), time(6))


@pytest.mark.parametrize(
    "days", [[()], [(*WITH_LUNCH, Shift(time(17), time(19)))], [(Shift(time(20), time(0)), Shift(time(21), time(22)))]]
)
def test_a_week_without_work_or_with_overlaps_is_refused(days: list[tuple[Shift, ...]]) -> None:
    with pytest.raises(ValueError, match=r"at least one shift|overlapping"):
        week(*days)


def test_naive_moments_and_negative_allowances_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due_at(datetime(2026, 11, 20, 12), timedelta(hours=1), OFFICE)  # noqa: DTZ001 (the point of the test)
    with pytest.raises(ValueError, match="not negative"):
        due_at(berlin("2026-11-20T12:00"), timedelta(hours=-1), OFFICE)


def test_a_desk_that_is_closed_for_years_is_a_fault_and_no_endless_search() -> None:
    closed = frozenset(date(2026, 1, 5) + timedelta(weeks=weeks) for weeks in range(200))
    with pytest.raises(ValueError, match="more than two years"):
        opens_at(berlin("2026-01-05T10:00"), week(NINE_TO_SIX, closed=closed))


def _clocks_steady_around(moment: datetime, zone: ZoneInfo) -> bool:
    sides = (moment - timedelta(days=1), moment + timedelta(days=1))
    return len({side.astimezone(zone).utcoffset() for side in sides}) == 1


@given(moments, spans, all_hours)
def test_working_time_spent_is_the_allowance_that_it_uses_up(
    opened: datetime, allowance: timedelta, hours: WorkingHours
) -> None:
    assert worked(opened, due_at(opened, allowance, hours), hours) == allowance


@given(moments, spans, spans, all_hours)
def test_working_time_adds_up(start: datetime, first: timedelta, second: timedelta, hours: WorkingHours) -> None:
    middle, end = start + first, start + first + second
    assert worked(start, middle, hours) + worked(middle, end, hours) == worked(start, end, hours)
    assert worked(end, start, hours) == timedelta(0)


def test_public_holidays_of_a_region_close_the_desk() -> None:
    desk = OFFICE_DESK | {"holidays": "IN-MH"}
    hours = Desk.model_validate(desk).working_hours
    maharashtra_day = date(2026, 5, 1)
    assert hours.shifts_on(maharashtra_day) == ()
    assert (
        Desk.model_validate(desk | {"holidays": "IN-KL"}).working_hours.shifts_on(maharashtra_day + timedelta(3)) != ()
    )


@pytest.mark.parametrize(
    ("country", "day"),
    [("PH", date(2026, 6, 12)), ("CN", date(2026, 10, 1)), ("CA", date(2026, 7, 1)), ("CA-QC", date(2026, 6, 24))],
)
def test_a_country_closes_on_its_own_days(country: str, day: date) -> None:
    assert Desk.model_validate(OFFICE_DESK | {"holidays": country}).working_hours.shifts_on(day) == ()
    assert Desk.model_validate(OFFICE_DESK | {"holidays": "DE"}).working_hours.shifts_on(day) != ()


def test_a_day_with_hours_of_its_own_is_open_whatever_else_it_is() -> None:
    desk = OFFICE_DESK | {"holidays": "CN", "closed": ["2026-10-10"], "open": {"2026-10-10": "10:00-14:00"}}
    saturday_worked_for_the_holidays = date(2026, 10, 10)
    assert Desk.model_validate(desk).working_hours.shifts_on(saturday_worked_for_the_holidays) == (
        Shift(time(10), time(14)),
    )
