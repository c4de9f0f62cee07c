"""Keep the plan: anew for a customer who changed, in chunks for everybody when a rule did (law 5)."""

from collections.abc import Sequence
from typing import Any

from bot.work.outreach.people import people
from bot.work.turn import Turn
from care_rules.planning import Planned, plan_person
from storage import customers, house, plans
from storage.tables import Customer

CHUNK = 250  # customers a transaction, so that nobody waits long for a lock, nor for the processor
_PLANNED = "done"


async def replan(turn: Turn, *everybody: Customer) -> None:
    """Plan anew what comes for these customers, under the book in force."""
    await turn.session.flush()
    rows: list[dict[str, Any]] = [
        values_of(person.customer, planned)
        for person in await people(turn, everybody)
        for planned in plan_person(turn.house.book, person, turn.now)
    ]
    await plans.replace(turn.session, [one.id or 0 for one in everybody], rows)


def values_of(customer_id: int, planned: Planned) -> dict[str, Any]:
    """Return a row of the plan as columns by name: many are written at once, and few of them read again."""
    return {
        "customer_id": customer_id,
        "rule": planned.rule,
        "occasion": planned.occasion,
        "occasion_at": planned.occasion_at,
        "due_at": planned.due_at,
    }


async def ask_for(turn: Turn) -> None:
    """Have everybody planned anew, in chunks, at the next occasion: something changed for many at once."""
    await house.write_note(turn.session, house.BOOK, {})


async def replan_chunk(turn: Turn) -> bool:
    """Go on with planning everybody under the present book; false when everybody is.

    How far it came is noted in the same transaction, so that a kill costs nothing but one chunk.
    """
    present = turn.house.book.planned_by
    noted = await house.held_note(turn.session, house.BOOK) or {}
    if noted.get(_PLANNED) == present:
        return False
    after = noted.get("after", 0) if noted.get("doing") == present else 0
    chunk: Sequence[Customer] = await customers.after(turn.session, after, CHUNK)
    await replan(turn, *chunk)
    if len(chunk) < CHUNK:
        await house.write_note(turn.session, house.BOOK, {_PLANNED: present})
        return False
    await house.write_note(turn.session, house.BOOK, {"doing": present, "after": chunk[-1].id})
    return True
