"""A small picture of what somebody spent, month by month."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw, ImageFont

from bot.work.pictures import kept
from care_rules.shopping import Bought

MONTHS = 24
_WIDTH, _HEIGHT, _MARGIN, _FOOT = 720, 240, 16, 28  # pixels
_PAPER, _INK, _BAR, _LATEST = "#ffffff", "#5b6470", "#7aa7d9", "#2f6fb3"


def spending(purchases: Sequence[Bought], now: datetime, zone: ZoneInfo) -> dict[str, str]:
    """Return a PNG of the last 24 months, in the form in which the outbox keeps a file."""
    months = _by_month(purchases, now, zone)
    image = Image.new("RGB", (_WIDTH, _HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(14)
    highest = max(*months.values(), 1)
    room = (_WIDTH - 2 * _MARGIN) / MONTHS
    base = _HEIGHT - _FOOT
    for at, ((year, month), spent) in enumerate(months.items()):
        left = _MARGIN + at * room
        top = base - (base - _MARGIN) * spent / highest
        if spent:
            draw.rectangle((left + 2, top, left + room - 2, base), fill=_LATEST if at == MONTHS - 1 else _BAR)
        if month in (1, 7) or at == 0:
            draw.text((left + 2, base + 6), f"{month:02}/{year % 100:02}", fill=_INK, font=font)
    draw.line((_MARGIN, base, _WIDTH - _MARGIN, base), fill=_INK)
    return kept(image, "spending.png")


def _by_month(purchases: Sequence[Bought], now: datetime, zone: ZoneInfo) -> dict[tuple[int, int], int]:
    local = now.astimezone(zone)
    last = local.year * 12 + local.month - 1
    months = {divmod(at, 12): 0 for at in range(last - MONTHS + 1, last + 1)}
    spent = {(year, month + 1): amount for (year, month), amount in months.items()}
    for one in purchases:
        bought = one.at.astimezone(zone)
        if (bought.year, bought.month) in spent and one.at <= now:
            spent[bought.year, bought.month] += one.amount
    return spent
