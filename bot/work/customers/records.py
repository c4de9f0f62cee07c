"""Who a customer is in the shop's books. Everybody has a record: until the shop's is found, one of our own."""

from bot.work.turn import Turn
from storage import buyers
from storage.tables import Buyer, Customer


async def buyer_of(turn: Turn, customer: Customer) -> Buyer:
    """Return the customer's record, made if they have none.

    A tier that they were given by hand before there was a record stays theirs.
    """
    found = await turn.session.get(Buyer, customer.buyer_id) if customer.buyer_id is not None else None
    if found is not None:
        return found
    pinned = customer.tier if customer.tier != turn.house.book.default_tier else None
    made = Buyer(tier_pinned=pinned, created_at=turn.now)
    turn.session.add(made)
    await turn.session.flush()
    customer.buyer_id = made.id
    return made


async def give_records(turn: Turn, limit: int) -> int:
    """Give up to `limit` customers who have none a record; return to how many."""
    found = await buyers.without_record(turn.session, limit)
    for customer in found:
        await buyer_of(turn, customer)
    return len(found)
