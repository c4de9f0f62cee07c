"""What a case is promised (its service objectives): fixed when it is opened, and changed by nothing after."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from care_rules.wall_time import aware
from care_rules.working_hours import WorkingHours, due_at, worked


class Objective(StrEnum):
    first_answer = "first_answer"
    next_answer = "next_answer"
    resolution = "resolution"


@dataclass(frozen=True)
class Promise:
    """A service objective: within `allowance` of working time, or of any time where it holds around the clock."""

    allowance: timedelta
    around_the_clock: bool = False

    def due(self, start: datetime, hours: WorkingHours, *, used: timedelta = timedelta(0)) -> datetime:
        """Return the UTC moment at which it runs out, with `used` of it gone at `start`.

        Raises:
            ValueError: if `start` is naive.
        """
        left = max(self.allowance - used, timedelta(0))
        return aware(start) + left if self.around_the_clock else due_at(start, left, hours)

    def spent(self, start: datetime, end: datetime, hours: WorkingHours) -> timedelta:
        """Return how much of it a span of time takes."""
        return max(end - start, timedelta(0)) if self.around_the_clock else worked(start, end, hours)

    def share(self, percent: int) -> "Promise":
        return Promise(self.allowance * percent / 100, self.around_the_clock)


@dataclass(frozen=True)
class Terms:
    """The promises of one case. No `resolution`: none was promised."""

    first_answer: Promise
    next_answer: Promise
    resolution: Promise | None = None

    def promise(self, objective: Objective) -> Promise | None:
        promised: Promise | None = getattr(self, objective.value)
        return promised

    def as_data(self) -> dict[str, Any]:
        """Return them in a form that JSON can keep: seconds, and whether they run around the clock."""
        kept = {objective.value: self.promise(objective) for objective in Objective}
        return {
            name: [promise.allowance.total_seconds(), promise.around_the_clock]
            for name, promise in kept.items()
            if promise is not None
        }

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> Self:
        """The reverse of `as_data`.

        Raises:
            KeyError: if a promise of an answer is missing.
        """
        kept = {name: Promise(timedelta(seconds=seconds), around) for name, (seconds, around) in data.items()}
        return cls(
            first_answer=kept[Objective.first_answer],
            next_answer=kept[Objective.next_answer],
            resolution=kept.get(Objective.resolution),
        )
