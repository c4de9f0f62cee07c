"""What a customer answers when asked where they are, or what time it is there."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import phonenumbers
import regex
import tzfpy
from phonenumbers.timezone import time_zones_for_number

from bot.work.customers.places import country_of, plain, rule_of, zone_names, zone_of_place, zones_of

_MOST_BUTTONS = 4
_UNKNOWN = "Etc/Unknown"  # of a number that is nowhere
_TOLERANCE = timedelta(minutes=10)  # between their clock and ours
_DAY = timedelta(days=1)
_LONGEST = 100  # characters

_BEFORE = """hi hello i im am we were are live lives living stay staying based currently now from in at near around here
    its it is my the local time timezone zone city of today ich bin wohne aus estoy vivo en je suis à nel saya di ako
    sa"""
_AFTER = "time timezone zone here now city please today local standard po"
_OFFSET = regex.compile(r"(?:utc|gmt)?\s*([+−-])\s*(\d{1,2})(?::?([0-5]\d))?")
_CLOCK = regex.compile(
    r"""(?:(?:it['’]?s|it\ is|now|here|the|my|local|time|is|currently|at|about|almost|es\ ist|il\ est
    |son\ las)\b[\s,:]*)*
    (?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>[0-5]\d))?\s*
    (?:(?P<half>[ap])\.?\s*m\b\.?|uhr|hrs|hours|h|o['’]?clock)?(?:\s*(?:now|here|there|right\ now))*[.!]*""",
    regex.VERBOSE,
)
_ONE_FOR_EACH_OFFSET = """
    Europe/London Europe/Berlin Europe/Athens Europe/Istanbul Europe/Moscow Asia/Kolkata Asia/Shanghai
    Asia/Dubai Asia/Tokyo Asia/Bangkok Asia/Karachi Asia/Dhaka Asia/Riyadh Asia/Kabul Asia/Tehran Asia/Kathmandu
    Asia/Yangon Asia/Jerusalem Africa/Lagos Africa/Johannesburg Africa/Nairobi Africa/Abidjan America/New_York
    America/Chicago America/Denver America/Los_Angeles America/Anchorage America/Halifax America/Sao_Paulo
    America/St_Johns America/Noronha America/Lima America/Bogota America/Caracas America/Mexico_City
    America/Phoenix Australia/Sydney Australia/Adelaide Australia/Darwin Australia/Brisbane Pacific/Honolulu
    Pacific/Auckland Pacific/Noumea Pacific/Fiji Pacific/Tongatapu Pacific/Kiritimati Pacific/Pago_Pago
    Atlantic/Cape_Verde Asia/Samarkand Asia/Almaty
"""
"""Well-known zones, the likelier one of an offset first."""


def zone_of_phone(phone: str) -> str | None:
    """Return the name of the time zone where this number (E.164) is, None where it may be several."""
    zones = time_zones_for_number(phonenumbers.parse(phone))
    return zones[0] if len(zones) == 1 and zones[0] != _UNKNOWN else None


def zone_in(text: str, now: datetime, company_zone: ZoneInfo) -> ZoneInfo | None:
    """Return the zone that a place, a zone's name, an offset or the time on their wall tells; None where none is told.

    A time of day and an offset fit several zones: the company's wins, then one of its country, then a well-known one.
    "3:15" without am or pm is only compared with the company's country.
    """
    said = unicodedata.normalize("NFKC", text[: _LONGEST + 1]).strip()
    if not said or len(said) > _LONGEST:
        return None
    lower = said.casefold()
    if lower == company_zone.key.casefold() or plain(said) in _abbreviations(company_zone, now):
        return company_zone
    if match := _OFFSET.fullmatch(lower):
        return _with_offset(match, now, company_zone)
    if match := _CLOCK.fullmatch(lower):
        return _with_clock(_hands(match), now, company_zone)
    found = zone_names().get(lower) or zone_of_place(list(_readings(said)), now)
    return ZoneInfo(found) if found else None


def zone_at(latitude: float, longitude: float) -> ZoneInfo | None:
    """Return the zone of a place on land, given in degrees; None at sea, where clocks follow the ship."""
    name = tzfpy.get_tz(longitude, latitude)
    found = None if name.startswith("Etc/") else zone_names().get(name.casefold())
    return ZoneInfo(found) if found else None


def candidates(company_zone: ZoneInfo, country: str | None) -> list[ZoneInfo]:
    """Return the zones worth a button: the company's, then others of the country whose clocks go otherwise."""
    by_rule: dict[str, ZoneInfo] = {}
    for zone in (company_zone.key, *zones_of(country or country_of(company_zone.key))):
        by_rule.setdefault(rule_of(zone), ZoneInfo(zone))
    return list(by_rule.values())[:_MOST_BUTTONS]


def alike(one: ZoneInfo, other: ZoneInfo | None) -> bool:
    """Whether clocks go the same in both, now and in future."""
    return other is not None and rule_of(one.key) == rule_of(other.key)


def label(zone: ZoneInfo, now: datetime) -> str:
    """Return the time there and the city, like "14:32 · Manila"."""
    return f"{now.astimezone(zone):%H:%M} · {zone.key.rsplit('/', 1)[-1].replace('_', ' ')}"


def _readings(said: str) -> Iterable[str]:
    """Return what may be the place's name: all that was said, then without the words before it and behind it."""
    words = plain(said).split()
    yield " ".join(words)
    while words and words[0] in _BEFORE.split():
        words = words[1:]
        yield " ".join(words)
    while words and words[-1] in _AFTER.split():
        words = words[:-1]
        yield " ".join(words)


def _abbreviations(zone: ZoneInfo, now: datetime) -> set[str]:
    """Return what the zone is called for short, in both halves of the year: IST, PST and CST mean the company's own."""
    seasons = (now, now + timedelta(days=182))
    return {plain(at.astimezone(zone).tzname() or "") for at in seasons} - {""}


def _near(company_zone: ZoneInfo) -> list[ZoneInfo]:
    return [company_zone, *map(ZoneInfo, zones_of(country_of(company_zone.key)))]


def _well_known(company_zone: ZoneInfo) -> list[ZoneInfo]:
    region = company_zone.key.split("/")[0]
    names = sorted(_ONE_FOR_EACH_OFFSET.split(), key=lambda name: name.split("/")[0] != region)
    return [ZoneInfo(name) for name in names]


def _with_offset(match: regex.Match[str], now: datetime, company_zone: ZoneInfo) -> ZoneInfo | None:
    sign = 1 if match[1] == "+" else -1
    offset = sign * timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    zones = [*_near(company_zone), *_well_known(company_zone)]
    return next((zone for zone in zones if now.astimezone(zone).utcoffset() == offset), None)


def _hands(match: regex.Match[str]) -> list[timedelta]:
    """Return the times of day that the answer may mean: two if it is on a dial of twelve hours and says no am or pm."""
    hour, minute, half = int(match["hour"]), timedelta(minutes=int(match["minute"] or 0)), match["half"]
    if hour > 23 or (half and not 1 <= hour <= 12) or (match["minute"] is None and match[0].strip() == match["hour"]):
        return []
    if half:
        return [timedelta(hours=hour % 12 + 12 * (half == "p")) + minute]
    if 1 <= hour <= 12 and not match["hour"].startswith("0"):
        return [timedelta(hours=hour) + minute, timedelta(hours=(hour + 12) % 24) + minute]
    return [timedelta(hours=hour) + minute]


def _with_clock(hands: list[timedelta], now: datetime, company_zone: ZoneInfo) -> ZoneInfo | None:
    pools = [[company_zone], _near(company_zone)]
    if len(hands) == 1:
        pools.append(_well_known(company_zone))
    for pool in pools:
        fitting = [(_apart(hand, now, zone), place) for hand in hands for place, zone in enumerate(pool)]
        nearest = min(fitting, default=None)
        if nearest is not None and nearest[0] <= _TOLERANCE:
            return pool[nearest[1]]
    return None


def _apart(hand: timedelta, now: datetime, zone: ZoneInfo) -> timedelta:
    local = now.astimezone(zone)
    difference = (hand - timedelta(hours=local.hour, minutes=local.minute)) % _DAY
    return min(difference, _DAY - difference)
