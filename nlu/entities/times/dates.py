"""Dates that name a month, in words or in figures, and the day of a month: "12 March", 3月15号, "on the 15th"."""

import re
from collections.abc import Iterator
from datetime import date

from nlu.entities.entity import Where
from nlu.entities.numbers import HAN_NUMBER, small
from nlu.entities.saying import AFTER, BEFORE, Said, any_of, plain
from nlu.entities.times.piece import Piece
from nlu.entities.times.tense import speaks_of_the_past
from nlu.entities.times.words import MONTHS

_MONTH_FIRST = {"US", "CA", "PH"}  # 3/12 is the twelfth of March

_MONTH = f"(?P<month>{any_of(MONTHS)})"
_DAY = r"(?<![0-9:.,/])(?P<day>[0-3]?[0-9])"
_YEAR = r"(?:(?:,\s?|\s|-|\.|\s?'){1,2}(?P<year>20[0-9]{2}|(?<=')[0-9]{2})(?![0-9:]))?"
_YEAR_AFTER_DASH = r"(?:(?:,\s?|\s|\s?'|-|/){1,2}(?P<year>20[0-9]{2}|(?<=['/-])[0-9]{2})(?![0-9:]))?"
_ORDINAL = "(?:st|nd|rd|th)"

_DAY_MONTH = re.compile(
    rf"(?:{BEFORE}ika-?\s?)?{_DAY}(?P<ordinal>{_ORDINAL})?(?:\s?(?:-|/|\.)\s?|\s(?:of|ng|sa|day of)\s|"
    rf"\s)?{_MONTH}{AFTER}\.?{_YEAR_AFTER_DASH}"
)
_MONTH_DAY = re.compile(
    rf"{BEFORE}{_MONTH}(?:\.\s?|\s?-\s?|\s)?(?:the\s|ika-?\s?|a-\s?)?(?P<day>[0-3]?[0-9])(?P<ordinal>{_ORDINAL})?"
    rf"(?![0-9a-z])(?![.:/][0-9])(?!\s?(?:%|percent)){_YEAR}"
)
_HAN_DAY = rf"(?:[0-3]?[0-9]|{HAN_NUMBER}{{1,3}})"
_HAN_DATE = re.compile(
    rf"(?:(?P<year>20[0-9]{{2}})年)?(?<![0-9.])(?P<month>[01]?[0-9]|"
    rf"{HAN_NUMBER}{{1,2}})月(?:份)?\s?(?P<day>{_HAN_DAY})(?:[日号號]|(?![0-9个]))"
)
_ISO = re.compile(
    r"(?<![0-9/.-])(?P<year>20[0-9]{2})(?P<between>[-/.])(?P<month>[01]?[0-9])(?P=between)(?P<day>[0-3]?[0-9])(?![0-9])"
)
_FIGURES = re.compile(
    r"(?<![0-9/.-])(?P<first>[0-3]?[0-9])(?P<between>[-/.])(?P<second>[0-3]?[0-9])(?P=between)(?P<year>20[0-9]{2}|"
    r"[0-9]{2})(?![0-9/.-])"
)
_SHORT_FIGURES = re.compile(
    rf"{BEFORE}(?:on|since|by|dated|date|before|after|until|till|noong|sa|petsa|tareekh|तारीख)\s(?:is\s|ang\s|:\s)?"
    r"(?P<all>(?P<first>[0-3]?[0-9])/(?P<second>[0-3]?[0-9]))(?![0-9/.])"
)

_A_PERSON_MAY = re.compile(r"(?:^|\s)(?:i|you|we|he|she|it|they|who|that)\s$")
_NOTHING_COUNTED = (
    r"(?=\s?(?:$|[,.;:!?)।]|(?:at|of this month|this month|to|and|or|but|please|pls|it|i|my|we|you|your|they|the|"
    r"that|there|in|for|from|around|by|before|after|morning|evening|night|with|not|still|is|was|will|can|ko|ng|po|"
    r"ay|na|lang|se|tak|ka)(?![a-z])))"
)
_NTH = re.compile(
    rf"{BEFORE}(?:on|by|since|until|till|from|before|after|not|"
    rf"happened)\sthe\s(?P<all>(?P<day>[0-3]?[0-9]){_ORDINAL}){_NOTHING_COUNTED}|{BEFORE}(?:on|by|since|until|till|"
    rf"before|after)\s(?P<all2>(?P<day2>[0-3]?[0-9]){_ORDINAL}){_NOTHING_COUNTED}"
)
_TAREEKH = re.compile(rf"(?<![0-9:./-])(?P<day>[0-3]?[0-9])\s?(?:tareekh|tarikh|tareek|तारीख){AFTER}")
_IKA = re.compile(rf"{BEFORE}(?:sa|noong)\s(?P<all>(?:ika-?|a-)(?P<day>[0-3]?[0-9]))(?![0-9a-z:]|\s(?:na|ng)\s)")
_HAN_NTH = re.compile(
    rf"(?P<in_month>下个?月|"
    rf"上个?月)?(?<![0-9.一二三四五六七八九十-])(?P<day>{_HAN_DAY})[号號](?![楼线院门店桌柜球字机馆厅仓码台车床房订商技电])"
)


def dates(said: Said, where: Where) -> Iterator[Piece]:
    if not (said.has_digits or said.has_han):
        return
    today = where.local_now.date()
    for pattern in (_ISO, _HAN_DATE, _DAY_MONTH, _MONTH_DAY):
        for found in pattern.finditer(said.low):
            if not _is_no_month(found, where):
                yield from _piece(found.span(), _named(found, today))
    for pattern in (_FIGURES, _SHORT_FIGURES):
        for found in pattern.finditer(said.low):
            span = found.span("all") if pattern is _SHORT_FIGURES else found.span()
            yield from _piece(span, _in_figures(found, where))
    nths = [found for pattern in (_NTH, _TAREEKH, _IKA, _HAN_NTH) for found in pattern.finditer(said.low)]
    is_past = bool(nths) and speaks_of_the_past(said.low)
    for found in nths:
        yield from _nth(found, today, is_past)


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _piece(span: tuple[int, int], day: date | None) -> Iterator[Piece]:
    if day is not None:
        yield Piece(*span, day=day)


def _named(found: re.Match[str], today: date) -> date | None:
    groups = found.groupdict()
    written = plain(groups["month"] or "")
    month = MONTHS.get(written) or small(written)
    day, year = small(groups["day"] or ""), groups.get("year")
    if month is None or day is None:
        return None
    return day_of(int(year) % 2000 + 2000 if year else today.year, month, day)


def _is_no_month(found: re.Match[str], where: Where) -> bool:
    """ "may 3 sira" is Filipino for "there are three broken", and "you may 5 ..." no date either."""
    groups = found.groupdict()
    if groups.get("month") not in {"may", "march"} or groups.get("year") or groups.get("ordinal"):
        return False
    if found.re is _DAY_MONTH:
        return groups["month"] == "may" and where.language == "fil"
    if _A_PERSON_MAY.search(found.string[: found.start()]):
        return True
    goes_on = re.match(r"\s?[a-z\u0900-\u0963]", found.string[found.end() :])
    return groups["month"] == "may" and (where.language == "fil" or bool(goes_on)) and not _is_a_day_before(found)


def _is_a_day_before(found: re.Match[str]) -> bool:
    return bool(re.search(r"(?:on|by|since|until|noong|sa|before|after)\s$", found.string[: found.start()]))


def _in_figures(found: re.Match[str], where: Where) -> date | None:
    groups = found.groupdict()
    year = int(groups["year"]) % 2000 + 2000 if groups.get("year") else where.local_now.year
    first, second = int(groups["first"] or 0), int(groups["second"] or 0)
    if not groups.get("year") and where.country == "CN":
        return day_of(year, first, second)
    in_order, swapped = (first, second), (second, first)
    month, day = in_order if (where.country or "") in _MONTH_FIRST else swapped
    return day_of(year, month, day) or day_of(year, day, month)


def _nth(found: re.Match[str], today: date, is_past: bool) -> Iterator[Piece]:
    groups = found.groupdict()
    whole = "all2" if groups.get("all2") else "all" if groups.get("all") else 0
    day = small(groups.get("day2") or groups["day"] or "")
    if day is None:
        return
    in_month = groups.get("in_month") or ""
    step = -1 if "上" in in_month or is_past else 1
    for months in range(1 if in_month else 0, 4):
        month = today.month - 1 + step * months
        candidate = day_of(today.year + month // 12, month % 12 + 1, day)
        if candidate and (candidate - today).days * step >= 0:
            yield Piece(*found.span(whole), day=candidate)
            return
