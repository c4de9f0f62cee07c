"""Weekdays. A bare one is the next in the future; "next Monday" is the one of the coming calendar week."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from nlu.entities.entity import Where
from nlu.entities.saying import AFTER, BEFORE, Said, any_of, plain, word_of
from nlu.entities.times.piece import Piece
from nlu.entities.times.words import HAN_WEEKDAYS, SHORT_WEEKDAYS, WEEKDAYS

_NEXT = ("next", "agle", "agla", "अगले", "sa susunod na", "susunod na")
_LAST = (
    "last", "past", "previous", "this past", "pichle", "pichhle", "pichla", "पिछले", "noong nakaraang", "nakaraang",
    "nitong", "nitong nakaraang",
)  # fmt: skip
_THIS = ("this", "this coming", "coming", "इस", "ngayong", "sa darating na", "darating na", "ngayong darating na")

# These say which one it is, or that a day is meant at all, and are no part of its name.
_SINCE = ("since", "noong", "nung", "mula noong")
_BESIDE = ("on", "by", "until", "till", "before", "after", "sa")

_WHICH = re.compile(rf"{BEFORE}(?P<which>{any_of([*_NEXT, *_LAST, *_THIS, *_SINCE, *_BESIDE])})\s$")
_SUNDAYS = ("sa darating na", "darating na", "noong", "nung", "sa")
_LONGEST_WHICH = 22  # characters

_LONG = re.compile(
    rf"{word_of(WEEKDAYS)}(?P<week>\s(?:next|last)\sweek(?![a-z]))?(?P<since>(?=\s(?:se|से)(?![a-z\u0900-\u0963])))?"
)
_SHORT = re.compile(
    rf"{BEFORE}{any_of(SHORT_WEEKDAYS)}(?:(?=-{any_of(SHORT_WEEKDAYS)})|"
    r"(?![a-z0-9_-]|\s(?:up|down|there|here|for|my|in|is|was|waiting|with)(?![a-z])))\.?"
)
_LINGGO = re.compile(rf"{BEFORE}linggo{AFTER}(?!\s(?:na|pa)\s)")  # also Filipino for "week"
_HAN = re.compile(
    "(?P<which>下下个?|下个?|上上个?|上个?|本|这个?)?(?<!每)(?<!每个)(?:周|星期|礼拜|"
    "週)(?P<day>[一二三四五六日天])(?![期年])"
)

_RECURS = re.compile(r"(?:every|each|tuwing|kada|har|हर|每个?|black|good|cyber|casual)\s?$")
_A_RANGE = re.compile(r"\s?(?:to|till|until|thru|through|hanggang|-|~|到|至|se|से)\s?(?:every\s)?")


def weekdays(said: Said, where: Where) -> list[Piece]:
    """Weekdays that are dates: not "every Monday", and not "Monday to Friday"."""
    today = where.local_now.date()
    found = sorted([*_latin(said, today), *_han(said, today)], key=lambda piece: piece.start)
    ranged = {
        piece
        for left, right in pairwise(found)
        if _A_RANGE.fullmatch(said.low, left.end, right.start)
        for piece in (left, right)
    }
    return [piece for piece in found if piece not in ranged]


def _latin(said: Said, today: date) -> Iterator[Piece]:
    """Hindi, and Filipino too. "linggo" and "sun" need a word before them that makes them days."""
    for pattern in (_LONG, _SHORT, _LINGGO):
        for found in pattern.finditer(said.low):
            before = _WHICH.search(said.low, max(0, found.start() - _LONGEST_WHICH), found.start())
            which = plain(before.group("which")) if before else ""
            has_capital = pattern is _SHORT and said.text[found.start()].isupper()
            start = before.start() if before and which not in {*_SINCE, *_BESIDE} else found.start()
            is_day = which in _SUNDAYS if pattern is _LINGGO else pattern is _LONG or which or has_capital
            if is_day and not _recurs(said.low, start):
                yield Piece(start, found.end(), day=_day(found, which, today), is_weekday=True)


def _han(said: Said, today: date) -> Iterator[Piece]:
    for found in _HAN.finditer(said.low) if said.has_han else ():
        weekday, which = HAN_WEEKDAYS[found.group("day")], found.group("which")
        day = (
            _next(weekday, today) if which is None else _in_week(which.count("下") - which.count("上"), weekday, today)
        )
        if not _recurs(said.low, found.start()):
            yield Piece(*found.span(), day=day, is_weekday=True)


def _recurs(low: str, start: int) -> bool:
    return _RECURS.search(low[max(0, start - 10) : start]) is not None


def _day(found: re.Match[str], which: str, today: date) -> date:
    groups = found.groupdict()
    weekday = _number(plain(found.group().split()[0].rstrip(".")))
    week = plain(groups.get("week") or "")
    if which in _NEXT or week == "next week":
        return _in_week(1, weekday, today)
    if week == "last week":
        return _in_week(-1, weekday, today)
    if which in _LAST or which in _SINCE or groups.get("since") is not None:
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    if which in _THIS:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    return _next(weekday, today)


def _number(written: str) -> int:
    return 6 if written == "linggo" else WEEKDAYS.get(written, SHORT_WEEKDAYS.get(written, 0))


def _next(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _in_week(weeks: int, weekday: int, today: date) -> date:
    """That weekday of the calendar week, Monday to Sunday, so many weeks from this one."""
    return today + timedelta(days=weekday - today.weekday() + 7 * weeks)
