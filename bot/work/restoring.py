"""After a database was restored from a copy: nothing that may have gone out since is sent a second time."""

from bot.work.outreach.planning import replan
from bot.work.turn import Turn
from care_rules.reasons import Reason
from storage import customers, outbox, plans
from storage.tables import Touch, TouchOutcome

_AT_ONCE = 100  # customers a transaction


async def doubt_what_waited(turn: Turn) -> int:
    """Count every message that waited as in doubt: each kind then follows its own policy. Return how many."""
    return await outbox.doubt_queued(turn.session)


async def withhold_what_was_due(turn: Turn) -> int:
    """Withhold touches that came due up to now, some customers at a time; return how many customers that were."""
    found = await plans.due_customers(turn.session, turn.now, _AT_ONCE)
    for customer_id in found:
        for row in await plans.claim_due(turn.session, [customer_id], turn.now):
            touch = Touch(
                customer_id=customer_id,
                rule=row.rule,
                occasion=row.occasion,
                outcome=TouchOutcome.WITHHELD,
                reasons=[Reason("restored").as_data()],
                decided_at=turn.now,
            )
            await plans.decide_once(turn.session, touch)
        customer = await customers.by_id(turn.session, customer_id, lock=True)
        if customer is not None:
            await replan(turn, customer)
    return len(found)
