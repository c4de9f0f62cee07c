"""What the shop's data answers at once, and what a colleague has to."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from care_rules.cases import CaseKind
from care_rules.priorities import CasePriority
from nlu.reading import Score
from storage.tables import Appointment, Bill, Buyer, BuyerKind, OrderState, ShopOrder
from storage.tables import Product as CatalogueProduct
from tests.bot.flows.product import ASHA, GROUP, MONDAY_NOON, RAMON, Product
from tests.bot.flows.readings import understood
from tests.bot.flows.test_linking import customer_of, in_the_books
from tests.bot.flows.test_people import all_cases

WHERE = "where is my order 4711?"
BILL, VISIT = "how do I pay my bill?", "when is my fitting?"


@pytest.fixture
async def buyer(product: Product) -> int:
    """Asha is C-1 in the shop's books; her order, her bill and her fitting are there, and the catalogue."""
    own = await in_the_books(product, "C-1")
    product.readings.known |= {
        WHERE: understood(WHERE, "track_order"),
        BILL: understood(BILL, "billing"),
        VISIT: understood(VISIT, "book_service"),
    }
    async with product.app.outside.database.write() as session:
        session.add_all(
            [
                ShopOrder(
                    external_id="4711",
                    buyer_id=own,
                    placed_at=MONDAY_NOON,
                    state=OrderState.shipped,
                    product="Nova pot",
                    expected_on=date(2026, 3, 4),
                    tracking_url="https://track.example/4711",
                ),
                Bill(external_id="B-1", buyer_id=own, amount=129_950, currency="INR", due_on=date(2026, 4, 1)),
                Bill(
                    external_id="B-0",
                    buyer_id=own,
                    amount=1,
                    currency="INR",
                    due_on=date(2026, 1, 1),
                    paid_on=date(2026, 1, 1),
                ),
                Appointment(
                    external_id="A-1",
                    buyer_id=own,
                    starts_at=MONDAY_NOON + timedelta(days=2),
                    place="Mall Road",
                    what="Fitting",
                ),
                CatalogueProduct(
                    external_id="N-1",
                    name="Nova",
                    description="a pot that keeps heat",
                    guide="Soak it before the first use.",
                    price=49_950,
                    currency="INR",
                    service_days=183,
                    warranty_days=730,
                ),
            ]
        )
    await product.hears(ASHA, "/start")
    await product.quiet(ASHA)
    await product.write(ASHA, buyer_id=own)
    return own


async def _change(product: Product, table: type[Any], external_id: str, **facts: Any) -> None:
    async with product.app.outside.database.write() as session:
        found = next(one for one in await _rows(session, table) if one.external_id == external_id)
        for name, value in facts.items():
            setattr(found, name, value)


async def _rows(session: Any, table: type[Any]) -> list[Any]:
    return list((await session.execute(select(table))).scalars())


@pytest.mark.usefixtures("buyer")
async def test_where_an_order_is(product: Product) -> None:
    await product.hears(ASHA, WHERE)
    assert await product.reply(ASHA) == (
        "Order 4711 (Nova pot): it is on its way. It should be with you by 4 March."
        " Follow it here: https://track.example/4711"
    )
    assert await all_cases(product) == []


@pytest.mark.usefixtures("buyer")
async def test_bills_and_appointments(product: Product) -> None:
    await product.hears(ASHA, BILL)
    assert await product.reply(ASHA) == "Bill B-1: ₹1,299.50, due 1 April."
    await product.hears(ASHA, VISIT)
    assert await product.reply(ASHA) == "Fitting: Wednesday 12:00, Mall Road."


@pytest.mark.usefixtures("buyer")
async def test_it_was_not_what_they_wanted_to_know(product: Product) -> None:
    await product.hears(ASHA, BILL)
    await product.reply(ASHA)
    await product.tap(ASHA, ASHA, "Ask a colleague")
    await product.idle()
    (case,) = await all_cases(product)
    assert (case.kind, case.said) == (CaseKind.question, BILL)


@pytest.mark.usefixtures("buyer")
async def test_nobody_hears_of_somebody_elses_order(product: Product) -> None:
    await product.hears(RAMON, WHERE)
    assert "put it before a colleague" in await product.reply(RAMON)
    other = await in_the_books(product, "C-2")
    await product.write(RAMON, buyer_id=other)
    await product.hears(RAMON, WHERE)
    assert "4711" not in "\n".join(text for text in await product.quiet(RAMON) if "on its way" in text)


@pytest.mark.usefixtures("buyer")
async def test_a_late_order_is_for_a_colleague_to_explain(product: Product) -> None:
    await _change(product, ShopOrder, "4711", expected_on=date(2026, 3, 1))
    await product.hears(ASHA, WHERE)
    assert "put it before a colleague" in await product.reply(ASHA)
    (case,) = await all_cases(product)
    assert (case.kind, case.intent) == (CaseKind.request, "track_order")


@pytest.mark.usefixtures("buyer")
async def test_an_urgent_order_is_promised_and_watched_like_an_emergency(product: Product) -> None:
    urgent = "cancel order 4711 at once, the wedding is tonight"
    reading = understood(urgent, "change_order")
    product.readings.known[urgent] = replace(reading, urgency=Score("pressing", 0.9))
    await product.hears(ASHA, urgent)
    await product.reply(ASHA)
    (case,) = await all_cases(product)
    assert (case.kind, case.priority) == (CaseKind.request, CasePriority.urgent)
    assert case.first_answer_due_at - case.opened_at == timedelta(minutes=15)
    await product.quiet(GROUP)
    product.clock.move_to(case.first_answer_due_at + timedelta(minutes=1))
    await product.app.jobs.watch()
    assert any("waits for an answer" in text for text in await product.quiet(GROUP))


@pytest.mark.usefixtures("buyer")
async def test_the_catalogue_answers_about_a_product(product: Product) -> None:
    question = "what does the Nova cost?"
    product.readings.known[question] = understood(question, "ask_product")
    await product.hears(ASHA, question)
    assert await product.reply(ASHA) == (
        "Nova: a pot that keeps heat\nIt costs ₹499.50.\nSoak it before the first use.\n"
        "A service is due every 6 months.\nThe warranty is 24 months."
    )


async def test_a_product_that_is_in_no_catalogue_is_for_a_colleague(product: Product) -> None:
    question = "what does the Lumen cost?"
    product.readings.known[question] = understood(question, "ask_product")
    await product.hears(ASHA, question)
    assert "put it before a colleague" in await product.reply(ASHA)


async def test_an_organisations_people_see_its_orders(product: Product, buyer: int) -> None:
    boss = await in_the_books(product, "O-1", kind=BuyerKind.organisation)
    async with product.app.outside.database.write() as session:
        (await session.get_one(Buyer, buyer)).organisation_id = boss
    colleague = await in_the_books(product, "C-3", organisation_id=boss)
    await product.hears(RAMON, "/start")
    await product.quiet(RAMON)
    await product.write(RAMON, buyer_id=colleague)
    await product.hears(RAMON, WHERE)
    assert "it is on its way" in await product.reply(RAMON)
    assert (await customer_of(product, RAMON)).buyer_id == colleague
