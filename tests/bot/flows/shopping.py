"""Customers whom the shop's books know, what the books bring, and what the customers then get."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import col

from bot.work.outreach import planning
from bot.work.turn import Turn
from care_rules.consent import Consent
from storage.tables import Appointment, Customer
from tests.bot.flows.product import ASHA, MONDAY_NOON, Product
from tests.bot.flows.test_linking import in_the_books

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


async def known_buyer(product: Product, by: int = ASHA) -> int:
    """Somebody who agreed to everything and is known in the shop's books; the buyer's id."""
    await product.hears(by, "/start")
    await product.quiet(by)
    await product.write(by, consent=Consent.all, name="Asha", time_zone="UTC")
    buyer_id = await in_the_books(product, f"C-{by}")
    async with product.app.outside.database.write() as session:
        await session.execute(update(Customer).where(col(Customer.telegram_id) == by).values(buyer_id=buyer_id))
    return buyer_id


async def brings(product: Product, *rows: Any) -> None:
    """The shop's books change, and everybody is planned anew."""
    async with product.app.outside.database.write() as session:
        session.add_all(rows)
    await plan_anew(product)


async def plan_anew(product: Product) -> None:
    async with product.app.outside.database.write() as session:
        await planning.ask_for(Turn(session, product.clock(), product.app.house))
    await product.app.jobs.replan()


async def gets(product: Product, by: int, after: timedelta) -> list[str]:
    """Move the clock, let what is due be sent, and return what this customer got."""
    product.clock.move_to(product.clock() + after)
    await product.app.jobs.tick()
    return await product.quiet(by)


def appointment(buyer_id: int, **more: Any) -> Appointment:
    known: dict[str, Any] = {"external_id": "A-1", "starts_at": MONDAY_NOON + 2 * DAY, "place": "Harbour shop"}
    return Appointment(buyer_id=buyer_id, **(known | more))
