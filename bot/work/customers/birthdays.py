"""What a customer answers when asked for their birthday. Nothing is filled in: what is not said stays unknown."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import regex
from babel import Locale

from care_rules.occasions import Birthday

EARLIEST_YEAR = 1900
_OLDEST = 110  # years; tells the century of a two-digit year
_LONGEST = 100  # characters; nobody needs more to tell a day

_LANGUAGES = """en es fr de it pt nl pl cs sk sv da nb fi et lv lt ru uk bg sr hr sl ro hu el tr az kk uz id ms vi fil
    sw hi bn ta te mr gu pa ur ar fa he th"""
_ASIDES = regex.compile(
    r"""(?<![\p{L}\p{N}])(?:my|birthday|birthdate|bday|birth|date|dob|is|was|on|the|of|born|i|i['’]?m|am|it|it['’]?s|in
    |and|day|month|year|mein|geburtstag|ist|geboren|ich|bin|der|den|né|née|le|je|suis|mi|cumpleaños|es|el|de|del|nací|a
    |los|meu|aniversário|é|o|di|il|nato|nata|ngày|مواليد)(?![\p{L}\p{N}])
    |(?:我的)?生日是?|誕生日は|生年月日は?|です|생일은|입니다|[\p{Extended_Pictographic}\ufe0f]""",
    regex.VERBOSE,
)
_EAST_ASIAN = regex.compile(
    r"(?:(?P<year>\d{2,4})\s*[年년]\s*)?(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日號号일]?"
)
_VIETNAMESE = regex.compile(r"(?P<day>\d{1,2})\s*tháng\s*(?P<month>\d{1,2})(?:\s*(?:năm\s*)?(?P<year>\d{4}))?")
_NUMERIC = regex.compile(r"(\d{1,4})\s*([-/. ])\s*(\d{1,2})(?:\s*\2\s*(\d{1,4}))?")
_EIGHT_DIGITS = regex.compile(r"\d{8}")
_TOKEN = regex.compile(
    r"(?P<number>\d+)(?:(?:st|nd|rd|th|er|e|o|a|-?го|-?е)(?![\p{L}\d]))?|(?P<word>\p{L}[\p{L}\p{M}'’]*)|[^\s\p{P}]|:"
)
_MONTH_FIRST = "US AS GU MP PR UM VI FM MH PW CN JP KR KP TW HU LT MN"
"""Month before day, be it with the year last (US) or first (CN)."""
_EITHER_WAY = "CA PH"
"""Both orders are in daily use."""


@dataclass(frozen=True)
class AmbiguousBirthday:
    """Two days that the answer may mean."""

    first: Birthday
    second: Birthday


def birthday_in(text: str, day_first: bool | None, this_year: int) -> Birthday | AmbiguousBirthday | None:
    """Return the birthday, both days it may be (03/05 when `day_first` is not known), or None where none is told.

    A year is optional. A date with one before 1900 or after `this_year` is refused. A two-digit year that fits either
    century is left out: day and month are enough.

    Raises:
        ImpossibleDate: for a day that no calendar has, such as 31 February.
    """
    said = unicodedata.normalize("NFKC", text[: _LONGEST + 1]).casefold()
    bare = regex.sub(r"[–—‐‑]", "-", _ASIDES.sub(" ", said)).strip(" \t\n,.;:!'\"()")
    if len(said) > _LONGEST:
        return None
    if match := _EAST_ASIAN.fullmatch(bare) or _VIETNAMESE.fullmatch(bare):
        return _birthday(int(match["month"]), int(match["day"]), match["year"], this_year)
    if match := _NUMERIC.fullmatch(bare):
        return _from_numbers([match[1], match[3], *([match[4]] if match[4] else [])], day_first, this_year)
    if _EIGHT_DIGITS.fullmatch(bare):
        cuts = (4, 6) if int(bare[4:6]) <= 12 else (2, 4)  # 1990 05 03 or 03 05 1990: no year ends in a month here
        return _from_numbers([bare[: cuts[0]], bare[cuts[0] : cuts[1]], bare[cuts[1] :]], day_first, this_year)
    return _from_words(bare, this_year)


def day_first_in(country: str | None) -> bool | None:
    """Say whether "03/05" is 3 May in this country (two letters, ISO 3166); None where it may be either."""
    code = (country or "").upper()
    if code in _EITHER_WAY.split() or code not in Locale("en").territories:
        return None
    return code not in _MONTH_FIRST.split()


def _from_numbers(numbers: list[str], day_first: bool | None, this_year: int) -> Birthday | AmbiguousBirthday | None:
    if len(numbers[0]) > 2 or (len(numbers) == 3 and int(numbers[0]) > 31):
        numbers, day_first = [*numbers[1:], numbers[0]], False  # with the year first, the month is always next
    if len(numbers) < 2 or max(map(len, numbers[:2])) > 2:
        return None
    first, second, year = int(numbers[0]), int(numbers[1]), (numbers[2] if len(numbers) > 2 else None)
    orders = [(first, second), (second, first)] if day_first is False else [(second, first), (first, second)]
    readings = [(month, day) for month, day in orders if 1 <= month <= 12 and 1 <= day <= 31]
    if day_first is not None:
        readings = readings[:1]
    return _either([_birthday(month, day, year, this_year) for month, day in readings])


def _from_words(said: str, this_year: int) -> Birthday | AmbiguousBirthday | None:
    """Read a day with the month by name, and perhaps a year; any other word, and it is a sentence, not a birthday."""
    tokens = list(_TOKEN.finditer(said))
    words = [place for place, token in enumerate(tokens) if token["word"]]
    numbers = {place: token["number"] for place, token in enumerate(tokens) if token["number"]}
    if len(words) != 1 or len(words) + len(numbers) != len(tokens):
        return None
    parted = _day_and_year(numbers, words[0])
    if parted is None:
        return None
    day, year = parted
    name = tokens[words[0]]["word"]
    months = _english_months().get(name) or _months().get(name, ())
    return _either([_birthday(month, int(day), year, this_year) for month in months])


def _day_and_year(numbers: Mapping[int, str], month_at: int) -> tuple[str, str | None] | None:
    """Tell the day from the year. "3-4 May" is two days, and told of neither; "3 May 04" has a year."""
    years = {place for place, number in numbers.items() if len(number) == 4 or int(number) > 31}
    if not years and list(numbers) == [month_at - 1, month_at + 1]:
        years = {month_at + 1}
    days = [number for place, number in numbers.items() if place not in years]
    if len(days) != 1 or len(days[0]) > 2 or len(years) > 1 or not 1 <= int(days[0]) <= 31:
        return None
    return days[0], next((numbers[place] for place in years), None)


def _birthday(month: int, day: int, year: str | None, this_year: int) -> Birthday | None:
    if year is None:
        return Birthday(month, day)
    if len(year) == 2:
        centuries = [century + int(year) for century in (1900, 2000)]
        thinkable = [one for one in centuries if this_year - _OLDEST < one <= this_year]
        return Birthday(month, day, thinkable[0] if len(thinkable) == 1 else None)
    if len(year) != 4 or not EARLIEST_YEAR <= int(year) <= this_year:
        return None
    return Birthday(month, day, int(year))


def _either(found: list[Birthday | None]) -> Birthday | AmbiguousBirthday | None:
    days = [day for day in dict.fromkeys(found) if day is not None]
    if len(days) == 2:
        return AmbiguousBirthday(*days)
    return days[0] if len(days) == 1 else None


@cache
def _english_months() -> Mapping[str, tuple[int, ...]]:
    return {**_months("en"), "sept": (9,)}


@cache
def _months(languages: str = _LANGUAGES) -> Mapping[str, tuple[int, ...]]:
    """Months by their names, long and short; one name may be two months (Czech and Croatian)."""
    named: dict[str, set[int]] = defaultdict(set)
    for language in languages.split():
        for form in Locale(language).months.values():
            for month, name in [*form["wide"].items(), *form["abbreviated"].items()]:
                for spelling in _spellings(name):
                    named[spelling].add(month)
    return {name: tuple(sorted(months)) for name, months in named.items()}


def _spellings(name: str) -> set[str]:
    """Return the name as typed, with its accents and without."""
    typed = unicodedata.normalize("NFKC", name).casefold().rstrip(".")
    if not regex.fullmatch(r"\p{L}[\p{L}\p{M}'’]*", typed):
        return set()
    plain = regex.sub(r"\p{Mn}", "", unicodedata.normalize("NFD", typed))
    return {typed, plain} if regex.fullmatch(r"\p{Latin}+", plain) else {typed}
