"""A case that was resolved, and nobody said otherwise, is over."""

from bot.work.cases.events import BOT
from bot.work.cases.moving import move
from bot.work.cases.promising import closes_at
from bot.work.turn import Turn
from care_rules.cases import Move
from storage import customers
from storage.tables import CareCase


async def close_silent(turn: Turn, case: CareCase) -> bool:
    """Close the case if the customer was asked long ago whether it is solved; whether it was so.

    They hear nothing of it: the question they were asked still stands, and its "not yet" still reopens the case.
    """
    at = closes_at(turn, case)
    if at is None or at >= turn.now:
        return False
    await move(turn, case, Move.close, BOT, "silence")
    talk = await customers.conversation(turn.session, case.customer_id)
    if talk.awaiting == "solved" and talk.about.get("case") == case.id:
        talk.awaiting = None
    return True
