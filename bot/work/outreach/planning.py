"""Keep the plan: anew for a customer who changed, in chunks for everybody when a rule did (law 5)."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from typing import Any, NamedTuple

from bot.work.outreach.people import known
from bot.work.turn import Company, Turn
from care_rules.gatherings import Apart, Gathering, feast_rules, next_feast, plan_apart
from care_rules.rule_book import RuleBook
from storage import customers, feasts, house, plans
from storage.plain import by_tables_as_they_are, have_it_counted
from storage.plans import PlannedRow
from storage.tables import Customer, PlanRow

CHUNK = 250  # customers a transaction, so that nobody waits long for a lock, nor for the processor
_LARGEST = 4 * CHUNK  # of customers for whom nothing is to be written, which is quicker
_PLANNED = "done"


async def replan(turn: Turn, *everybody: Customer) -> None:
    """Plan anew what comes for these customers, under the book in force."""
    await _put(turn, await _look(turn, [one.id or 0 for one in everybody]))


class _Looked(NamedTuple):
    """What was planned of customers, read before what plans hang on; and what is to be planned of each."""

    there: list[PlannedRow]
    apart: list[Apart]


async def _look(turn: Turn, customer_ids: Sequence[int]) -> _Looked:
    there = await plans.of_customers(turn.session, customer_ids)
    return _Looked(there, list(plan_apart(turn.house.book, await known(turn, customer_ids), turn.now)))


async def _put(turn: Turn, looked: _Looked) -> int:
    """Write what is planned now; return how many rows of the plan changed."""
    plan = ((one.person.customer, planned) for one in looked.apart for planned in one.plan)
    changed = await plans.replace(turn.session, looked.there, plan)
    await _gather(turn, looked.apart)
    return changed


async def _gather(turn: Turn, seen: Sequence[Apart]) -> None:
    """Note whom each keeps festivals with, and see that the feasts of those who are new to somebody are planned."""
    moved = [one for one in seen if one.person.gathering != one.key]
    await customers.gather(turn.session, {one.person.customer: one.key for one in moved})
    await feasts.put(turn.session, _feasts(turn, {one.gathering for one in moved if one.gathering is not None}))


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


async def ask_for(turn: Turn) -> None:
    """Have everybody planned anew, in chunks, at the next occasion: something changed for many at once."""
    await house.write_note(turn.session, house.BOOK, {})


def planned_by(book: RuleBook, company: Company) -> dict[str, str]:
    """Return what plans depend on, by name: the same, and everybody's plan still holds."""
    return {**book.planned_by, "the company": f"{company.zone.key} {company.country}"}


async def replan_chunk(turn: Turn) -> bool:
    """Go on with planning everybody under the present book; false when everybody is.

    How far it came is noted in the same transaction, so that a kill costs nothing but one chunk.
    """
    present = planned_by(turn.house.book, turn.house.company)
    noted = await house.held_note(turn.session, house.BOOK)
    if noted.get(_PLANNED) == present:
        return False
    begun = noted if noted.get("doing") == present else {}
    if not begun:
        await _feasts_anew(turn)
    size = begun.get("size", CHUNK)
    chunk = await customers.ids_after(turn.session, begun.get("after", 0), size, lock=True)
    async with by_tables_as_they_are(turn.session) if size == CHUNK else nullcontext():
        looked = await _look(turn, chunk)
    changed = await _put(turn, looked)
    if len(chunk) < size:
        await have_it_counted(turn.session, PlanRow)
        await house.write_note(turn.session, house.BOOK, {_PLANNED: present})
        return False
    following = CHUNK if changed > CHUNK else min(2 * size, _LARGEST)
    await house.write_note(turn.session, house.BOOK, {"doing": present, "after": chunk[-1], "size": following})
    return True
