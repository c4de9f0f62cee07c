"""Keep the plan: anew for a customer who changed, in chunks for everybody when a rule did (law 5)."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.work.outreach.people import known
from bot.work.turn import House, Turn
from care_rules.gatherings import Gathering, feast_rules, gathering_of, next_feast, plan_apart
from care_rules.person import Known
from care_rules.planning import Planned
from storage import customers, feasts, house, plans
from storage.plans import PlannedRow
from storage.tables import Customer

CHUNK = 250  # customers a transaction, so that nobody waits long for a lock, nor for the processor
_LARGEST = 4 * CHUNK  # of customers for whom nothing is to be written, which is quicker
_PLANNED = "done"


async def replan(turn: Turn, *everybody: Customer) -> None:
    """Plan anew what comes for these customers, under the book in force."""
    await _replan(turn, [one.id or 0 for one in everybody])


async def _replan(turn: Turn, customer_ids: Sequence[int]) -> int:
    """Plan these anew; return how many rows had to be written."""
    seen = await known(turn, customer_ids)
    rows = [
        values_of(person.customer, planned)
        for person, plan in plan_apart(turn.house.book, seen, turn.now)
        for planned in plan
    ]
    written = await plans.replace(turn.session, customer_ids, rows)
    await _gather(turn, seen)
    return written


async def _gather(turn: Turn, seen: Sequence[Known]) -> None:
    """Note whom each keeps festivals with, and see that the feasts of those who are new to somebody are planned."""
    joined: set[Gathering] = set()
    moved: dict[int, str | None] = {}
    for person in seen:
        theirs = gathering_of(turn.house.book, person)
        key = theirs.key if theirs is not None else None
        if person.gathering != key:
            moved[person.customer] = key
            joined |= {theirs} if theirs is not None else set()
    await customers.gather(turn.session, moved)
    await feasts.put(turn.session, _feasts(turn, joined))


def _feasts(turn: Turn, gatherings: Iterable[Gathering]) -> list[dict[str, Any]]:
    """Return, as columns by name, the feast that comes next by each rule for each of these."""
    book = turn.house.book
    found = ((one, name, next_feast(book, name, one, turn.now)) for one in gatherings for name in feast_rules(book))
    return [
        {"gathering": one.key, "rule": name, "occasion": feast.key, "due_at": feast.moment}
        for one, name, feast in found
        if feast is not None
    ]


async def _feasts_anew(turn: Turn) -> None:
    """Plan every feast to come anew. Of one that has begun, those who were not reached have it in their own plan."""
    await feasts.forget_all(turn.session)
    known = [Gathering.read(key) for key in await feasts.gatherings(turn.session)]
    await feasts.put(turn.session, _feasts(turn, known))


def values_of(customer_id: int, planned: Planned) -> dict[str, Any]:
    """Return a row of the plan as columns by name: many are written at once, and few of them read again."""
    return {
        "customer_id": customer_id,
        "rule": planned.rule,
        "occasion": planned.occasion,
        "occasion_at": planned.occasion_at,
        "due_at": planned.due_at,
    }


def planned_of(row: PlannedRow) -> Planned:
    return Planned(rule=row.rule, occasion=row.occasion, occasion_at=row.occasion_at, due_at=row.due_at)


async def ask_for(turn: Turn) -> None:
    """Have everybody planned anew, in chunks, at the next occasion: something changed for many at once."""
    await house.write_note(turn.session, house.BOOK, {})


def planned_by(house: House) -> dict[str, str]:
    """Return what plans depend on, by name: the same, and everybody's plan still holds."""
    return {**house.book.planned_by, "the company": f"{house.company.zone.key} {house.company.country}"}


async def replan_chunk(turn: Turn) -> bool:
    """Go on with planning everybody under the present book; false when everybody is.

    How far it came is noted in the same transaction, so that a kill costs nothing but one chunk.
    """
    present = planned_by(turn.house)
    noted = await house.held_note(turn.session, house.BOOK)
    if noted.get(_PLANNED) == present:
        return False
    begun = noted if noted.get("doing") == present else {}
    if not begun:
        await _feasts_anew(turn)
    size = begun.get("size", CHUNK)
    chunk = await customers.ids_after(turn.session, begun.get("after", 0), size)
    written = await _replan(turn, chunk)
    if len(chunk) < size:
        await house.write_note(turn.session, house.BOOK, {_PLANNED: present})
        return False
    following = CHUNK if written > CHUNK else min(2 * size, _LARGEST)
    await house.write_note(turn.session, house.BOOK, {"doing": present, "after": chunk[-1], "size": following})
    return True
