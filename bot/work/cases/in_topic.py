"""Which case is meant by what an agent writes in a customer's topic."""

from bot.work.errors import NobodyWaits
from bot.work.turn import Turn
from care_rules.cases import OPEN_STATES
from storage import cases, outbox
from storage.tables import CareCase, Customer


async def meant(turn: Turn, customer: Customer, reply_to: int | None) -> CareCase | None:
    """Return the living case whose card the agent replied to, else the newest open one, locked; None if all is over."""
    living = await cases.living_of(turn.session, customer.id or 0)
    chosen = [case for case in living if case.state in OPEN_STATES] or living
    if reply_to is not None and customer.topic_chat_id is not None:
        card_row = await outbox.of_message(turn.session, customer.topic_chat_id, reply_to)
        if card_row is not None:
            chosen = [case for case in living if case.card_row_id == card_row.id] or chosen
    return await cases.by_id(turn.session, chosen[0].id or 0, lock=True) if chosen else None


async def meant_open(turn: Turn, customer: Customer, reply_to: int | None) -> CareCase:
    """Return the open case that is meant, locked.

    Raises:
        NobodyWaits: if there is none.
    """
    case = await meant(turn, customer, reply_to)
    if case is None or case.state not in OPEN_STATES:
        raise NobodyWaits(name=customer.known_as)
    return case
