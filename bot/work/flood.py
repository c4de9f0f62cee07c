"""A flood from one customer: kept whole, answered once, and it slows nobody else."""

from datetime import datetime, timedelta

from bot.work.cases import adding, opening, talking
from bot.work.said import Said
from bot.work.saying import say
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from storage import cases
from storage.tables import Conversation, Customer

WINDOW = timedelta(seconds=10)
AT_MOST = 10  # messages in a window that are answered one by one


def count(talk: Conversation, sent_at: datetime) -> bool:
    """Count a message; true when there are too many to answer each. Every message moves the end of the flood on.

    What counts is when it was sent, in UTC: after a standstill many are handled at once that nobody wrote at once.
    """
    if talk.heard_since is None or abs(sent_at - talk.heard_since) > WINDOW:
        talk.heard_since, talk.heard_count = sent_at, 0
    talk.heard_count += 1
    if talk.heard_count > AT_MOST:
        talk.heard_since = sent_at
        return True
    return False


async def keep(turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    """Put the words with the customer's open case (a new one if there is none), and say so once."""
    open_cases = [case for case in await cases.open_of(turn.session, customer.id or 0) if adding.takes_words(case)]
    if open_cases:
        case = open_cases[0]
        await adding.keep(turn, customer, case, said)
    else:
        case = await opening.open_case(turn, customer, CaseKind.question, said)
    if talk.heard_count == AT_MOST + 1 and not await talking.acknowledged_by_sign(turn, customer, talk, said):
        await say(turn, customer, "flood", number=case.number)
