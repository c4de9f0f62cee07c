"""One tick: claim what is due, decide, write the touch and its message, plan the next. All in one transaction."""

from datetime import timedelta

from bot.work import tasks
from bot.work.buttons import Button, Rows, row, tap
from bot.work.customers.records import buyer_of
from bot.work.outreach import call_card, cards, surveying
from bot.work.outreach.people import people
from bot.work.outreach.planning import row_of
from bot.work.saying import Manner, show
from bot.work.turn import Turn
from care_rules.arbitration import Decision, Verdict
from care_rules.person import Person
from care_rules.planning import Planned, look
from care_rules.preview import task_for, text_for
from care_rules.rule import Asked
from storage import customers, plans
from storage.tables import Customer, PlanRow, Priority, SendKind, Touch, TouchOutcome
from storage.tasks import CALL

AT_ONCE = 100  # customers a transaction


async def tick(turn: Turn) -> int:
    """Look at up to `AT_ONCE` customers who have something due; return at how many. Zero: nothing is left to do.

    A customer whom another replica has in hand is left to it.
    """
    free: list[tuple[Customer, list[PlanRow]]] = []
    for customer_id in await plans.due_customers(turn.session, turn.now, AT_ONCE):
        customer = await customers.if_free(turn.session, customer_id)
        if customer is not None:
            free.append((customer, await plans.claim_due(turn.session, customer_id, turn.now)))
    if free:
        for (customer, rows), as_seen in zip(free, await people(turn, [one for one, _ in free]), strict=True):
            await _look(turn, customer, as_seen, rows)
    return len(free)


async def _look(turn: Turn, customer: Customer, as_seen: Person, rows: list[PlanRow]) -> None:
    assert customer.id is not None
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
        await _give_task(turn, customer, as_seen, decision, touch_id)


async def _send(turn: Turn, customer: Customer, as_seen: Person, decision: Decision, touch_id: int) -> None:
    candidate = decision.candidate
    text = text_for(turn.house.book, candidate.rule, as_seen, turn.house.company.name, candidate.facts)
    if not text:
        return  # a task for staff alone
    manner = Manner(SendKind.GREETING, Priority.GREETING, max(candidate.expires_at - turn.now, timedelta(minutes=1)))
    why = row(Button("button-why", tap("why", touch_id)), Button("button-stop", tap("stop")))
    buttons = (*await _asking(turn, customer, decision, touch_id), why)
    card = cards.card(turn, candidate.rule, as_seen, candidate.facts)
    sent = await show(turn, customer, card, text, buttons=buttons, manner=manner)
    await plans.link(turn.session, touch_id, sent[-1].id)


async def _asking(turn: Turn, customer: Customer, decision: Decision, touch_id: int) -> Rows:
    """Return the buttons with which the message is answered, if it asks something."""
    rule = turn.house.book.rules[decision.candidate.rule]
    if rule.survey is not None:
        return await surveying.begin(turn, customer, rule.survey, touch_id)
    return (_still_fine(decision.candidate.facts["case"]),) if rule.ask is Asked.still_fine else ()


def _still_fine(case_id: str) -> tuple[Button, ...]:
    return row(
        Button("button-still-fine", tap("fine", case_id)), Button("button-still-broken", tap("unsolved", case_id))
    )


async def _give_task(turn: Turn, customer: Customer, as_seen: Person, decision: Decision, touch_id: int) -> None:
    """What staff are to do by this rule, due within the span that the rule says."""
    candidate, book = decision.candidate, turn.house.book
    named = {**candidate.facts, "name": customer.known_as}
    text = task_for(book, candidate.rule, as_seen, turn.house.company.name, named)
    rule = book.rules[candidate.rule]
    if text is None or (rule.call and as_seen.circumstances.no_calls):
        return
    key, facts = f"{CALL if rule.call else 'care'} {touch_id}", {"text": text}
    if rule.call:
        facts |= call_card.facts_of(as_seen, decision)
    buyer = await buyer_of(turn, customer)
    await tasks.give(turn, key, customer=customer, buyer=buyer, facts=facts, due_at=turn.now + rule.within)


def _planned(plan_row: PlanRow) -> Planned:
    return Planned(
        rule=plan_row.rule,
        occasion=plan_row.occasion,
        occasion_at=plan_row.occasion_at,
        due_at=plan_row.due_at,
    )
