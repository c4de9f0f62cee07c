"""Customers whose birthday is today, wherever it is about noon now: written before the start with the product's own."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.app import BOOK
from bot.work.outreach.planning import planned_by
from bot.work.turn import Company
from care_rules.arbitration import Circumstances
from care_rules.consent import Consent, kinds_granted
from care_rules.loading import load
from care_rules.occasions import Birthday
from care_rules.person import Person
from care_rules.planning import plan_person
from storage import house, plans
from storage.bells import Bells
from storage.database import Database
from storage.migrate import migrate
from storage.tables import Customer

FIRST_CELEBRANT = 20_001
_TIERS = ("ordinary", "silver", "gold")


def noon_zone(now: datetime) -> str:
    """Return a zone in which it is between 12:00 and 13:00: a birthday's greeting is due, and will be for hours."""
    ahead = 12 - now.hour
    return "Etc/GMT" if ahead == 0 else f"Etc/GMT{-ahead:+d}"


async def prepared(url: str, count: int, now: datetime, spread: timedelta, lot: Random) -> Sequence[int]:
    """Migrate, and write `count` customers whose greetings fall due evenly over `spread`; return their ids."""
    database = Database(url, Bells())
    people = range(FIRST_CELEBRANT, FIRST_CELEBRANT + count)
    try:
        await migrate(database.engine)
        await _write(database, people, now, [spread * lot.random() for _ in people])
    finally:
        await database.close()
    return people


async def _write(database: Database, people: Sequence[int], now: datetime, later: Sequence[timedelta]) -> None:
    book, zone = load(BOOK, "UTC"), ZoneInfo(noon_zone(now))
    today = now.astimezone(zone).date()
    async with database.write() as session:
        await house.write_note(session, house.BOOK, {"done": planned_by(book, Company("Lotus", ZoneInfo("UTC")))})
        rows = []
        for number, telegram_id in enumerate(people):
            customer = Customer(
                telegram_id=telegram_id,
                first_name=f"Celebrant{telegram_id}",
                full_name=f"Celebrant{telegram_id}",
                name=f"Celebrant{telegram_id}",
                time_zone=zone.key,
                birth_month=today.month,
                birth_day=today.day,
                tier=_TIERS[number % len(_TIERS)],
                consent=Consent.all,
                consent_at=now,
                created_at=now,
            )
            session.add(customer)
            await session.flush()
            assert customer.id is not None
            planned = plan_person(book, _person(customer, zone), now)
            rows += [(customer.id, one._replace(due_at=now + later[number])) for one in planned]
        assert len(rows) == len(people)
        await plans.follow(session, [], rows)


def _person(customer: Customer, zone: ZoneInfo) -> Person:
    assert customer.id is not None
    assert customer.birth_month is not None
    assert customer.birth_day is not None
    return Person(
        customer=customer.id,
        tier=customer.tier,
        zone=zone,
        name=customer.name,
        birthday=Birthday(customer.birth_month, customer.birth_day),
        circumstances=Circumstances(zone=zone, consent=kinds_granted(customer.consent)),
    )
