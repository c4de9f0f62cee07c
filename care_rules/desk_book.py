"""desk.yml: when the desk is open, how it is watched, and when customers are left in peace."""

from datetime import date, timedelta
from functools import cached_property
from typing import Annotated
from zoneinfo import ZoneInfo

from holidays import HolidayBase
from pydantic import BeforeValidator, Field, InstanceOf

from care_rules import spelling
from care_rules.arbitration import Limits
from care_rules.assigning import Assignment
from care_rules.caps import Caps
from care_rules.cases import CaseKind
from care_rules.intake import Detail
from care_rules.ladder import RUNGS, Lead, Watch
from care_rules.quiet_hours import QuietHours
from care_rules.working_hours import Shift, WorkingHours
from care_rules.written import Span, Written

Shifts = Annotated[tuple[InstanceOf[Shift], ...], BeforeValidator(spelling.shifts)]
ClosedDay = Annotated[date | tuple[int, int], BeforeValidator(spelling.closed_day)]
OpenDay = Annotated[date, BeforeValidator(spelling.open_day)]
Calendar = Annotated[InstanceOf[HolidayBase], BeforeValidator(spelling.public_holidays)]
AtMost = Annotated[int, Field(ge=1, strict=True, examples=["2"])]


class CapsWritten(Written):
    day: AtMost | None = None
    week: AtMost | None = None
    month: AtMost | None = None


class Week(Written):
    monday: Shifts = Field(examples=["09:00-18:00"])
    tuesday: Shifts = Field(examples=["09:00-18:00"])
    wednesday: Shifts = Field(examples=["09:00-18:00"])
    thursday: Shifts = Field(examples=["09:00-18:00"])
    friday: Shifts = Field(examples=["09:00-18:00"])
    saturday: Shifts = Field(examples=["closed"])
    sunday: Shifts = Field(examples=["closed"])

    def shifts(self) -> tuple[tuple[Shift, ...], ...]:
        return (self.monday, self.tuesday, self.wednesday, self.thursday, self.friday, self.saturday, self.sunday)


class LadderWritten(Written):
    team: Span = Field(default=timedelta(minutes=15), examples=["15m"])
    lead: Span = Field(default=timedelta(minutes=30), examples=["30m"])
    manager: Span = Field(default=timedelta(hours=1), examples=["1h"])


class Intake(Written):
    """What is asked for with a case of each kind, in this order. An emergency is asked one thing, which is its own."""

    complaint: tuple[Detail, ...] = (Detail.what, Detail.order, Detail.product, Detail.outcome)
    request: tuple[Detail, ...] = (Detail.what, Detail.order, Detail.product)
    question: tuple[Detail, ...] = (Detail.what,)
    suggestion: tuple[Detail, ...] = (Detail.what,)

    def of(self, kind: CaseKind) -> tuple[Detail, ...]:
        wanted: tuple[Detail, ...] = getattr(self, kind.value, ())
        return wanted


class Desk(Written):
    time_zone: Annotated[ZoneInfo, BeforeValidator(spelling.time_zone)]
    hours: Week = Field(examples=["{monday: 09:00-18:00, …}"])
    closed: tuple[ClosedDay, ...] = ()
    holidays: Calendar | None = None
    open: dict[OpenDay, Shifts] = Field(default_factory=dict)
    assignment: Assignment = Field(default=Assignment.claim, examples=["claim"])
    close_after: Span = Field(default=timedelta(days=3), examples=["3d"])
    intake: Intake = Intake()
    warn: Span = timedelta(minutes=30)
    renew: Span = timedelta(minutes=10)
    ladder: LadderWritten = LadderWritten()
    quiet_hours: Annotated[InstanceOf[QuietHours], BeforeValidator(spelling.quiet_hours)] = Field(
        examples=["22:00-08:00"]
    )
    caps: CapsWritten = CapsWritten()
    after_complaint: Span = Field(examples=["7d"])
    surveys_apart: Span = timedelta(days=30)
    ask_over: Annotated[int, BeforeValidator(spelling.percent), Field(le=100)] = 25

    @cached_property
    def working_hours(self) -> WorkingHours:
        return WorkingHours(
            zone=self.time_zone,
            week=self.hours.shifts(),
            closed_dates=frozenset(day for day in self.closed if isinstance(day, date)),
            closed_each_year=frozenset(day for day in self.closed if isinstance(day, tuple)),
            open_dates=self.open,
            holidays=self.holidays if self.holidays is not None else frozenset(),
        )

    @cached_property
    def watch(self) -> Watch:
        """What is done about promises, of all cases but emergencies."""
        rungs = {rung: getattr(self.ladder, rung.value) for rung in RUNGS}
        return Watch(Lead(self.warn, self.renew), rungs, self.working_hours)

    def limits(self, caps: CapsWritten | None = None) -> Limits:
        """Return what holds for a customer; `caps` are those of their tier, where it has its own."""
        written = caps or self.caps
        at_most = Caps(day=written.day, week=written.week, month=written.month)
        return Limits(self.quiet_hours, at_most, self.after_complaint, self.surveys_apart)
