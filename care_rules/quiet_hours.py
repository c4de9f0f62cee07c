from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from care_rules.wall_time import aware, moment_at


@dataclass(frozen=True)
class QuietHours:
    """The customer's night, on their own wall clock: 22:00 to 08:00 goes over midnight, 13:00 to 15:00 does not."""

    begins: time
    ends: time

    def __post_init__(self) -> None:
        if self.begins == self.ends:
            raise ValueError("quiet hours need a beginning and an end that differ")

    def covers(self, wall: time) -> bool:
        if self.begins < self.ends:
            return self.begins <= wall < self.ends
        return wall >= self.begins or wall < self.ends


def quiet_until(now: datetime, quiet: QuietHours, zone: ZoneInfo) -> datetime | None:
    """Return the UTC moment when quiet hours end, or None if `now` is not quiet."""
    now = aware(now)
    local = now.astimezone(zone)
    wall = local.time()
    if not quiet.covers(wall):
        return None
    day = local.date() if wall < quiet.ends else local.date() + timedelta(days=1)
    ends = moment_at(day, quiet.ends, zone)
    if ends <= now:  # the clock was put back, and this end of night has already been
        ends = moment_at(day, quiet.ends, zone, again=True)
    return ends
