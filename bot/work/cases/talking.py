"""While a human talks with the customer, the bot is silent (law 8)."""

from datetime import timedelta

from bot.work.said import Said
from bot.work.saying import react
from bot.work.turn import Turn
from storage.tables import Conversation, Customer

QUIET_TIME = timedelta(minutes=30)  # without a word from the human, the bot is back
_UNTIL_RELEASED = timedelta(days=3650)
SEEN = "👀"


def human_talks(talk: Conversation, turn: Turn) -> bool:
    return talk.human_until is not None and turn.now < talk.human_until


async def acknowledged_by_sign(turn: Turn, customer: Customer, talk: Conversation, said: Said) -> bool:
    """Answer with a reaction instead of words, if that is the way now; true when it was done."""
    if not human_talks(talk, turn):
        return False
    await react(turn, customer, said.message_ids[0], SEEN)
    return True


def begin(talk: Conversation, turn: Turn) -> None:
    talk.human_until = max(turn.now + QUIET_TIME, talk.human_until or turn.now)


def hold(talk: Conversation, turn: Turn) -> None:
    """Be silent until somebody of the staff releases the bot."""
    talk.human_until = turn.now + _UNTIL_RELEASED


def end(talk: Conversation) -> None:
    talk.human_until = None
