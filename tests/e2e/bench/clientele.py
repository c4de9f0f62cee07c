"""Customers of whom much is known, so that rules find much to plan: their days, their festivals, what they bought."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import SQLModel

from care_rules.cases import CaseKind, CaseState
from care_rules.consent import Consent
from care_rules.journey import Stage
from care_rules.priorities import CasePriority
from storage.database import Database
from storage.tables import (
    Appointment,
    Bill,
    Buyer,
    BuyerStanding,
    CareCase,
    Customer,
    Product,
    Profile,
    Purchase,
)
from tests.e2e.bench.desk import insert_rows

_LIVES = (
    ("in", "Asia/Kolkata", "hi"),
    ("ph", "Asia/Manila", "fil"),
    ("sg", "Asia/Singapore", "zh"),
    ("ae", "Asia/Dubai", "en"),
    ("de", "Europe/Berlin", "de"),
    ("us", "America/New_York", "en"),
)
_TIERS = ("ordinary", "ordinary", "silver", "gold")
_STAGES = (Stage.first_time, Stage.repeat, Stage.loyal)
_PRODUCTS = ("Nova", "Lid", "Pot", "Kettle", "Ladle")
_FESTIVALS = ("Diwali,Holi", "Christmas", "Eid,Diwali", "Chinese New Year,Mid-Autumn")


async def settled(database: Database, count: int, now: datetime) -> None:
    """Write `count` customers: half of them buyers, a third married, a tenth with a bill, some with more."""
    lives, buyers = _Lives(now), range(2, count + 1, 2)
    nobody = Customer(telegram_id=0, first_name="Asha", full_name="Asha Verma", consent=Consent.all, created_at=now)
    standing = BuyerStanding(buyer_id=0, currency="USD", weighed_at=now)
    await insert_rows(database, Product, map(lives.product, range(1, len(_PRODUCTS) + 1)))
    await insert_rows(database, Buyer, _like(Buyer(created_at=now), map(lives.buyer, buyers)))
    await insert_rows(database, BuyerStanding, _like(standing, map(lives.standing, buyers)))
    await insert_rows(database, Customer, _like(nobody, map(lives.customer, range(1, count + 1))))
    await insert_rows(database, Profile, _like(Profile(customer_id=0), map(lives.profile, range(3, count + 1, 3))))
    await insert_rows(database, Purchase, (one for buyer in buyers for one in lives.purchases(buyer)))
    await insert_rows(database, Bill, map(lives.bill, range(10, count + 1, 10)))
    await insert_rows(database, Appointment, map(lives.appointment, range(50, count + 1, 50)))
    await insert_rows(database, CareCase, map(lives.case, range(40, count + 1, 40)))
    await analyse(database)


async def analyse(database: Database) -> None:
    """Let the database know what is in it: on a server of its own it would by itself, within a minute."""
    async with database.write() as session:
        await session.execute(text("ANALYZE"))


def _like(one: SQLModel, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Return the rows with all that they leave out as in this one."""
    rest = {name: value for name, value in one.model_dump().items() if value is not None or name != "id"}
    return (rest | row for row in rows)


@dataclass(frozen=True)
class _Lives:
    """Everybody by number, each a little other than the next."""

    now: datetime

    def customer(self, number: int) -> dict[str, Any]:
        birthday = self._day(number)
        return {
            "id": number,
            "telegram_id": 1_000_000 + number,
            "name": f"Asha {number}",
            "language": _LIVES[number % len(_LIVES)][2],
            "time_zone": _LIVES[number % len(_LIVES)][1],
            "birth_month": birthday.month,
            "birth_day": birthday.day,
            "birth_year": 1960 + number % 45,
            "tier": _TIERS[number % len(_TIERS)],
            "buyer_id": None if number % 2 else number,
        }

    def profile(self, number: int) -> dict[str, Any]:
        wedding = self._day(number * 7)
        return {
            "customer_id": number,
            "wedding_month": wedding.month,
            "wedding_day": wedding.day,
            "partner": "Ravi",
            "region": _LIVES[number % len(_LIVES)][0],
            "festivals": None if number % 2 else _FESTIVALS[number % len(_FESTIVALS)],
        }

    def buyer(self, number: int) -> dict[str, Any]:
        return {"id": number, "external_id": f"C-{number}", "region": _LIVES[number % len(_LIVES)][0]}

    def standing(self, number: int) -> dict[str, Any]:
        return {
            "buyer_id": number,
            "stage": _STAGES[number % len(_STAGES)],
            "first_at": self._ago(400 + number % 500),
            "last_at": self._ago(number % 90),
            "interval_days": float(20 + number % 60) if number % 4 else None,
        }

    def purchases(self, number: int) -> list[dict[str, Any]]:
        days = (number % 90, 200 + number % 300)
        return [
            {
                "external_id": f"P-{number}-{place}",
                "buyer_id": number,
                "at": self._ago(ago),
                "amount": 4_200,
                "currency": "USD",
                "product": _PRODUCTS[(number // 2 + place) % len(_PRODUCTS)],
                "service": False,
            }
            for place, ago in enumerate(days)
        ]

    def product(self, number: int) -> dict[str, Any]:
        name = _PRODUCTS[number - 1]
        return Product(id=number, external_id=name, name=name, service_days=365, warranty_days=730).model_dump()

    def bill(self, number: int) -> dict[str, Any]:
        due_on = (self.now + timedelta(days=number % 30)).date()
        return {"external_id": f"B-{number}", "buyer_id": number, "amount": 900, "currency": "USD", "due_on": due_on}

    def appointment(self, number: int) -> dict[str, Any]:
        at = self.now + timedelta(days=1 + number % 60)
        one = Appointment(external_id=f"A-{number}", buyer_id=number, starts_at=at, place="Lotus, Main Street")
        return one.model_dump(exclude={"id"})

    def case(self, number: int) -> dict[str, Any]:
        one = CareCase(
            id=number,
            customer_id=number,
            kind=CaseKind.complaint,
            state=CaseState.closed,
            tier="ordinary",
            priority=CasePriority.normal,
            said="The lid came broken",
            opened_at=self._ago(number % 14 + 7),
            first_answer_due_at=self._ago(number % 14 + 6),
            closed_at=self._ago(number % 14),
        )
        return one.model_dump()

    def _ago(self, days: int) -> datetime:
        return self.now - timedelta(days=days, hours=days % 9)

    def _day(self, number: int) -> date:
        return (self.now + timedelta(days=1 + number % 360)).date()
