"""Numbers in words, as customers write them in the four languages, and in digits with any grouping."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from nlu.entities.saying import any_of, plain


def _counted(words: str, first: int = 1) -> dict[str, int]:
    """Number the words from `first` on; spellings of one number are joined by a slash."""
    return {word: number for number, group in enumerate(words.split(), first) for word in group.split("/")}


ENGLISH = _counted(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_ENGLISH_TENS = {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
HINDI = _counted(
    "ek/एक do/दो teen/tin/तीन char/chaar/चार paanch/panch/paach/पांच chhe/chhah/che/छह/छः/छे/छ saat/सात aath/ath/आठ "
    "nau/नौ das/dus/दस gyarah/gyara/ग्यारह barah/bara/बारह terah/तेरह chaudah/चौदह pandrah/pandra/पंद्रह/पन्द्रह solah/सोलह"
)
_HINDI_TENS: dict[str, float] = {
    "dhai": 2.5, "dhaai": 2.5, "ढाई": 2.5, "dedh": 1.5, "डेढ": 1.5, "saadhe": 0.5, "sadhe": 0.5, "साढे": 0.5,
    "bees": 20, "बीस": 20, "pachees": 25, "pachis": 25, "पच्चीस": 25, "tees": 30, "तीस": 30, "chalis": 40,
    "चालीस": 40, "pachas": 50, "pachaas": 50, "पचास": 50, "saath": 60, "साठ": 60, "sattar": 70, "सत्तर": 70,
    "assi": 80, "अस्सी": 80, "nabbe": 90, "नब्बे": 90,
}  # fmt: skip
SPANISH = _counted(
    "una/uno/ala-una dos tres kwatro/kuwatro/kuatro/quatro/cuatro singko/cinco/sinko sais/seis siyete/syete/siete "
    "otso/ocho nuwebe/nwebe/nuebe/nueve dyes/diyes/diez onse/once dose/doce trese katorse kinse"
)
_SPANISH_TENS = {
    "beinte": 20, "bente": 20, "benta": 20, "trenta": 30, "treinta": 30, "kwarenta": 40, "kuwarenta": 40,
    "singkwenta": 50, "sisenta": 60, "sesenta": 60, "sitenta": 70, "setenta": 70, "otsenta": 80, "nobenta": 90,
    "siyento": 100, "kinyentos": 500,
}  # fmt: skip
TAGALOG = _counted(
    "isa/isang dalawa/dalawang tatlo/tatlong apat lima/limang anim pito/pitong walo/walong siyam sampu/sampung"
)
_TAGALOG_JOINED = {
    "dalawampu": 20, "dalawampung": 20, "tatlumpu": 30, "tatlumpung": 30, "apatnapu": 40, "apatnapung": 40,
    "limampu": 50, "limampung": 50, "animnapu": 60, "animnapung": 60, "pitumpu": 70, "pitumpung": 70,
    "walumpu": 80, "walumpung": 80, "siyamnapu": 90, "siyamnapung": 90, "sandaan": 100, "sandaang": 100,
    "dalawandaan": 200, "dalawandaang": 200, "limandaan": 500, "limandaang": 500,
    "sanlibo": 1000, "sanlibong": 1000,
}  # fmt: skip

SMALL = {**SPANISH, **TAGALOG, **HINDI, **ENGLISH}
_LARGE: dict[str, float] = {**_ENGLISH_TENS, **_HINDI_TENS, **_SPANISH_TENS, **_TAGALOG_JOINED}

MULTIPLIERS = {
    "hundred": 100, "sau": 100, "so": 100, "सौ": 100, "daan": 100, "daang": 100, "raan": 100, "raang": 100,
    "siyentos": 100, "k": 1000, "thousand": 1000, "hazar": 1000, "hazaar": 1000, "hajar": 1000, "hajaar": 1000,
    "हजार": 1000, "libo": 1000, "libong": 1000, "mil": 1000, "lakh": 100_000, "lakhs": 100_000, "lac": 100_000,
    "lacs": 100_000, "लाख": 100_000, "million": 1_000_000, "milyon": 1_000_000, "milyong": 1_000_000,
    "crore": 10_000_000, "crores": 10_000_000, "करोड": 10_000_000,
}  # fmt: skip
_HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_HAN_MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

HAN_NUMBER = "[零〇一二两三四五六七八九十百千万亿]"
DIGITS = r"(?<![0-9][.,])(?<![0-9])(?:[0-9]{1,3}(?:,[0-9]{2,3}){1,4}|[0-9]{1,9})(?:\.[0-9]{1,2})?(?![0-9])"
_SPOKEN = any_of([*SMALL, *_LARGE, "a", *MULTIPLIERS, "na", "and", "aur", "at"])
SPOKEN = rf"{any_of([*SMALL, *_LARGE, 'a', 'hundred', 'thousand'])}(?:[ -]{{1,2}}{_SPOKEN}){{0,7}}"


def of_digits(written: str) -> Decimal | None:
    try:
        return Decimal(written.replace(",", ""))
    except InvalidOperation:
        return None


def of_words(spoken: str) -> int | None:
    """ "two thousand five hundred", "paanch sau", "limang daang": None if some word is no number."""
    words = (word for word in re.split(r"[\s-]+", plain(spoken)) if word not in {"na", "and", "aur", "at"})
    return _added_up((1, 1) if word == "a" else _value(word) for word in words)


def of_han(written: str) -> int | None:
    """三百五十, 两万, and digit by digit: 二〇二六."""
    if len(written) > 1 and not set(written) & set(_HAN_MULTIPLIERS):
        return int("".join(str(_HAN_DIGITS[digit]) for digit in written))
    if written.startswith("十"):
        written = "一" + written
    return _added_up((_HAN_DIGITS[sign], 1) if sign in _HAN_DIGITS else (0, _HAN_MULTIPLIERS[sign]) for sign in written)


def small(word: str) -> int | None:
    """A number below a hundred or so in digits, words or Chinese signs: an hour, a day, a count of weeks."""
    word = plain(word)
    if re.fullmatch("[0-9]{1,4}", word):
        return int(word)
    if re.fullmatch(f"{HAN_NUMBER}{{1,4}}", word):
        return of_han(word)
    number = SMALL.get(word, _LARGE.get(word))
    return None if number is None else int(number)


def _value(word: str) -> tuple[float, int] | None:
    """(what is counted, what it is multiplied by): a number is (n, 1), a multiplier (0, n)."""
    if word in MULTIPLIERS:
        return 0, MULTIPLIERS[word]
    number = SMALL.get(word, _LARGE.get(word))
    return None if number is None else (number, 1)


def _added_up(parts: Iterable[tuple[float, int] | None]) -> int | None:
    total = group = ones = 0.0
    for part in parts:
        if part is None:
            return None
        number, multiplier = part
        if multiplier == 1:
            ones += number
        elif multiplier < 1000:
            group, ones = group + (ones or 1) * multiplier, 0
        else:
            total, group, ones = total + ((group + ones) or 1) * multiplier, 0, 0
    return int(total + group + ones)
