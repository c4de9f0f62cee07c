import re
from collections.abc import Iterator
from decimal import Decimal

from nlu.entities.currencies import SIGNS, WORDS, dollar_of
from nlu.entities.entity import Entity, Where, entity
from nlu.entities.numbers import DIGITS, HAN_NUMBER, MULTIPLIERS, SPOKEN, of_digits, of_han, of_words, small
from nlu.entities.saying import AFTER, BEFORE, HAN, Said, any_of, plain

_HAN_MULTIPLIERS = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_TIMES = rf"(?:\s?(?P<times>{any_of(MULTIPLIERS)}){AFTER}|\s?(?P<han_times>[百千万亿]))"
_NUMBER = rf"(?P<digits>{DIGITS}){_TIMES}?"
_SIGN = f"(?P<sign>{BEFORE}{any_of(sign for sign in SIGNS if sign[0].isalpha())}|{any_of(list('₹₱€£¥$'))})"
_LATIN_WORDS = any_of(word for word in WORDS if not re.match(f"[{HAN}]", word))
_HAN_WORDS = any_of(word for word in WORDS if re.match(f"[{HAN}]", word))
_WORD = rf"(?P<word>{_LATIN_WORDS}{AFTER}|{_HAN_WORDS})"

_SIGN_FIRST = re.compile(rf"{_SIGN}\s?{_NUMBER}(?:\s?/-)?(?:\s?{_WORD})?(?!\s?%)")
_WORD_AFTER = re.compile(rf"{_NUMBER}\s?(?:(?:na|ng|po|ka|pure)\s)?{_WORD}")
_SLASH_DASH = re.compile(rf"{_NUMBER}\s?/-(?![0-9])")
_IN_WORDS = re.compile(rf"{BEFORE}(?P<spoken>{SPOKEN})\s{{1,2}}{_WORD}")
_IN_HAN = re.compile(
    rf"(?P<han>{HAN_NUMBER}{{1,10}})\s?(?P<word>元|块钱|块|美元|美金|欧元|卢比|比索|人民币|日元|港币|加元)"
)
_PESO_P = re.compile(rf"(?<![A-Za-z0-9])P\s?{_NUMBER}(?![A-Za-z0-9-])")
_TENTHS = re.compile(  # 九块九, and not 五块一斤, "five a pound"
    "(?!一[个件斤只条次天份张瓶盒包台])([0-9一二三四五六七八九])(?:毛|角)?(?![0-9.,%十百千万个件])"
)

_MONEY = re.compile(f"{any_of(SIGNS)}|{any_of(WORDS)}|/-")
_THINGS_BY_THE_PIECE = re.compile(
    "[电屏布表手蛋砖板地肉皮玻面香巧肥石木豆广积拼腹小大](?!后|家)|(?:退|发|寄|买|送|用|来|去|下单|解决|处理)"
)


def amounts(said: Said, where: Where) -> Iterator[Entity]:
    if not _MONEY.search(said.low) and "P" not in said.text:
        return
    for pattern in (_SIGN_FIRST, _WORD_AFTER, _IN_HAN, _IN_WORDS):
        for found in pattern.finditer(said.low):
            yield from _read(said, where, found)
    if where.country == "PH" or where.language == "fil":
        for found in _PESO_P.finditer(said.text):
            yield from _read(said, where, found, "PHP")
    if where.country == "IN" or where.language == "hi":
        for found in _SLASH_DASH.finditer(said.low):
            yield from _read(said, where, found, "INR")


def _read(said: Said, where: Where, found: re.Match[str], code: str | None = None) -> Iterator[Entity]:
    groups = found.groupdict()
    count, end = _count(groups), found.end()
    if count is None or _counts_pieces(said.low, found):
        return
    if groups.get("word") in {"块", "元"} and (tenths := _TENTHS.match(said.low, end)):
        count, end = count + Decimal(small(tenths.group(1)) or 0) / 10, tenths.end()
    value = f"{count:.2f} {code or _currency(groups, where)}"
    yield entity("amount", said, (found.start(), end), value)


def _count(groups: dict[str, str | None]) -> Decimal | None:
    if spoken := groups.get("spoken"):
        number = of_words(spoken)
        return None if number is None else Decimal(number)
    if han := groups.get("han"):
        number = of_han(han)
        return None if number is None else Decimal(number)
    count = of_digits(groups["digits"] or "")
    times = MULTIPLIERS.get(plain(groups.get("times") or ""), 1) * _HAN_MULTIPLIERS.get(
        groups.get("han_times") or "", 1
    )
    return None if count is None else count * times


def _currency(groups: dict[str, str | None], where: Where) -> str:
    """The word outranks the sign: "$20 USD", "¥299元"."""
    sign, word = groups.get("sign"), groups.get("word")
    named = (word and WORDS.get(plain(word))) or (sign and SIGNS.get(plain(sign)))
    if sign == "¥" and not word and where.country == "JP":
        return "JPY"
    return named or dollar_of(where.country)


def _counts_pieces(low: str, found: re.Match[str]) -> bool:
    """块 is also a piece: 两块电池 are two batteries, 一块退 is "return together"."""
    groups = found.groupdict()
    if groups.get("word") != "块":
        return False
    after = low[found.end() : found.end() + 2]
    return bool(_THINGS_BY_THE_PIECE.match(after)) or (groups.get("han") == "一" and not re.match("[0-9]", after))
