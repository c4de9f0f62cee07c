"""Greeting cards: drawn with the words that can be drawn, in the company's colours."""

import io
from typing import Any

from PIL import Image

from bot.work.outreach.cards import drawn


def _recipe(title: str, **more: Any) -> dict[str, Any]:
    lines = {"title": title, "name": more.pop("name", ""), "from": ""}
    return {"name": "card.jpg", "card": lines, "colours": ["#ffffff", "#ffffff"], "font": None, **more}


def _written(recipe: dict[str, Any]) -> tuple[int, int]:
    """How wide and how high what is written on the card is, in pixels."""
    image = Image.open(io.BytesIO(drawn(recipe))).convert("L").point(lambda shade: 255 if shade < 128 else 0)
    box = image.getbbox()
    return (box[2] - box[0], box[3] - box[1]) if box is not None else (0, 0)


def test_a_card_says_its_title_and_the_name_below() -> None:
    title, both = _written(_recipe("Happy Diwali")), _written(_recipe("Happy Diwali", name="Asha"))
    assert 300 < title[0] < 600
    assert both[1] > title[1] + 30


def test_long_words_are_written_smaller_and_stay_on_the_card() -> None:
    long = _written(_recipe("A very happy and merry anniversary to you both"))
    assert 400 < long[0] <= 800 - 4 * 48
    assert long[1] < _written(_recipe("Hg"))[1]
    assert _written(_recipe("Happy " * 60)) == (0, 0), "what fits at no size is left to the message"


def test_signs_that_no_font_has_are_left_to_the_message() -> None:
    assert _written(_recipe("新年快乐")) == (0, 0)
    assert _written(_recipe("新年快乐", font="no/such/font.ttf")) == (0, 0)
    assert _written(_recipe("Happy", font="no/such/font.ttf"))[0] > 100


def test_colours_are_the_companys() -> None:
    image = Image.open(io.BytesIO(drawn(_recipe("Hi", colours=["#102030", "#f0e0d0"])))).convert("RGB")
    assert image.size == (800, 450)
    frame = image.getpixel((400, 48))
    assert isinstance(frame, tuple)
    assert all(abs(one - other) < 12 for one, other in zip(frame, (0xF0, 0xE0, 0xD0), strict=True))
