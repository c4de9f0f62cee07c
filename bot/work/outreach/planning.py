"""Keep the plan: anew for a customer who changed, in chunks for a rule that changed (law 5)."""

from bot.work.outreach.people import person
from bot.work.turn import Turn
from care_rules.planning import Planned, plan_person
from storage import customers, house, plans
from storage.tables import Customer, PlanRow

CHUNK = 500  # customers a transaction, so that nobody waits long for a lock


async def replan(turn: Turn, customer: Customer) -> None:
    """Plan anew what comes for this customer, under the book in force."""
    assert customer.id is not None
    await turn.session.flush()
    planned = plan_person(turn.house.book, await person(turn, customer), turn.now)
    await plans.replace(turn.session, customer.id, [row_of(customer.id, one) for one in planned])


def row_of(customer_id: int, planned: Planned) -> PlanRow:
    return PlanRow(
        customer_id=customer_id,
        rule=planned.rule,
        occasion=planned.occasion,
        occasion_at=planned.occasion_at,
        due_at=planned.due_at,
    )


async def replan_chunk(turn: Turn) -> bool:
    """Go on with planning everybody under the present book; false when everybody is.

    How far it came is noted in the same transaction, so that a kill costs nothing but one chunk.
    """
    present = {name: rule.fingerprint for name, rule in turn.house.book.rules.items()}
    noted = await house.note(turn.session, house.BOOK) or {}
    if noted.get("done") == present:
        return False
    after = noted.get("after", 0) if noted.get("doing") == present else 0
    chunk = await customers.with_a_birthday_after(turn.session, after, CHUNK)
    for customer in chunk:
        await replan(turn, customer)
    if len(chunk) < CHUNK:
        await house.write_note(turn.session, house.BOOK, {"done": present})
        return False
    await house.write_note(turn.session, house.BOOK, {"doing": present, "after": chunk[-1].id})
    return True
