"""Buttons under a message: what they are called, and the data that comes back when one is tapped.

The data is `action:argument:argument`, at most 64 bytes, which is Telegram's limit.
"""

from dataclasses import dataclass
from typing import Any

from bot.words.catalogue import Catalogue

LONGEST_DATA = 64  # bytes


@dataclass(frozen=True)
class Button:
    """`label` is a key of the catalogue, or the words themselves when `literal`. One that opens a page has no data."""

    label: str
    data: str = ""
    literal: bool = False
    opens: str = ""


Rows = tuple[tuple[Button, ...], ...]


def tap(action: str, *arguments: object) -> str:
    """Return a button's data.

    Raises:
        ValueError: if Telegram would refuse it as too long.
    """
    data = ":".join((action, *map(str, arguments)))
    if len(data.encode()) > LONGEST_DATA:
        raise ValueError(f"button data of {len(data.encode())} bytes: {data}")
    return data


def row(*buttons: Button) -> tuple[Button, ...]:
    return buttons


def markup(rows: Rows, words: Catalogue, language: str) -> dict[str, Any]:
    """Return the inline keyboard as Telegram wants it."""
    return {"inline_keyboard": [[_drawn(button, words, language) for button in line] for line in rows]}


def _drawn(button: Button, words: Catalogue, language: str) -> dict[str, str]:
    label = button.label if button.literal else words.text(button.label, language)
    return {"text": label, "url": button.opens} if button.opens else {"text": label, "callback_data": button.data}
