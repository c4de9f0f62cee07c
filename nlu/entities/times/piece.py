from dataclasses import dataclass
from datetime import date, datetime, time

from nlu.entities.times.words import Part


@dataclass(frozen=True, slots=True)
class Clock:
    """What the customer's clock shows. `settled`: "4 pm" and "16:00" are, "at 4" is not."""

    hour: int
    minute: int = 0
    settled: bool = False
    next_day: bool = False

    @property
    def shows(self) -> time:
        return time(self.hour % 24, self.minute)


@dataclass(frozen=True, slots=True)
class Piece:
    """One expression in the text, up to `end`: a day, an hour, a part of the day, or a moment told as "in 2 hours".

    A bare weekday (`is_weekday`) gives way to a date beside it: "Monday, 16 March".
    """

    start: int
    end: int
    day: date | None = None
    clock: Clock | None = None
    part: Part | None = None
    moment: datetime | None = None
    is_weekday: bool = False
