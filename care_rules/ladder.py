"""What is done about a promise and when: a warning before it is missed, a new time for the customer, a ladder after."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from care_rules.promises import Owed
from care_rules.terms import Objective, Promise, Terms
from care_rules.working_hours import WorkingHours, due_at, worked


class StepKind(StrEnum):
    warn = "warn"  # staff hear that it will soon be due
    renew = "renew"  # the customer hears that it will be missed, and of another time
    miss = "miss"  # it was missed; whoever has the case hears of it
    team = "team"
    lead = "lead"
    manager = "manager"


RUNGS = (StepKind.team, StepKind.lead, StepKind.manager)  # after the miss, one after another


@dataclass(frozen=True)
class Lead:
    """How long before a promise runs out staff are warned, and the customer is told another time."""

    warn: timedelta
    renew: timedelta


@dataclass(frozen=True)
class Step:
    """Something to do about a promise once it is later than `at`. `name` is the same for the same step, always."""

    at: datetime
    kind: StepKind
    owed: Owed

    @property
    def name(self) -> str:
        again = f":{self.owed.renewals}" if self.kind in (StepKind.warn, StepKind.renew) else ""
        return f"{self.kind}:{self.owed.objective}:{self.owed.key}{again}"


@dataclass(frozen=True)
class Watch:
    """What steps depend on. `ladder` says how long after the miss each rung comes.

    An emergency climbs from its opening and at any hour; all else climbs from the miss and in working hours.
    """

    lead: Lead
    ladder: Mapping[StepKind, timedelta]
    hours: WorkingHours
    emergency: bool = False


def steps(one: Owed, watch: Watch, done: Collection[str], taken_care_at: datetime | None) -> list[Step]:
    """Return what is still to be done about a promise, the soonest first.

    `taken_care_at` is when somebody last said that they see to it: the ladder ends there.
    """
    possible = (*_before(one, watch), *_after(one, watch, taken_care_at))
    return sorted((step for step in possible if step.name not in done), key=lambda step: step.at)


def renewed_until(one: Owed, terms: Terms, now: datetime, hours: WorkingHours) -> datetime:
    """Return the next time to promise: each is further off than the one before, so that few are needed."""
    promise = terms.promise(one.objective)
    assert promise is not None
    assert one.due_at is not None
    longer = Promise(promise.allowance * (one.renewals + 1), promise.around_the_clock)
    return longer.due(max(one.due_at, now), hours)


def _before(one: Owed, watch: Watch) -> Iterator[Step]:
    if one.due_at is None or not one.running:
        return
    for kind, lead, most in ((StepKind.warn, watch.lead.warn, 2), (StepKind.renew, watch.lead.renew, 4)):
        yield Step(_ahead(one.since, one.due_at, lead, most, watch), kind, one)


def _ahead(since: datetime, due: datetime, lead: timedelta, most: int, watch: Watch) -> datetime:
    """`lead` before it is due, though never more than one part in `most` of the time there is."""
    if watch.emergency:
        return max(due - min(lead, (due - since) / most), since)
    there_is = worked(since, due, watch.hours)
    return due_at(since, there_is - min(lead, there_is / most), watch.hours)


def _after(one: Owed, watch: Watch, taken_care_at: datetime | None) -> Iterator[Step]:
    if one.promised_at is None:
        return
    yield Step(one.promised_at, StepKind.miss, one)
    at_once = watch.emergency and one.objective == Objective.first_answer
    alarm_at = one.asked_at if at_once else one.promised_at
    if not one.running or (taken_care_at is not None and taken_care_at >= alarm_at):
        return
    for rung, after in watch.ladder.items():
        yield Step(alarm_at + after if watch.emergency else due_at(alarm_at, after, watch.hours), rung, one)
