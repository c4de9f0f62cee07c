"""Days told from today: "tomorrow", "kal", 下周一, "sa Biyernes", "3 days ago", and moments: "in two hours"."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from nlu.entities.entity import Where
from nlu.entities.numbers import HAN_NUMBER, SMALL, small
from nlu.entities.saying import AFTER, BEFORE, HAN, Said, any_of, plain, word_of
from nlu.entities.times.piece import Piece
from nlu.entities.times.tense import hindi_is_past
from nlu.entities.times.words import DAYS_WITH_PART, RELATIVE_DAYS, TENSE_DAYS, UNITS

_IS_HAN = re.compile(f"[{HAN}]")


def _in_either_script(words: dict[str, object]) -> str:
    """Chinese words need no boundary around them."""
    han = [word for word in words if _IS_HAN.match(word)]
    return f"{word_of(set(words) - set(han))}|{any_of(han)}"


_RELATIVE = re.compile(_in_either_script({**RELATIVE_DAYS, **DAYS_WITH_PART}))
_SOME_HOUR_TODAY = re.compile(
    rf"{BEFORE}(?:kaninang|mamayang|ngayong|mamaya|kanina)(?=\s(?:ng\s|mga\s)?(?:[0-9]|a\s?las|ala\s|ala-))"
)
_TENSE = re.compile(word_of(TENSE_DAYS))
_IS_OPEN = re.compile(  # "bukas" is also Filipino for "open"
    r"(?:\s(?:pa|po|na|ba|rin|din)){0,3}\s(?:kayo|(?:ang|yung|'yung|iyong)\s(?:\w{1,12}\s)?(?:store|shop|branch|"
    r"tindahan|opisina|office|mall|clinic|outlet|warehouse|kahon|box|pinto|package|parcel|ilaw))"
)
_WAS_OPEN = re.compile(r"(?:laging|palaging|naka|pag|kapag|habang|24/7|24 oras)\s?$")

_LATIN_UNITS = [word for word in UNITS if not _IS_HAN.search(word)]
_HAN_UNITS = any_of(word for word in UNITS if _IS_HAN.search(word))
_HALF_AN = ("half an", "aadhe", "आधे", "kalahating", "半")
_COUNT = rf"(?P<count>[0-9]{{1,4}}|{any_of([*SMALL, 'a', 'an', 'a couple of', 'couple of', *_HALF_AN])})"
_SPAN = rf"(?<![0-9.,:/-]){BEFORE}{_COUNT}(?:\s|-)?(?:na\s|more\s)?(?P<unit>{any_of(_LATIN_UNITS)}){AFTER}"
_HAN_SPAN = rf"(?<![0-9.])(?P<count>[0-9]{{1,4}}|{HAN_NUMBER}{{1,4}}|半)\s?(?P<unit>{_HAN_UNITS})"

_AHEAD = (
    re.compile(
        rf"{BEFORE}(?:in|pagkatapos ng|makalipas ang|pagkalipas ng)\s(?:about\s|around\s|another\s)?{_SPAN}"
        r"(?P<more>\sand a half)?(?:'s?\stime|\stime)?(?!\s(?:late|delay))"
    ),
    re.compile(rf"{_SPAN}\s(?:from now|from today|hence|baad|bad|बाद|ke baad|के बाद)(?![a-z\u0900-\u0963])"),
    re.compile(rf"{_HAN_SPAN}(?:之后|以后|后)(?!面)"),
)  # fmt: skip
_BEHIND = (
    re.compile(
        rf"{_SPAN}\s(?:ago|back|pehle|pahle|phle|पहले|na ang nakalipas|ang nakalipas|na ang nakakaraan|ang nakakaraan|"
        rf"ang nakaraan|na nakalipas){AFTER}"
    ),
    re.compile(rf"{_HAN_SPAN}(?:之前|以前|前)"),
)
_MAY_BE_SHIFTED = re.compile("ago|back|p[ae]?hle|पहले|naka|baa?d|बाद|hence|from|in |pagka|makal|[后前]")
_HOW_OFTEN_OR_PAST = re.compile(
    r"(?:twice|times?|thrice|once|broke|died|failed|stopped|second|third|again|only|even|not)\s(?:\w{1,10}\s){0,2}$"
)


def days(said: Said, where: Where) -> Iterator[Piece]:
    today = where.local_now.date()
    for found in _RELATIVE.finditer(said.low):
        yield from _relative(found, today)
    for found in _SOME_HOUR_TODAY.finditer(said.low):
        yield Piece(*found.span(), day=today)
    for found in _TENSE.finditer(said.low):
        away = TENSE_DAYS[plain(found.group())]
        if hindi_is_past(said.low, *found.span()):
            away = -away
        yield Piece(*found.span(), day=today + timedelta(days=away))


def shifts(said: Said, where: Where) -> Iterator[Piece]:
    """ "in 3 days" and "2 ghante pehle"; a bare "3 days" is a duration and no time."""
    if not _MAY_BE_SHIFTED.search(said.low):
        return
    for sign, patterns in ((1, _AHEAD), (-1, _BEHIND)):
        for pattern in patterns:
            for found in pattern.finditer(said.low):
                if sign < 0 or not _HOW_OFTEN_OR_PAST.search(said.low[max(0, found.start() - 30) : found.start()]):
                    yield from _shifted(found, sign, where.local_now)


def _relative(found: re.Match[str], today: date) -> Iterator[Piece]:
    word = plain(found.group())
    if word == "bukas" and (
        _IS_OPEN.match(found.string, found.end()) or _WAS_OPEN.search(found.string[: found.start()])
    ):
        return
    away, part = DAYS_WITH_PART[word] if word in DAYS_WITH_PART else (RELATIVE_DAYS[word], None)
    yield Piece(*found.span(), day=today + timedelta(days=away), part=part)


def _shifted(found: re.Match[str], sign: int, now: datetime) -> Iterator[Piece]:
    written, unit = plain(found.group("count")), UNITS[plain(found.group("unit"))]
    is_half = written in _HALF_AN
    count = 1 if is_half or written in {"a", "an"} else 2 if "couple" in written else small(written)
    if count is None or (is_half and unit != "hours"):
        return
    try:
        moment = _moved(now, sign * count, unit) if not is_half else now + sign * timedelta(minutes=30)
    except (OverflowError, ValueError):
        return
    if found.groupdict().get("more") and unit == "hours":
        moment += timedelta(minutes=30)
    if unit in {"minutes", "hours"}:
        yield Piece(*found.span(), moment=moment.replace(second=0, microsecond=0))
    else:
        yield Piece(*found.span(), day=moment.date())


def _moved(now: datetime, count: int, unit: str) -> datetime:
    """Raises OverflowError or ValueError beyond the calendar. A month from 31 January is the end of February."""
    if unit not in {"months", "years"}:
        return now + timedelta(**{unit: count})
    months = now.month - 1 + count * (12 if unit == "years" else 1)
    year, month = now.year + months // 12, months % 12 + 1
    return now.replace(year=year, month=month, day=min(now.day, calendar.monthrange(year, month)[1]))
