"""Where clock changes are decided: what moment a date and a time on the wall mean in a zone."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


def moment_at(day: date, wall: time, zone: ZoneInfo, *, again: bool = False) -> datetime:
    """Return the UTC moment when the wall clock shows this.

    A time that is skipped in spring means the moment of the change (02:30 is the instant at which 02:00 becomes
    03:00). A time that comes twice in autumn means its first coming, or its second with `again`.
    """
    return _moment_at(day, wall, zone, again)


@lru_cache(maxsize=20_000)  # many live in few zones, and are greeted at the same few hours
def _moment_at(day: date, wall: time, zone: ZoneInfo, again: bool) -> datetime:
    local = datetime.combine(day, wall.replace(fold=int(again), tzinfo=None), tzinfo=zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    return _end_of_gap(local, zone)


def local_date(moment: datetime, zone: ZoneInfo) -> date:
    return aware(moment).astimezone(zone).date()


def aware(moment: datetime) -> datetime:
    """Raises ValueError if the moment is naive."""
    if moment.tzinfo is UTC:
        return moment
    if moment.utcoffset() is None:
        raise ValueError(f"a moment needs a time zone: {moment.isoformat()}")
    return moment.astimezone(UTC)


def _end_of_gap(local: datetime, zone: ZoneInfo) -> datetime:
    # In a gap, fold=1 reads with the new offset and lies before the change, fold=0 with the old one and lies behind it.
    before, behind = (local.replace(fold=fold).astimezone(UTC) for fold in (1, 0))
    old = before.astimezone(zone).utcoffset()
    while behind - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(behind - before) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            behind = middle
    return behind.replace(microsecond=0)
