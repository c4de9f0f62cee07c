"""Care beyond birthdays: what is due, what went wrong, who stays away; foreseen as it is sent."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col

from bot.work.customers.weighing import ask_for
from bot.work.outreach.people import people
from bot.work.turn import Turn
from care_rules.consent import Consent
from care_rules.preview import preview
from care_rules.rule_book import RuleBook
from storage import customers
from storage.tables import (
    Appointment,
    AppointmentState,
    Bill,
    Buyer,
    PlanRow,
    Profile,
    Purchase,
    StaffTask,
    TouchOutcome,
)
from storage.tables import Product as CatalogueProduct
from tests.bot.flows.product import ASHA, GROUP, MIRA, MONDAY_NOON, RAMON, Product
from tests.bot.flows.shopping import DAY, HOUR, appointment, brings, gets, known_buyer, plan_anew
from tests.bot.flows.test_linking import customer_of, everything
from tests.bot.flows.test_promises import complain_from
from tests.unit.books import rule


async def test_an_appointment_is_reminded_of_the_day_and_the_hour_before(product: Product) -> None:
    await brings(product, appointment(await known_buyer(product)))
    (tomorrow,) = await gets(product, ASHA, 29 * HOUR)
    assert tomorrow == (
        "A reminder of your appointment on 4 March at 12:00: Harbour shop. If it doesn't suit any more, write here."
    )
    (soon,) = await gets(product, ASHA, 18 * HOUR)
    assert soon == "In an hour, at 12:00, we expect you: Harbour shop."


async def test_one_that_was_cancelled_or_moved_is_not_spoken_of_as_it_was(product: Product) -> None:
    buyer_id = await known_buyer(product)
    await brings(product, appointment(buyer_id), appointment(buyer_id, external_id="A-2"))
    async with product.app.outside.database.write() as session:
        first = update(Appointment).where(col(Appointment.external_id) == "A-1")
        await session.execute(first.values(state=AppointmentState.cancelled))
        second = update(Appointment).where(col(Appointment.external_id) == "A-2")
        await session.execute(second.values(starts_at=MONDAY_NOON + 3 * DAY))
    assert await gets(product, ASHA, 29 * HOUR) == [], "nobody planned anew, yet what is due is looked at again"
    (tomorrow,) = await gets(product, ASHA, DAY)
    assert "5 March" in tomorrow


async def test_an_unpaid_bill_is_spoken_of_once_and_a_paid_one_never(product: Product) -> None:
    buyer_id = await known_buyer(product)
    due: dict[str, Any] = {"buyer_id": buyer_id, "amount": 49900, "currency": "USD", "due_on": MONDAY_NOON.date()}
    await brings(product, Bill(external_id="B-1", **due), Bill(external_id="B-2", paid_on=due["due_on"], **due))
    assert not any("Bill" in text for text in await gets(product, ASHA, 2 * DAY))
    (told,) = await gets(product, ASHA, DAY)
    assert "Bill B-1 over US$499.00 was due on 2 March." in told
    assert await gets(product, ASHA, 5 * DAY) == []


async def test_a_service_comes_round_and_a_warranty_ends(product: Product) -> None:
    buyer_id = await known_buyer(product)
    bought = Purchase(
        buyer_id=buyer_id, external_id="P-1", at=MONDAY_NOON, amount=1, currency="USD", product="Nova", quantity=1
    )
    await brings(product, bought, CatalogueProduct(external_id="1", name="Nova", service_days=90, warranty_days=365))
    (service,) = await gets(product, ASHA, 83 * DAY)
    assert service.startswith("Your Nova is due for its service in a week.")
    (warranty,) = await gets(product, ASHA, 252 * DAY)
    assert warranty.startswith("The warranty of your Nova ends in a month.")


async def test_how_often_one_product_is_bought_is_known_apart_from_all_else(product: Product) -> None:
    book = product.app.house.book
    ink = rule(
        occasion="rhythm", product="ink", before="2d", at="10:00", kind="offers", late="7d",
        text={"ordinary": {"en": "Is there anything we can bring you?"}},
    )  # fmt: skip
    product.app.house.book = RuleBook(**{**dict(book), "rules": {"ink": ink}})
    known: dict[str, Any] = {
        "buyer_id": await known_buyer(product),
        "amount": 1,
        "currency": "USD",
        "quantity": 1,
    }
    inks = [
        Purchase(external_id=f"P-{ago}", at=MONDAY_NOON - ago * DAY, product="Ink", **known) for ago in (60, 41, 40, 20)
    ]
    await brings(product, *inks, Purchase(external_id="P-1", at=MONDAY_NOON, product="Pot", **known))
    (row,) = await everything(product, PlanRow)
    assert row.due_at == (MONDAY_NOON - 3 * DAY).replace(hour=10), "19, 1 and 20 days: 19 are usual, and two less"
    assert await gets(product, ASHA, timedelta(0)) == ["Is there anything we can bring you?"]


async def _closed(product: Product) -> str:
    """A complaint that was solved and closed; its number."""
    topic = await complain_from(product, ASHA)
    await product.write(ASHA, consent=Consent.all, name="Asha", time_zone="UTC")
    await product.control.say(MIRA, "A new lid is on its way", chat=GROUP, topic=topic)
    await product.tap(MIRA, GROUP, "Resolve")
    await product.quiet(ASHA)
    await product.tap(ASHA, ASHA, "Yes")
    await product.quiet(ASHA)
    async with product.app.outside.database.read() as session:
        customer = await customers.by_telegram_id(session, ASHA)
        assert customer is not None
        (planned,) = [row for row in await product.plan() if row.rule == "complaint_return_visit"]
        return planned.occasion.removeprefix("complaint:")


@pytest.mark.parametrize(("button", "answer"), [("Still fine", "I'm glad it works."), ("Not fixed", "I've reopened")])
async def test_a_return_visit_asks_whether_it_is_still_fine(product: Product, button: str, answer: str) -> None:
    number = await _closed(product)
    (asked,) = await gets(product, ASHA, 14 * DAY)
    assert asked == f"Two weeks ago we closed {number}. Is it still fine?"
    await product.tap(ASHA, ASHA, button)
    assert answer in (await product.quiet(ASHA))[0]


async def test_who_stays_away_is_written_to_and_of_gold_staff_get_a_task(product: Product) -> None:
    buyer_id = await known_buyer(product)
    purchases = [
        Purchase(buyer_id=buyer_id, external_id=f"P-{at}", at=MONDAY_NOON - 10 * at * DAY, amount=100, currency="USD")
        for at in range(4)
    ]
    await brings(product, *purchases)
    async with product.app.outside.database.write() as session:
        await session.execute(update(Buyer).where(col(Buyer.id) == buyer_id).values(tier_pinned="gold"))
        await ask_for(Turn(session, product.clock(), product.app.house))
    await product.app.jobs.weigh()
    await product.app.jobs.replan()
    (missed,) = await gets(product, ASHA, 20 * DAY)
    assert missed == "Asha, we have not seen you for a while. Is there anything we could do better? Write it here."
    await gets(product, ASHA, 5 * DAY)
    tasks = [one for one in await everything(product, StaffTask) if one.what == "call"]
    assert [one.facts["text"] for one in tasks] == [
        "They have not been here for far longer than usual. Ask what would bring them back."
    ]


async def test_a_festival_is_greeted_where_people_live_unless_they_keep_others(product: Product) -> None:
    for one in (ASHA, RAMON):
        await known_buyer(product, one)
    ramon = await customer_of(product, RAMON)
    async with product.app.outside.database.write() as session:
        await session.merge(Profile(customer_id=ramon.id or 0, festivals="Christmas"))
    await plan_anew(product)
    product.clock.move_to(MONDAY_NOON.replace(month=11, day=8, hour=9, minute=0))
    await product.app.jobs.tick()
    assert any("Diwali" in text for text in await product.quiet(ASHA)), "India's, and the company's country is India"
    assert not any("Diwali" in text for text in await product.quiet(RAMON))


async def test_what_was_foreseen_is_what_is_sent(product: Product) -> None:
    """The preview of a year, row for row, beside the touches of a clock that went through it."""
    buyer_id = await known_buyer(product)
    await product.write(ASHA, birth_month=2, birth_day=28, birth_year=1990)
    due: dict[str, Any] = {"buyer_id": buyer_id, "amount": 100, "currency": "USD"}
    await brings(
        product,
        appointment(buyer_id),
        *(Bill(external_id=f"B-{at}", due_on=(MONDAY_NOON + 40 * at * DAY).date(), **due) for at in range(3)),
    )
    async with product.app.outside.database.read() as session:
        turn = Turn(session, product.clock(), product.app.house)
        everybody = [(one, None) for one in await people(turn, await customers.ids_after(session, 0, 10))]
    foreseen = preview(product.app.house.book, everybody, product.clock(), 365, "Lotus Pots")
    decided = [row for row in foreseen if row.verdict.value != "wait"]
    for moment in sorted({row.moment for row in foreseen}):
        product.clock.move_to(moment)
        await product.app.jobs.tick()
        await product.idle()
    touches = sorted(await product.touches(), key=lambda one: (one.decided_at, one.rule))
    outcome = {"send": TouchOutcome.SENT, "withhold": TouchOutcome.WITHHELD}
    assert [(one.rule, one.occasion, one.outcome, one.decided_at.replace(microsecond=0)) for one in touches] == [
        (row.rule, row.occasion, outcome[row.verdict.value], row.moment)
        for row in sorted(decided, key=lambda row: (row.moment, row.rule))
    ]
    assert len(touches) >= 8


async def test_staff_see_why_and_what_comes(product: Product) -> None:
    buyer_id = await known_buyer(product)
    topic = await complain_from(product, ASHA)
    await brings(product, appointment(buyer_id))
    await gets(product, ASHA, 29 * HOUR)
    await product.quiet(GROUP)
    await product.control.say(MIRA, "/why", chat=GROUP, topic=topic)
    (told,) = await product.quiet(GROUP)
    assert "appointment_tomorrow sent: rule" in told
    assert "What comes next:" in told
    assert "appointment_soon (appointment:A-1" in told


async def test_the_coming_weeks_are_a_picture(product: Product) -> None:
    await brings(product, appointment(await known_buyer(product)))
    await product.control.say(MIRA, "/preview", chat=GROUP)
    (sent,) = await product.next(GROUP, method="sendPhoto")
    assert "messages are planned for the next 28 days." in str(sent["params"]["caption"])
