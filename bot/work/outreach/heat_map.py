"""A calendar of the coming weeks: a line a rule, a square a day, darker where more is to be sent; below, how many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw, ImageFont

from bot.work.pictures import kept

_SQUARE, _LEFT, _TOP, _MARGIN = 22, 190, 40, 14  # pixels
_PAPER, _INK, _EMPTY = "#ffffff", "#39424e", "#eef1f4"
_SHADES = ("#cfe3f7", "#9cc4ec", "#5f9ddb", "#2f73bd", "#184a82")
_STEPS = (1, 3, 10, 30)  # messages a day, up to which each shade goes
_LABELS = ("1", *(f"{least + 1}-{most}" for least, most in pairwise(_STEPS)), f"{_STEPS[-1] + 1}+")
_LABELLED = 4 * _SQUARE


def by_day(
    planned: Iterable[tuple[str, datetime, int]], now: datetime, zone: ZoneInfo, days: int
) -> dict[str, list[int]]:
    """Return for each rule how many are planned on each of the days, from today on; a day is one of `zone`.

    `planned` tells the rule, the moment, and for how many.
    """
    today = now.astimezone(zone).date()
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * days)
    for rule, due_at, count in planned:
        place = (due_at.astimezone(zone).date() - today).days
        if 0 <= place < days:
            counts[rule][place] += count
    return dict(sorted(counts.items()))


def drawn(counts: Mapping[str, Sequence[int]], now: datetime, zone: ZoneInfo) -> dict[str, str]:
    """Return a PNG in the form in which the outbox keeps a file."""
    days = max(len(one) for one in counts.values())
    legend = _TOP + len(counts) * _SQUARE + _MARGIN
    size = (_LEFT + days * _SQUARE + _MARGIN, legend + _SQUARE + _MARGIN)
    image = Image.new("RGB", size, _PAPER)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(13)
    today = now.astimezone(zone).date()
    for place in range(0, days, 7):
        draw.text((_LEFT + place * _SQUARE, _MARGIN), f"{today + timedelta(days=place):%d %b}", fill=_INK, font=font)
    for line, (rule, found) in enumerate(counts.items()):
        top = _TOP + line * _SQUARE
        draw.text((_MARGIN, top + 3), rule.replace("_", " ")[:26], fill=_INK, font=font)
        for place, count in enumerate(found):
            _square(draw, _LEFT + place * _SQUARE, top, shade(count))
    for place, (colour, label) in enumerate(zip(_SHADES, _LABELS, strict=True)):
        left = _LEFT + place * _LABELLED
        _square(draw, left, legend, colour)
        draw.text((left + _SQUARE + 2, legend + 3), label, fill=_INK, font=font)
    return kept(image, "preview.png")


def _square(draw: ImageDraw.ImageDraw, left: int, top: int, colour: str) -> None:
    draw.rectangle((left, top, left + _SQUARE - 3, top + _SQUARE - 3), fill=colour)


def shade(count: int) -> str:
    """Return the colour of a day with so many messages."""
    if not count:
        return _EMPTY
    return _SHADES[next((place for place, most in enumerate(_STEPS) if count <= most), len(_STEPS))]
