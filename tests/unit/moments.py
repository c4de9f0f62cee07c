"""Moments, spans and zones for property tests; the zones are the awkward ones."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

ZONES = [
    ZoneInfo(name)
    for name in (
        "UTC",
        "Europe/Berlin",
        "Asia/Kolkata",
        "America/New_York",
        "Australia/Lord_Howe",  # half an hour of summer time
        "Africa/Cairo",  # clocks change at midnight
        "America/Havana",  # and back to midnight
        "Pacific/Apia",  # lost a day in December 2011
        "Pacific/Kiritimati",  # 14 hours ahead
    )
]

zones = st.sampled_from(ZONES)
moments = st.datetimes(datetime(2010, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (bounds)
whole_minutes = moments.map(lambda moment: moment.replace(second=0, microsecond=0))
spans = st.timedeltas(timedelta(0), timedelta(hours=200))
