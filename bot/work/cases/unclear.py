"""Not understood: ask once to put it differently, then bring in a human, with the words."""

from datetime import timedelta

from bot.work.buttons import Button, row, tap
from bot.work.cases.adding import add, takes_words
from bot.work.cases.opening import open_case
from bot.work.said import Said
from bot.work.saying import say
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from storage import cases
from storage.tables import Conversation, Customer

PATIENCE = timedelta(minutes=30)  # how long a question to put it differently stands


async def ask_again(turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    """Ask to put it differently, once; what was said is kept for the human who may have to read it."""
    asked = talk.rephrase_asked_at
    if asked is not None and turn.now - asked < PATIENCE:
        await hand_over(turn, customer, talk, said)
        return
    talk.rephrase_asked_at = turn.now
    talk.about = talk.about | {"unclear": said.text}
    await say(turn, customer, "rephrase", buttons=(row(Button("button-human", tap("human"))),))


async def hand_over(turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    """Bring in a human with the words: into the case that is open, else as a new question."""
    earlier = talk.about.get("unclear")
    text = "\n".join(part for part in (earlier, said.text) if part)
    talk.rephrase_asked_at = None
    talk.about = {key: value for key, value in talk.about.items() if key != "unclear"}
    whole = Said(said.chat_id, said.message_ids, text, () if earlier else said.entities, said.attached)
    open_cases = [case for case in await cases.open_of(turn.session, customer.id or 0) if takes_words(case)]
    if open_cases:
        await add(turn, customer, talk, open_cases[0], whole)
    else:
        await open_case(turn, customer, CaseKind.question, whole)


async def forget(talk: Conversation) -> None:
    """Something was understood: the earlier question is settled."""
    if talk.rephrase_asked_at is not None:
        talk.rephrase_asked_at = None
        talk.about = {key: value for key, value in talk.about.items() if key != "unclear"}
