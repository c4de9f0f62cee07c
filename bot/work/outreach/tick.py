"""One tick: claim what is due, decide, write the touch and its message, plan the next. All in one transaction."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.work import tasks
from bot.work.buttons import Button, Rows, row, tap
from bot.work.customers.records import buyer_of
from bot.work.outreach import call_card, cards, surveying
from bot.work.outreach.people import people
from bot.work.outreach.planning import values_of
from bot.work.saying import Manner, shown
from bot.work.turn import Turn
from care_rules.arbitration import Decision, Verdict
from care_rules.person import Person
from care_rules.planning import Planned, look
from care_rules.preview import task_for, text_for
from care_rules.rule import Asked
from storage import customers, outbox, plans
from storage.plans import PlannedRow
from storage.tables import Customer, Priority, SendKind, TouchOutcome
from storage.tasks import CALL

AT_ONCE = 200  # customers a transaction


@dataclass(frozen=True)
class _Decided:
    """One decision that is for good, about somebody as they were seen."""

    customer: Customer
    as_seen: Person
    decision: Decision

    @property
    def key(self) -> tuple[int, str, str]:
        return self.as_seen.customer, self.decision.candidate.rule, self.decision.candidate.occasion

    @property
    def is_sent(self) -> bool:
        return self.decision.verdict is Verdict.send


async def tick(turn: Turn) -> int:
    """Look at up to `AT_ONCE` customers who have something due; return at how many. Zero: nothing is left to do.

    A customer whom another replica has in hand is left to it.
    """
    due = await plans.due_customers(turn.session, turn.now, AT_ONCE)
    free = await customers.those_free(turn.session, due) if due else []
    if not free:
        return 0
    rows = await plans.claim_due(turn.session, [one.id or 0 for one in free], turn.now)
    planned: defaultdict[int, list[Planned]] = defaultdict(list)
    for one in rows:
        planned[one.customer_id].append(_planned(one))
    decided: list[_Decided] = []
    to_come: list[dict[str, Any]] = []
    for customer, as_seen in zip(free, await people(turn, free), strict=True):
        seen = look(turn.house.book, as_seen, planned[as_seen.customer], turn.now)
        for_good = [one for one in seen.decisions if one.verdict is not Verdict.wait]
        decided += [_Decided(customer, as_seen, one) for one in for_good]
        to_come += [values_of(as_seen.customer, later) for later in seen.plan]
    await _settle(turn, decided)
    await plans.follow(turn.session, rows, to_come)
    return len(free)


async def _settle(turn: Turn, decided: list[_Decided]) -> None:
    """Write the touches, each once for good, and the messages of those that are to be sent."""
    touches = await plans.decide_each_once(turn.session, [_touch(turn, one) for one in decided])
    messages: dict[int, list[dict[str, Any]]] = {}
    for one in decided:
        touch_id = touches.get(one.key)
        if touch_id is not None and one.is_sent:
            messages[touch_id] = await _messages(turn, one, touch_id)
            await _give_task(turn, one.customer, one.as_seen, one.decision, touch_id)
    carried = [(touch_id, call) for touch_id, calls in messages.items() for call in calls]
    row_ids = await outbox.put_all(turn.session, [call for _, call in carried])
    await plans.link(turn.session, {one[0]: row_id for one, row_id in zip(carried, row_ids, strict=True)})


def _touch(turn: Turn, one: _Decided) -> dict[str, Any]:
    customer, rule, occasion = one.key
    return {
        "customer_id": customer,
        "rule": rule,
        "occasion": occasion,
        "outcome": TouchOutcome.SENT if one.is_sent else TouchOutcome.WITHHELD,
        "reasons": [reason.as_data() for reason in one.decision.reasons],
        "decided_at": turn.now,
    }


async def _messages(turn: Turn, one: _Decided, touch_id: int) -> list[dict[str, Any]]:
    """Return what the customer gets, not yet queued; nothing of a task for staff alone."""
    candidate = one.decision.candidate
    text = text_for(turn.house.book, candidate.rule, one.as_seen, turn.house.company.name, candidate.facts)
    if not text:
        return []
    manner = Manner(SendKind.GREETING, Priority.GREETING, max(candidate.expires_at - turn.now, timedelta(minutes=1)))
    why = row(Button("button-why", tap("why", touch_id)), Button("button-stop", tap("stop")))
    buttons = (*await _asking(turn, one.customer, one.decision, touch_id), why)
    card = cards.card(turn, candidate.rule, one.as_seen, candidate.facts)
    return shown(turn, one.customer, card, text, buttons=buttons, manner=manner)


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


def _planned(plan_row: PlannedRow) -> Planned:
    return Planned(
        rule=plan_row.rule,
        occasion=plan_row.occasion,
        occasion_at=plan_row.occasion_at,
        due_at=plan_row.due_at,
    )
