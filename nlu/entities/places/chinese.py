"""Places in Chinese text, which has no gaps and no capitals. Parts of one address are one place: 上海浦东新区."""

import re
from collections.abc import Iterable

from nlu.entities.places.gazetteer import gazetteer
from nlu.entities.places.ordinary import ORDINARY_HAN
from nlu.entities.saying import HAN

Span = tuple[int, int]

_LONGEST = 6
_SUFFIX = re.compile("新区|市区|市|区|县|镇|省")
_BEFORE_A_PLACE = re.compile("(?:在|到|去|从|住|位于|来自|寄往|发往|至|人在|离)$")
_PROVINCE = re.compile(
    "(?:广东|浙江|江苏|四川|湖北|湖南|河南|河北|山东|山西|陕西|福建|安徽|江西|辽宁|吉林|黑龙江|云南|贵州|甘肃|"
    "青海|海南|广西|内蒙古|新疆)省?$"
)
_IN_A_NAME = f"(?![这那哪我你他她它了的么是不有没就还都也个条坐自说半原赶])[{HAN}]"
_STREET = re.compile(
    f"(?:(?<=[在到去从住市区县省])|(?<![{HAN}]))(?P<street>(?:{_IN_A_NAME}){{2,5}}?(?:大街|大道|路|街道|街|"
    f"胡同))(?P<number>[0-9]{{1,5}}号)?"
    "(?![上由边程线过人口灯费况标器径数])"
)
_UP_TO_IT = re.compile("(?:.{0,3}[在到去从住至往于])?")
_NO_STREET = re.compile(
    ".?(?:一路|半路|马路|道路|公路|走路|电路|线路|网路|思路|套路|问路|顺路|迷路|带路|赶路|上路|条路|条街|逛街|"
    "上街|大街)$"
)


def chinese_places(low: str) -> list[Span]:
    names = gazetteer().han
    found: list[Span] = []
    at = 0
    while at < len(low):
        is_district = bool(found) and found[-1][1] == at
        end = _name_at(low, at, names, is_district)
        if end:
            province = _PROVINCE.search(low, max(0, at - 4), at)
            found.append((province.start() if province else at, end))
        at = end or at + 1
    return _joined([*found, *_streets(low, found)])


def _name_at(low: str, start: int, names: frozenset[str], is_district: bool) -> int | None:
    """Where the longest name from `start` ends, with its 市 or 区, which a district right after its city may lack."""
    for end in range(min(len(low), start + _LONGEST), start + 1, -1):
        name = low[start:end]
        if is_district and f"{name}区" in names and low[end : end + 1] != "区":
            return end
        if name not in names:
            continue
        suffix = _SUFFIX.match(low, end)
        if name in ORDINARY_HAN and not suffix and not _BEFORE_A_PLACE.search(low[max(0, start - 2) : start]):
            continue
        return suffix.end() if suffix else end
    return None


def _streets(low: str, cities: list[Span]) -> Iterable[Span]:
    """Streets after a preposition or a city: 在南京西路, 上海淮海路."""
    for found in _STREET.finditer(low):
        start, end = found.span("street")
        start += len(_UP_TO_IT.match(found.group("street")).group())  # type: ignore[union-attr]
        if end - start > 2 and not _NO_STREET.match(low[start:end]):
            yield start, end
    for _, end in cities:
        street = re.match(f"[{HAN}]{{2,4}}?(?:大街|大道|路|街)(?![上由边程线过人口灯费])", low[end:])
        if street and not _NO_STREET.match(street.group()):
            yield end, end + street.end()


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
