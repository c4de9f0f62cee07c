"""Hours: "4:30 pm", "shaam 5 baje", "alas tres y medya", 三点半, "at noon". In half and quarter hours too."""

import re
from collections.abc import Iterator

from nlu.entities.entity import Where
from nlu.entities.numbers import ENGLISH, HAN_NUMBER, HINDI, SPANISH, small
from nlu.entities.saying import AFTER, BEFORE, Said, any_of, plain, word_of
from nlu.entities.times.piece import Clock, Piece
from nlu.entities.times.words import DAYS_WITH_PART, MIDNIGHT, NOON, PARTS, RELATIVE_DAYS


def _to_twelve(words: dict[str, int]) -> str:
    return any_of(word for word, number in words.items() if number <= 12)


_H = "(?P<hour>[0-2]?[0-9])"
_ENGLISH_H = f"(?P<hour>[0-2]?[0-9]|{_to_twelve(ENGLISH)})"
_MM = r"(?:[:.](?P<minute>[0-5][0-9]))"
_ALONE = r"(?<![0-9.,:/$₹₱#-])"
_NO_MORE = r"(?![0-9%/]|[.:,][0-9])"
_UNIT = r"(?!\s?(?:hours?|hrs?|mins?|minutes?|days?|घंटे|ghante|小时|分钟|oras))"

_MERIDIEM = re.compile(
    rf"{_ALONE}{BEFORE}{_ENGLISH_H}{_MM}?\s?(?:o'?clock\s)?(?P<half>am|pm|a\.m\.?|p\.m\.?|nn){AFTER}(?!\s(?:not|"
    rf"very|so|the|a)\s)"
)
_COLON = re.compile(rf"{_ALONE}{BEFORE}{_H}:(?P<minute>[0-5][0-9])(?::[0-5][0-9])?{_NO_MORE}(?![a-z]){_UNIT}")
_OCLOCK = re.compile(rf"{BEFORE}{_ENGLISH_H}\so'?\s?clock{AFTER}")
_PAST_OR_TO = re.compile(
    rf"{BEFORE}(?P<minute_word>half|quarter|a quarter|[0-9]{{1,2}}(?=\smin)|"
    rf"{any_of(['five', 'ten', 'twenty'])})\s(?:min(?:ute)?s?\s)?(?P<direction>past|"
    rf"to)\s{_ENGLISH_H}{AFTER}{_NO_MORE}"
)
_AT = re.compile(
    rf"{BEFORE}(?P<before>(?:at|by|before|after|around|about|till|until|kaninang|mamayang|(?:umaga|hapon|gabi|"
    rf"tanghali)\s(?:mga|bandang))\s(?:about\s|around\s)?){_ENGLISH_H}{_NO_MORE}"
    r"(?=\s?(?:$|[.;!?)]|,(?!\s?[0-9])|(?:today|tomorrow|tonight|on|in the|sharp|please|pls|and|i|we|it|my|for|"
    r"then|sir|until|after|is|was|will|but|so|because|if|as|when|kal|aaj|po|lang|na|ang|bukas|"
    r"tak|every|this|next|monday|tuesday|wednesday|thursday|friday|saturday|sunday|or)(?![a-z])))"
)
_QUARTER = any_of("saadhe sadhe sade साढे sava sawa सवा paune pone पौने")
_BAJE = re.compile(
    rf"{_ALONE}{BEFORE}(?:(?P<quarter>{_QUARTER})\s)?(?P<hour>[0-2]?[0-9]|{_to_twelve(HINDI)}|dedh|डेढ|dhai|dhaai|"
    rf"ढाई){_MM}?\s?(?:baje|bje|bajay|bajey|बजे){AFTER}"
)
_ALAS = re.compile(
    rf"{BEFORE}(?:a\s?las?|alas)[\s-]?(?P<hour>[0-2]?[0-9]|{_to_twelve(SPANISH)}){_MM}?(?![0-9])"
    rf"(?P<minute_word>\s(?:y\s|i\s)?medya|\s(?:y\s)?kinse|\s(?:y\s)?trenta)?{AFTER}"
)
_OF_THE_PART = re.compile(
    rf"{_ALONE}{BEFORE}(?:ika-?)?(?P<hour>[01]?[0-9])(?=\s(?:ng\s(?:umaga|hapon|gabi|tanghali|madaling)|in the "
    rf"(?:morning|afternoon|evening)|at night))"
)
_HAN_HOUR = "(?P<hour>[0-2]?[0-9]|零|二?十[一二三四]?|二十|[一二两三四五六七八九])"
_HAN_MINUTE = (
    r"[0-5][0-9](?![0-9])|[二三四五]?十[一二三四五六七八九]?(?![点年月号])|零[一二三四五六七八九]"
    rf"|(?:[0-9]|{HAN_NUMBER})(?=分)"
)
_HAN_PREFIX = any_of(word for word in [*PARTS, *RELATIVE_DAYS, *DAYS_WITH_PART] if re.match("[\u4e00-\u9fff]", word))
_HAN = re.compile(
    rf"(?<![0-9.一二三四五六七八九十]){_HAN_HOUR}[点點时](?!间|候|尚|常|不时|的时)"
    rf"(?P<minute_word>半|一刻|三刻|钟|整|(?P<minute>{_HAN_MINUTE})分?)?"
)
_HAN_BEFORE = re.compile(rf"{_HAN_PREFIX}的?\s?$|[一二三四五六日天号]\s?$|从$|到$|[-~]$")
_HAN_AFTER = re.compile("多|左右|之前|以前|前|之后|以后|后|到|来|送|见|过|吧|开|的时候|下班|能|可以|取|上门|$|[,。!?]")
_TWELVE = rf"(?:{BEFORE}(?:12|twelve|a\s?las[\s-]dose)(?::00)?\s(?:ng\s)?)?"
_NAMED = re.compile(f"{_TWELVE}{word_of(word for word in NOON if word.isascii())}|正午")
_AT_NOON = re.compile(r"(?:at|by|before|till|until|sa|ng|bukas|today|tomorrow|day)\s$")
_NAMED_MIDNIGHT = re.compile(f"{_TWELVE}{word_of(word for word in MIDNIGHT if word.isascii())}|午夜")

_ABOUT = re.compile("左右|之?前|以前|之?后|以后|多")

_QUARTERS = {"saadhe": 30, "sadhe": 30, "sade": 30, "साढे": 30, "sava": 15, "sawa": 15, "सवा": 15}
_HALVES = {"dedh": (1, 30), "डेढ": (1, 30), "dhai": (2, 30), "dhaai": (2, 30), "ढाई": (2, 30)}
_MINUTES = {"半": 30, "half": 30, "medya": 30, "trenta": 30, "一刻": 15, "kinse": 15, "quarter": 15, "三刻": 45}


def clocks(said: Said, where: Where) -> Iterator[Piece]:
    for found in _NAMED.finditer(said.low):
        if found.group() == "noon" and where.language == "fil" and not _AT_NOON.search(said.low[: found.start()]):
            continue  # Filipino for "back then"
        yield Piece(*found.span(), clock=Clock(12, settled=True))
    for found in _NAMED_MIDNIGHT.finditer(said.low):
        yield Piece(*found.span(), clock=Clock(0, settled=True, next_day=True))
    for pattern in (_MERIDIEM, _PAST_OR_TO, _BAJE, _ALAS, _OCLOCK, _COLON, _OF_THE_PART, _AT):
        for found in pattern.finditer(said.low):
            start = found.start("hour") if pattern is _AT else found.start()
            yield from _piece((start, found.end()), _read(found))
    for found in _HAN.finditer(said.low) if said.has_han else ():
        if _is_an_hour(found):
            yield from _piece(found.span(), _read(found))


def _piece(span: tuple[int, int], clock: Clock | None) -> Iterator[Piece]:
    if clock is not None and clock.hour <= 24:
        yield Piece(*span, clock=clock)


def _read(found: re.Match[str]) -> Clock | None:
    groups = found.groupdict()
    written = groups["hour"] or ""
    if plain(written) in _HALVES:
        return Clock(*_HALVES[plain(written)])
    hour = small(written)
    if hour is None:
        return None
    minute = _minute(groups)
    if groups.get("direction") == "to" or plain(groups.get("quarter") or "") in {"paune", "pone", "पौने"}:
        hour, minute = hour - 1 or 12, 60 - (minute or 15)
    if minute > 59:
        return None
    if half := groups.get("half"):
        return _with_meridiem(hour, minute, half[0])
    return Clock(hour, minute, settled=hour > 12 or (written.startswith("0") and len(written) == 2))


def _with_meridiem(hour: int, minute: int, half: str) -> Clock | None:
    if hour > 12 and half != "p":
        return None
    shifted = hour % 12 + (12 if half in "pn" else 0) if hour <= 12 else hour
    return Clock(shifted, minute, settled=True)


def _minute(groups: dict[str, str | None]) -> int:
    if minute := groups.get("minute"):
        return small(minute) or 0
    if quarter := groups.get("quarter"):
        return _QUARTERS.get(plain(quarter), 0)
    words = (groups.get("minute_word") or "").split()
    return _MINUTES.get(words[-1], small(words[-1]) or 0) if words else 0


def _is_an_hour(found: re.Match[str]) -> bool:
    """一点 is "a bit" and 两点 "two points", unless a day or a part of it stands before, or 半, 钟 behind."""
    low, start, end = found.string, found.start(), found.end()
    hour, before = found.group("hour"), low[max(0, start - 6) : start]
    if found.group("minute_word") or _HAN_BEFORE.search(before):
        return True
    if hour in "一两":
        return hour == "两" and _ABOUT.match(low, end) is not None
    if low[end - 1] == "时" or before.endswith(("早", "晚")):
        return before.endswith(("早", "晚"))
    if hour.isdigit():
        return not re.match(r"\s?[0-9个条]", low[end:])
    return _HAN_AFTER.match(low, end) is not None
