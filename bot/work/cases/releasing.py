"""A human has not written for a while: the bot answers the customer again, and says so to staff."""

from bot.work.cases import talking
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from storage import customers

AT_ONCE = 100  # conversations a transaction


async def release_due(turn: Turn) -> int:
    """Take up again the conversations whose quiet time is over; return how many. Zero: nothing is left to do.

    A customer whom another replica has in hand is left to it.
    """
    released = 0
    for customer_id in await customers.held_until(turn.session, turn.now, AT_ONCE):
        customer = await customers.if_free(turn.session, customer_id)
        if customer is None:
            continue
        talking.end(await customers.conversation(turn.session, customer_id))
        if customer.topic_id is not None:
            await tell_key(turn, customer, "staff-quiet-over", name=customer.known_as, span=talking.QUIET_TIME)
        released += 1
    return released
