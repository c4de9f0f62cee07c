"""After a database was restored from a copy: nothing that may have gone out since is sent a second time."""

from bot.work.outreach import due
from bot.work.outreach.planning import replan
from bot.work.turn import Turn
from care_rules.reasons import Reason
from storage import outbox, plans
from storage.tables import Touch, TouchOutcome

_AT_ONCE = 100  # customers a transaction


async def doubt_what_waited(turn: Turn) -> int:
    """Count every message that waited as in doubt: each kind then follows its own policy. Return how many."""
    return await outbox.doubt_queued(turn.session)


async def withhold_what_was_due(turn: Turn) -> bool:
    """Withhold touches that came due up to now, some customers at a time; false if nothing is left to do."""
    hand = await due.take(turn, _AT_ONCE)
    if hand is None:
        return False
    for customer in hand.customers:
        for planned in hand.plans[customer.id or 0]:
            touch = Touch(
                customer_id=customer.id or 0,
                rule=planned.rule,
                occasion=planned.occasion,
                outcome=TouchOutcome.WITHHELD,
                reasons=[Reason("restored").as_data()],
                decided_at=turn.now,
            )
            await plans.decide_once(turn.session, touch)
    await due.put_by(turn, hand, ())
    await replan(turn, *hand.customers)
    return True
