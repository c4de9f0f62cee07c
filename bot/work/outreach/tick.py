"""One tick: claim what is due, decide, write the touch and its message, plan the next. All in one transaction."""

from datetime import timedelta

from bot.work.buttons import Button, row, tap
from bot.work.outreach.people import person
from bot.work.outreach.planning import row_of
from bot.work.saying import Manner, write
from bot.work.turn import Turn
from care_rules.arbitration import Decision, Verdict
from care_rules.planning import Person, Planned, expires_at, look
from care_rules.preview import text_for
from storage import customers, plans
from storage.tables import Customer, PlanRow, Priority, SendKind, Touch, TouchOutcome

AT_ONCE = 100  # customers a transaction


async def tick(turn: Turn) -> int:
    """Look at up to `AT_ONCE` customers who have something due; return at how many. Zero: nothing is left to do.

    A customer whom another replica has in hand is left to it.
    """
    looked_at = 0
    for customer_id in await plans.due_customers(turn.session, turn.now, AT_ONCE):
        customer = await customers.if_free(turn.session, customer_id)
        if customer is not None:
            await _look(turn, customer, await plans.claim_due(turn.session, customer_id, turn.now))
            looked_at += 1
    return looked_at


async def _look(turn: Turn, customer: Customer, rows: list[PlanRow]) -> None:
    assert customer.id is not None
    as_seen = await person(turn, customer)
    seen = look(turn.house.book, as_seen, map(_planned, rows), turn.now)
    for decision in seen.decisions:
        if decision.verdict is not Verdict.wait:
            await _settle(turn, customer, as_seen, decision)
    for plan_row in rows:
        await plans.drop(turn.session, customer.id, plan_row.rule)
    await plans.write(turn.session, [row_of(customer.id, planned) for planned in seen.plan])


async def _settle(turn: Turn, customer: Customer, as_seen: Person, decision: Decision) -> None:
    """Write the touch, once for good, and the message if it is to be sent."""
    assert customer.id is not None
    sending = decision.verdict is Verdict.send
    touch = Touch(
        customer_id=customer.id,
        rule=decision.candidate.rule,
        occasion=decision.candidate.occasion,
        outcome=TouchOutcome.SENT if sending else TouchOutcome.WITHHELD,
        reasons=[reason.as_data() for reason in decision.reasons],
        decided_at=turn.now,
    )
    touch_id = await plans.decide_once(turn.session, touch)
    if touch_id is not None and sending:
        await _send(turn, customer, as_seen, decision, touch_id)


async def _send(turn: Turn, customer: Customer, as_seen: Person, decision: Decision, touch_id: int) -> None:
    rule = decision.candidate.rule
    text = text_for(turn.house.book, rule, as_seen, turn.house.company.name)
    expires = expires_at(turn.house.book.rules[rule], decision.candidate.due_at, as_seen)
    manner = Manner(SendKind.GREETING, Priority.GREETING, max(expires - turn.now, timedelta(minutes=1)))
    buttons = (row(Button("button-why", tap("why", touch_id)), Button("button-stop", tap("stop"))),)
    sent = await write(turn, customer, text, buttons=buttons, manner=manner)
    await plans.link(turn.session, touch_id, sent[-1].id)


def _planned(plan_row: PlanRow) -> Planned:
    return Planned(
        rule=plan_row.rule,
        occasion=plan_row.occasion,
        occasion_at=plan_row.occasion_at,
        due_at=plan_row.due_at,
    )
