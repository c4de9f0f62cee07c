"""How often each answer was given, as bars: a block a question, a bar an answer, its count beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from bot.work.pictures import kept

_LABELS, _LONGEST, _LINE, _HEAD, _MARGIN, _COUNT = 190, 380, 22, 34, 16, 50  # pixels
_PAPER, _INK, _BAR, _GROUND = "#ffffff", "#39424e", "#2f73bd", "#eef1f4"
_LABEL = 26  # characters


@dataclass(frozen=True)
class Chart:
    """One question, and how often each of its answers was given, in the order in which they are drawn."""

    title: str
    counts: Sequence[tuple[str, int]]


def drawn(charts: Sequence[Chart]) -> dict[str, str]:
    """Return a PNG in the form in which the outbox keeps a file."""
    height = 2 * _MARGIN + sum(_HEAD + len(chart.counts) * _LINE for chart in charts)
    image = Image.new("RGB", (_MARGIN + _LABELS + _LONGEST + _COUNT + _MARGIN, height), _PAPER)
    draw, top = ImageDraw.Draw(image), _MARGIN
    for chart in charts:
        top = _block(draw, chart, top)
    return kept(image, "survey.png")


def _block(draw: ImageDraw.ImageDraw, chart: Chart, top: int) -> int:
    """Draw one question; return where the next begins."""
    font = ImageFont.load_default(13)
    draw.text((_MARGIN, top), chart.title, fill=_INK, font=ImageFont.load_default(14))
    top += _HEAD - 8
    most = max(count for _, count in chart.counts) or 1
    for label, count in chart.counts:
        left, right = _MARGIN + _LABELS, _MARGIN + _LABELS + _LONGEST
        draw.text((left - 10, top + 1), label[:_LABEL], fill=_INK, font=font, anchor="ra")
        draw.rectangle((left, top, right, top + _LINE - 6), fill=_GROUND)
        if count:
            draw.rectangle((left, top, left + round(_LONGEST * count / most), top + _LINE - 6), fill=_BAR)
        draw.text((right + 10, top + 1), str(count), fill=_INK, font=font)
        top += _LINE
    return top + 8
