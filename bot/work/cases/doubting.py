"""Two readings too close to choose between: the customer chooses."""

from dataclasses import asdict, replace
from typing import Any

from bot.work.buttons import Button, row, tap
from bot.work.cases import kept
from bot.work.said import Said
from bot.work.saying import say
from bot.work.turn import Turn
from nlu.answers import Found
from nlu.reading import Reading, Score
from storage.tables import Conversation, Customer

SOMETHING_ELSE = "-"
_LABELS = ("language", "category", "urgency")

Doubted = tuple[Said, Reading, Found | None]


async def offer(
    turn: Turn, customer: Customer, talk: Conversation, said: Said, reading: Reading, found: Found | None
) -> None:
    """Ask which of the two is meant; what may be an emergency stands first. `found` answers it if it is a question."""
    assert reading.two is not None
    kept.keep(
        talk,
        kept.DOUBT,
        said.text,
        messages=[said.chat_id, *said.message_ids],
        read=[_kept(score) for score in reading.two],
        labels={name: _kept(label) for name in _LABELS if (label := getattr(reading, name)) is not None},
        found=asdict(found) if found is not None else None,
    )
    names = sorted((score.name for score in reading.two), key=lambda name: name != "emergency")
    choices = tuple(row(Button(f"meant-{name}", tap("meant", name))) for name in names)
    other = row(Button("button-something-else", tap("meant", SOMETHING_ELSE)))
    await say(turn, customer, "which-meaning", buttons=(*choices, other))


def settle(talk: Conversation) -> Doubted | None:
    """Return the words in doubt, their readings and the page, once; None if there are none any more."""
    doubt = kept.take(talk, kept.DOUBT)
    if doubt is None:
        return None
    chat, *messages = doubt["messages"]
    reading = Reading(doubt["text"], tuple(Score(*score) for score in doubt["read"]), understood=False)
    labels: dict[str, Any] = {name: Score(*label) for name, label in doubt["labels"].items()}
    found = Found(**doubt["found"]) if doubt["found"] is not None else None
    return Said(chat, tuple(messages), doubt["text"]), replace(reading, **labels), found


def _kept(score: Score) -> list[str | float]:
    return [score.name, score.confidence]
