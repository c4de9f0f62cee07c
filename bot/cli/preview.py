"""What the rule book will do in the coming days, as the product itself would decide it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.app import house_of, utc_now
from bot.cli.parts import BOOK, has_no_file_yet, what_went_wrong
from bot.cli.rules import count
from bot.settings import Settings
from bot.work.outreach.people import person
from bot.work.turn import Turn
from care_rules.errors import BookError
from care_rules.loading import load
from care_rules.planning import Person, Planned
from care_rules.preview import as_rows
from care_rules.preview import preview as foresee
from care_rules.rule_book import RuleBook
from storage import customers, plans
from storage import house as notes
from storage.bells import Bells
from storage.database import Database

NO_DATABASE = "There is no database yet, and nobody to greet. `care run` makes it."
CHUNK = 500  # customers read at once
Expected = tuple[Person, list[Planned] | None]


async def preview(settings: Settings, days: int) -> str | None:
    """Show the coming days; return why that cannot be done."""
    try:
        book = load(BOOK, settings.company_time_zone)
    except BookError as error:
        return str(error)
    if await asyncio.to_thread(has_no_file_yet, settings):
        return NO_DATABASE
    database = Database(settings.database_url, Bells())
    try:
        now = await _now(settings, database)
        everybody = [expected async for expected in _everybody(settings, database, book, now)]
    except (SQLAlchemyError, OSError) as error:
        return f"DATABASE_URL: {what_went_wrong(error)} `care db upgrade` brings it to the present schema."
    finally:
        await database.close()
    _show(as_rows(foresee(book, everybody, now, days, settings.company_name)), days)
    return None


async def _now(settings: Settings, database: Database) -> datetime:
    """The product's present moment: the sandbox's clock may be ahead."""
    async with database.read() as session:
        noted = await notes.note(session, notes.CLOCK) if settings.sandbox else None
    return utc_now() + timedelta(seconds=noted["offset_seconds"] if noted else 0)


async def _everybody(settings: Settings, database: Database, book: RuleBook, now: datetime) -> AsyncIterator[Expected]:
    house = house_of(settings, clock=lambda: now)
    house.book = book
    after, more = 0, True
    while more:
        async with database.read() as session:
            turn = Turn(session, now, house)
            planned = await _is_planned(turn)
            chunk = await customers.with_a_birthday_after(session, after, CHUNK)
            for customer in chunk:
                after = customer.id or after
                plan = await _plan(turn, after) if planned else None
                yield await person(turn, customer), plan
        more = len(chunk) == CHUNK


async def _is_planned(turn: Turn) -> bool:
    """Whether the plan in the database is this book's; if not, everybody will be planned anew at the next start."""
    noted = await notes.note(turn.session, notes.BOOK) or {}
    return bool(noted.get("done") == {name: rule.fingerprint for name, rule in turn.house.book.rules.items()})


async def _plan(turn: Turn, customer_id: int) -> list[Planned]:
    rows = await plans.of_customer(turn.session, customer_id)
    return [Planned(rule=r.rule, occasion=r.occasion, occasion_at=r.occasion_at, due_at=r.due_at) for r in rows]


def _show(rows: list[dict[str, str]], days: int) -> None:
    if not rows:
        print(f"Nothing is planned for the next {count(days, 'day')}.")
    for row in rows:
        words = row["text"].replace("\n", " ") or row["why"]
        print(f"{row['when']} {row['zone']}  customer {row['customer']}  {row['rule']}  {row['verdict']}: {words}")
