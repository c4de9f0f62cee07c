import re
from collections.abc import Iterator

from nlu.entities.entity import Entity, Where, entity
from nlu.entities.numbers import SMALL, small
from nlu.entities.saying import AFTER, BEFORE, Said, any_of

_TEN_WORDS = any_of(word for word, number in SMALL.items() if number <= 10)
_N = rf"(?:(?<![0-9.,:/-])(?P<given>[0-9]{{1,3}}(?:\.[0-9])?)|{BEFORE}(?P<word>{_TEN_WORDS}|zero|sifar|शून्य))"
_OF = r"(?P<best>5|10|100|five|ten|lima|sampu|paanch|das|पांच|दस)"
_COUNTED = (
    "times|orders?|items?|deliver|people|pieces|pcs|products?|parts?|were|are|did|have|had|arrived|came|boxes|of|"
    "hours?|hrs|"
    r"cups?|days?|weeks?|inch|kg|km|liters?|piraso|beses|na\s(?:order|item|piraso|box|deliver)|बार|दिन|个|件|次|份|单"
)
_NO_NOUN = rf"(?![0-9]|[./:-][0-9]|\s{{0,2}}(?:{_COUNTED}))"

_OUT_OF = re.compile(
    rf"{_N}\s?(?:/\s?5|points?|stars?)?\s?(?:out\s?of|over|mula sa|sa loob ng|में से|me se|mein se|mai se|main "
    rf"se)\s?{_OF}{_NO_NOUN}"
)
_SLASH = re.compile(rf"(?<![0-9.,:/-])(?P<given>[0-9]{{1,3}}(?:\.[0-9])?)\s?/\s?(?P<best>5|10|100){_NO_NOUN}")
_BEST_FIRST = re.compile(
    rf"(?<![0-9.]){_OF}\s?(?:में से|me se|mein se|mai se|main se)\s?(?:sirf|bas|केवल|सिर्फ|बस|only|main|मैं)?\s?{_N}{_NO_NOUN}"
)
_STARS = re.compile(
    rf"{_N}[\s-]?(?:na\s)?(?:stars?|bituin|bituing|sitare|स्टार|स्टार्स|सितारे|सितारा|तारे|⭐|★){AFTER}(?!\s?(?:hotel|"
    rf"होटल|resort|ratings? hotel))"
)
_HAN_N = "(?P<han>[一二两三四五])"
_HAN_STARS = re.compile(
    rf"(?:(?<![0-9.])(?P<given>[0-5](?:\.[0-9])?)|{_HAN_N})\s?(?:颗|个)?星(?P<half>半)?(?!期|级|座|光|球|巴|空|辰|河|系|火|标)"
)
_THREE_STARS_THE_BRAND = re.compile(r"三星(?!好评|差评|中评|评|吧|$|[,。!！~ ])")
_HAN_OUT_OF = re.compile(
    r"(?:满分(?P<best>5|10|100|五|十|一百)分?,?\s?(?:的话)?,?(?:我|只能|只|能)*(?:给|打|"
    r"评)?个?(?P<given>[0-9]{1,3}(?:\.[0-9])?|[一二三四五六七八九十]{1,2})分)"
)
_HAN_POINTS = re.compile(
    r"(?:打|给|评|评分|打分)(?:你们|个|了|我)?(?P<given>[0-9]{1,3}(?:\.[0-9])?|[一二三四五六七八九十]{1,2})分(?!钟)"
    r"(?:\s?[,(]?\s?满分(?P<best>5|10|100|五|十|一百)分?)?"
)
_HAN_BEST_BEFORE = re.compile(
    r"(?<![0-9.])(?P<best>5|10|100|五|十)分(?:满分|制)[,\s]?我?(?:只能|只)?(?:给|打|评)?(?P<given>[0-9]{1,3}|"
    r"[一二三四五六七八九十])分"
)
_HAN_PRAISE = re.compile(r"(?<![0-9.])(?P<given>[0-5])分(?=好评|差评|中评)")
_ONLY_POINTS = re.compile(r"^\s*(?P<given>[0-9]{1,2}|[一二三四五六七八九十])分[!。.~\s]*$")
_SCALE = re.compile(rf"scale (?:of|from) [01] ?(?:to|-) ?(?P<best>5|10|100)[^0-9.!?]{{1,25}}?{_N}{_NO_NOUN}")
_HAN_BEST_AFTER = re.compile(
    r"(?P<given>(?<![0-9.])[0-9]{1,3}|[一二三四五六七八九十]{1,2})分[,(\s]{0,2}(?:总分|满分)(?:是)?(?P<best>5|10|"
    r"100|五|十|一百)分?"
)
_RATING_IS = re.compile(
    rf"{BEFORE}(?:rating|score|rate|marka|रेटिंग|评分)\s?(?:is|ko|ay|ko ay|po|:|-|=|hai|it|you|them|this|a|an|"
    rf"kayo ng|दूंगा|है)?\s?(?P<given>[0-9]{{1,2}}(?:\.[0-9])?)(?![0-9:/%-]|[.,][0-9]|\s{{0,2}}(?:{_COUNTED}|star|out|"
    rf"over|में|me|mein|baje|pm|am))"
)
_DRAWN = re.compile(r"(?:(?:⭐|🌟|★|✨)\ufe0f?\s?){1,5}(?:☆\s?){0,4}")

_IS_A_DATE = re.compile(
    rf"{BEFORE}(?:on|since|by|dated|date|noong|from|before|after|until|till|page|part|step|chapter|item|phase|bill|"
    rf"flat|house|no|number|पेज|भाग)[\s.:#]{{1,3}}$"
)
_HAN_BEST = {"五": 5, "十": 10, "一百": 100}
_HAN_PATTERNS = (_HAN_BEST_BEFORE, _HAN_PRAISE, _HAN_OUT_OF, _HAN_BEST_AFTER, _ONLY_POINTS, _HAN_POINTS, _HAN_STARS)
_PATTERNS = (_SCALE, _OUT_OF, _BEST_FIRST, _SLASH, _STARS, _RATING_IS)


def ratings(said: Said, _: Where) -> Iterator[Entity]:
    """What the customer gives: "4 out of 5", 五星, ⭐⭐⭐. Stars are of five, a bare "8分" of ten."""
    for pattern in (*_HAN_PATTERNS, *_PATTERNS) if said.has_han else _PATTERNS:
        for found in pattern.finditer(said.low):
            if value := _value(found):
                yield entity("rating", said, found.span(), value)
    for found in _DRAWN.finditer(said.text):
        drawn = found.group()
        full = sum(drawn.count(star) for star in "⭐🌟★✨")
        if not (drawn.startswith("✨") or full + drawn.count("☆") > 5):
            yield entity("rating", said, (found.start(), found.start() + len(drawn.rstrip())), f"{full}/5")


def _value(found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    given, best = _given(groups), _best(groups)
    before = found.string[max(0, found.start() - 12) : found.start()]
    if given is None or _IS_A_DATE.search(before):
        return None
    if found.re is _HAN_STARS and _THREE_STARS_THE_BRAND.match(found.string, found.start()):
        return None
    if best is None:
        best = 5 if given <= 5 or found.re in (_STARS, _HAN_STARS) else 10
    return f"{given:g}/{best}" if given <= best else None


def _given(groups: dict[str, str | None]) -> float | None:
    written = groups.get("given") or groups.get("word") or groups.get("han")
    if written is None:
        return None
    if re.fullmatch(r"[0-9]+(?:\.[0-9])?", written):
        return float(written)
    if groups.get("half"):
        return (small(written) or 0) + 0.5
    return 0 if written in {"zero", "sifar", "शून्य"} else small(written)


def _best(groups: dict[str, str | None]) -> int | None:
    written = groups.get("best")
    if written is None:
        return None
    return int(written) if written.isdigit() else _HAN_BEST.get(written) or small(written)
