"""Why somebody has the tier, the stage or the health they have, in words for staff."""

from bot.work.titles import LANGUAGE
from bot.work.turn import Turn
from care_rules.because import Because


def in_words(turn: Turn, because: Because) -> str:
    """Return a clause, like "no purchase for 2.5 times as long as usual"."""
    return turn.house.words.text(f"because-{because.key}", LANGUAGE, **because.facts)
