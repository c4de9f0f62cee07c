"""Words that nobody has acted on: a conversation keeps them until they are put differently, chosen between, or read."""

from typing import Any

from storage.tables import Conversation

ASKED = "asked"  # a question that no page answered
DOUBT = "doubt"  # two readings were offered
UNCLEAR = "unclear"  # asked to put it differently


def keep(talk: Conversation, place: str, text: str, **more: Any) -> None:
    """Keep the words, the latest of their kind."""
    drop(talk, place)
    talk.about = talk.about | {place: {"text": text, **more}}


def take(talk: Conversation, place: str) -> dict[str, Any] | None:
    """Take the words out, with what was kept beside them under `text`; None if there are none any more."""
    found = talk.about.get(place)
    drop(talk, place)
    return found if isinstance(found, dict) else None


def drop(talk: Conversation, *places: str) -> None:
    talk.about = {key: value for key, value in talk.about.items() if key not in places}


def take_unread(talk: Conversation) -> str:
    """Take out all words that no human has seen and that got no answer, in the order in which they were said."""
    places = (ASKED, DOUBT, UNCLEAR)
    found = [words for place, words in talk.about.items() if place in places]
    drop(talk, *places)
    return "\n".join(words["text"] for words in found if isinstance(words, dict) and words["text"])
