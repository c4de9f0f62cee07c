"""What the rule book will do in the coming days, as the product itself would decide it."""

import asyncio
import csv
import json
import sys
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.app import house_of, utc_now
from bot.cli.parts import BOOK, count, has_no_file_yet, what_went_wrong
from bot.settings import Settings
from bot.work.outreach.people import people
from bot.work.outreach.planning import planned_by
from bot.work.turn import House, Turn
from care_rules.errors import BookError
from care_rules.gatherings import with_feasts
from care_rules.loading import load
from care_rules.person import Person
from care_rules.planning import Planned
from care_rules.preview import PlannedTouch, as_rows, in_order
from care_rules.preview import preview as foresee
from care_rules.reasons import in_words
from care_rules.rule_book import RuleBook
from storage import customers, feasts, plans
from storage import house as notes
from storage.bells import Bells
from storage.database import Database

NO_DATABASE = "There is no database yet, and nobody to greet. `care run` makes it."
CHUNK = 1000  # customers read at once
Expected = tuple[Person, list[Planned] | None]


@dataclass(frozen=True)
class Wanted:
    """What to show. `since` in UTC, None for now; no `customers` or `rules`: all of them."""

    days: int
    since: datetime | None = None
    customers: Collection[int] = field(default_factory=tuple)
    rules: Collection[str] = field(default_factory=tuple)
    form: str = "table"


async def preview(settings: Settings, wanted: Wanted) -> str | None:
    """Show the coming days; return why that cannot be done."""
    try:
        book = load(BOOK, settings.company_time_zone)
    except BookError as error:
        return str(error)
    unknown = [name for name in wanted.rules if name not in book.rules]
    if unknown:
        return f"The book has no rule {', '.join(unknown)}. Rules are {', '.join(book.rules)}."
    found = await foreseen(settings, [book], wanted)
    if isinstance(found, str):
        return found
    _show(found[0], wanted)
    return None


async def foreseen(settings: Settings, books: list[RuleBook], wanted: Wanted) -> list[list[PlannedTouch]] | str:
    """Return what each of the books will do, of what is wanted; or why that cannot be told."""
    if await asyncio.to_thread(has_no_file_yet, settings):
        return NO_DATABASE
    database = Database(settings.database_url, Bells())
    try:
        now = await present(settings, database)
        start = max(now, wanted.since) if wanted.since is not None else now
        ends = start + timedelta(days=wanted.days)
        days = -((now - ends) // timedelta(days=1))  # whole ones, rounded up
        touches = []
        for book in books:
            house = house_of(settings, clock=lambda: now)
            house.book = book
            found: list[PlannedTouch] = []
            async for some in _concerned(database, house, wanted, ends):
                found += foresee(book, some, now, days, settings.company_name)
            touches.append(in_order(found))
    except (SQLAlchemyError, OSError) as error:
        return f"DATABASE_URL: {what_went_wrong(error)} `care db upgrade` brings it to the present schema."
    finally:
        await database.close()
    return [[one for one in found if start <= one.moment < ends and _is_wanted(one, wanted)] for found in touches]


def _is_wanted(touch: PlannedTouch, wanted: Wanted) -> bool:
    return not wanted.rules or touch.rule in wanted.rules


async def present(settings: Settings, database: Database) -> datetime:
    """The product's present moment: the sandbox's clock may be ahead."""
    async with database.read() as session:
        noted = await notes.note(session, notes.CLOCK) if settings.sandbox else None
    return utc_now() + timedelta(seconds=noted["offset_seconds"] if noted else 0)


async def how_many(settings: Settings) -> int:
    """Return how many customers there are."""
    database = Database(settings.database_url, Bells())
    try:
        async with database.read() as session:
            return await customers.how_many(session)
    finally:
        await database.close()


async def _concerned(database: Database, house: House, wanted: Wanted, ends: datetime) -> AsyncIterator[list[Expected]]:
    """Return those of whom something is to be decided by then, some at a time: so many are not to be held at once."""
    after, more = 0, True
    while more:
        async with database.read() as session:
            turn = Turn(session, house.clock(), house)
            chunk = await customers.ids_after(session, after, CHUNK)
            after = chunk[-1] if chunk else after
            more = len(chunk) == CHUNK
            chosen = [one for one in chunk if not wanted.customers or one in wanted.customers]
            planned = await _plans(turn, chosen) if await _is_planned(turn) else None
            if planned is not None:
                feasting = await feasts.who_gather(session, chosen, ends)
                chosen = [one for one in chosen if one in feasting or _is_due(planned.get(one, ()), ends)]
            found = await people(turn, chosen)
        yield [(one, _all_of(turn, one, planned)) for one in found]


def _is_due(planned: Iterable[Planned], ends: datetime) -> bool:
    return any(one.due_at < ends for one in planned)


def _all_of(turn: Turn, one: Person, planned: Mapping[int, list[Planned]] | None) -> list[Planned] | None:
    return None if planned is None else with_feasts(turn.house.book, one, planned.get(one.customer, ()), turn.now)


async def _is_planned(turn: Turn) -> bool:
    """Whether the plan in the database is this book's; if not, everybody will be planned anew at the next start."""
    noted = await notes.note(turn.session, notes.BOOK) or {}
    return bool(noted.get("done") == planned_by(turn.house.book, turn.house.company))


async def _plans(turn: Turn, customer_ids: Collection[int]) -> dict[int, list[Planned]]:
    found: dict[int, list[Planned]] = {}
    for row in await plans.of_customers(turn.session, customer_ids):
        found.setdefault(row.customer_id, []).append(row.planned)
    return found


def _show(touches: list[PlannedTouch], wanted: Wanted) -> None:
    if wanted.form == "json":
        print(json.dumps(as_rows(touches), ensure_ascii=False, indent=1))
    elif wanted.form == "csv":
        written = csv.DictWriter(sys.stdout, ("when", "zone", "customer", "rule", "occasion", "verdict", "why", "text"))
        written.writeheader()
        written.writerows(as_rows(touches))
    elif not touches:
        print(f"Nothing is planned for the next {count(wanted.days, 'day')}.")
    else:
        for one in touches:
            words = one.text.replace("\n", " ") or in_words(one.reasons)
            print(f"{one.when} {one.zone}  customer {one.customer}  {one.rule}  {one.verdict.value}: {words}")
