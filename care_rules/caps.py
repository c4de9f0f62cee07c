from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from care_rules.wall_time import local_date, moment_at

# Days of the customer's calendar, today included. A week that rolls is what "never more than twice a week" promises:
# with calendar weeks there could be four between a Saturday and a Monday.
PERIODS = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}


@dataclass(frozen=True)
class Caps:
    """How many messages we may send first; None is no cap."""

    day: int | None = None
    week: int | None = None
    month: int | None = None


class CapState(NamedTuple):
    """`room_at` is the UTC moment from which one more fits, or None if one fits now."""

    period: str
    sent: int
    at_most: int
    room_at: datetime | None


def cap_states(caps: Caps, sent_at: Sequence[datetime], now: datetime, zone: ZoneInfo) -> Iterator[CapState]:
    today = local_date(now, zone)
    sent_on = sorted(local_date(moment, zone) for moment in sent_at)
    for period, span in PERIODS.items():
        at_most: int | None = getattr(caps, period)
        if at_most is None:
            continue
        counted = [day for day in sent_on if day > today - span]
        room_at = None
        if len(counted) >= at_most:
            room_on = counted[len(counted) - at_most] + span
            room_at = moment_at(room_on, time(0), zone)
        yield CapState(period, len(counted), at_most, room_at)
