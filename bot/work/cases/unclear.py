"""Not understood: ask once to put it differently, then bring in a human, with the words."""

from datetime import timedelta

from bot.work.buttons import Button, row, tap
from bot.work.cases import going_on, kept
from bot.work.cases.opening import open_case
from bot.work.said import Said
from bot.work.saying import say
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from storage.tables import Conversation, Customer

PATIENCE = timedelta(minutes=30)  # how long a question to put it differently stands


async def ask_again(turn: Turn, customer: Customer, talk: Conversation, said: Said, *, key: str = "rephrase") -> None:
    """Ask to put it differently, once; what was said is kept for the human who may have to read it."""
    asked = talk.rephrase_asked_at
    if asked is not None and turn.now - asked < PATIENCE:
        await hand_over(turn, customer, talk, said)
        return
    talk.rephrase_asked_at = turn.now
    kept.keep(talk, kept.UNCLEAR, said.text)
    await say(turn, customer, key, buttons=(row(Button("button-human", tap("human"))),))


async def hand_over(turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    """Bring in a human with the words: into the case that is open, else as a new question."""
    whole = with_unread(talk, said)
    if not await going_on.add(turn, customer, talk, whole):
        await open_case(turn, customer, CaseKind.question, whole)


def with_unread(talk: Conversation, said: Said) -> Said:
    """Return what was said, after all that was said before and that no human has seen; it is in hand now."""
    talk.rephrase_asked_at = None
    earlier = kept.take_unread(talk)
    if not earlier:
        return said
    text = "\n".join(part for part in (earlier, said.text) if part)
    return Said(said.chat_id, said.message_ids, text, attached=said.attached)


def forget(talk: Conversation) -> None:
    """Something was understood: what was unclear before is settled."""
    talk.rephrase_asked_at = None
    kept.drop(talk, kept.DOUBT, kept.UNCLEAR)
