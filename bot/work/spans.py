"""A time ahead, as an agent writes it: "2h", "3d", "2026-12-24", "17:30"."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.work.errors import NoSuchSpan
from care_rules.spelling import span
from care_rules.wall_time import moment_at

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)


def moment_in(words: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment, in UTC; a day begins at midnight in `zone`, an hour that has passed is tomorrow's.

    Raises:
        NoSuchSpan: if it is none, or lies behind.
    """
    written = words.strip()
    clock = _CLOCK.fullmatch(written)
    try:
        if clock is not None:
            today = now.astimezone(zone).date()
            hour = time(int(clock[1]), int(clock[2]))
            at = moment_at(today, hour, zone)
            return at if at > now else moment_at(today + timedelta(days=1), hour, zone)
        at = moment_at(date.fromisoformat(written), time(0), zone) if "-" in written else now + span(written)
    except ValueError:
        raise NoSuchSpan(span=written[:40]) from None
    if at <= now:
        raise NoSuchSpan(span=written[:40])
    return at
