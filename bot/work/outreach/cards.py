"""Greeting cards, drawn in the company's colours when they are sent; only what they say is kept."""

import io
import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from bot.work.turn import Turn
from care_rules.person import Person
from care_rules.preview import card_for

_WIDTH, _HEIGHT, _MARGIN = 800, 450, 48  # pixels
_TITLE, _NAME, _FROM = 58, 34, 22  # pixels a letter
_SMALLEST = 18
_BRIGHT = 0.6  # from here on a ground is written on in dark
_RAYS = 28
_NO_SIGN = "\uffff"  # what no font has

Font = ImageFont.FreeTypeFont


def card(turn: Turn, rule: str, person: Person, facts: Mapping[str, str]) -> dict[str, Any] | None:
    """Return what the card says and in which colours, to be drawn when it is sent; None where the rule has no card."""
    company = turn.house.company
    title = card_for(turn.house.book, rule, person, company.name, facts)
    if title is None:
        return None
    names = [person.name, facts.get("partner")] if person.name else []
    lines = {"title": title, "name": " & ".join(filter(None, names)), "from": company.name}
    return {"name": "card.jpg", "card": lines, "colours": list(company.colours), "font": company.card_font}


def drawn(recipe: Mapping[str, Any]) -> bytes:
    """Return the card as a JPEG.

    Words that no font at hand has the signs of are left off: the message under the card says it all.
    """
    ground, accent = recipe["colours"]
    image = _paper(ground, accent).copy()
    draw = ImageDraw.Draw(image)
    ink = "#ffffff" if _brightness(ground) < _BRIGHT else "#1d2733"
    lines = recipe["card"]
    _line(draw, lines["title"], (_HEIGHT // 2 - 44, _TITLE), ink, recipe["font"])
    _line(draw, lines["name"], (_HEIGHT // 2 + 32, _NAME), ink, recipe["font"])
    _line(draw, lines["from"], (_HEIGHT // 2 + 104, _FROM), ink, recipe["font"])
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue()


@lru_cache(maxsize=8)
def _paper(ground: str, accent: str) -> Image.Image:
    """Return the card without words: rays in a shade between the two colours, and a frame to write in."""
    image = Image.new("RGB", (_WIDTH, _HEIGHT), ground)
    draw = ImageDraw.Draw(image)
    _sun(draw, _mixed(ground, accent, 0.35))
    frame = (_MARGIN, _MARGIN, _WIDTH - _MARGIN, _HEIGHT - _MARGIN)
    draw.rounded_rectangle(frame, radius=18, fill=ground, outline=accent, width=4)
    return image


def _sun(draw: ImageDraw.ImageDraw, colour: tuple[int, int, int]) -> None:
    """Rays from the lower edge, every other one, as far as the corners."""
    middle, reach = (_WIDTH / 2, float(_HEIGHT)), float(_WIDTH)
    for ray in range(0, _RAYS, 2):
        ends = [math.pi * (1 + at / _RAYS) for at in (ray, ray + 1)]
        draw.polygon(
            [middle, *((middle[0] + reach * math.cos(at), middle[1] + reach * math.sin(at)) for at in ends)], colour
        )


def _line(draw: ImageDraw.ImageDraw, text: str, place: tuple[int, int], ink: str, path: str | None) -> None:
    """Write a line about the middle at this height, smaller where it is long."""
    height, size = place
    while text and size >= _SMALLEST:
        font = _font(path, size, text)
        if font is None:
            return
        if draw.textlength(text, font=font) <= _WIDTH - 4 * _MARGIN:
            draw.text((_WIDTH / 2, height), text, fill=ink, font=font, anchor="mm")
            return
        size -= 4


def _font(path: str | None, size: int, text: str) -> Font | None:
    """Return the first font at hand that has every sign of the text."""
    for found in (_loaded(path, size), _loaded(None, size)):
        if found is not None and all(one.isspace() or _has(found, one) for one in text):
            return found
    return None


@lru_cache(maxsize=32)
def _loaded(path: str | None, size: int) -> Font | None:
    try:
        found = ImageFont.load_default(size) if path is None else ImageFont.truetype(path, size)
    except OSError:
        return None
    return found if isinstance(found, Font) else None


def _has(font: Font, sign: str) -> bool:
    return bytes(font.getmask(sign)) != bytes(font.getmask(_NO_SIGN))


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(one: str, other: str, share: float) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return red, green, blue


def _brightness(colour: str) -> float:
    """Return from 0 to 1 how bright it looks (ITU-R BT.601)."""
    red, green, blue = _rgb(colour)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
