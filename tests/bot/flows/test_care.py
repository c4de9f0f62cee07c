"""Care beyond birthdays: what is due, what went wrong, who stays away; foreseen as it is sent."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col

from bot.work.customers.weighing import ask_for
from bot.work.outreach import planning
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
    BuyerStanding,
    Customer,
    OrderState,
    PlanRow,
    Profile,
    Purchase,
    ShopOrder,
    StaffTask,
    Touch,
    TouchOutcome,
)
from storage.tables import Product as CatalogueProduct
from tests.bot.flows.product import ASHA, GROUP, MIRA, MONDAY_NOON, RAMON, WEI, Product
from tests.bot.flows.readings import understood
from tests.bot.flows.test_linking import customer_of, everything, in_the_books
from tests.bot.flows.test_promises import complain_from
from tests.unit.books import rule

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


async def _in_the_books(product: Product, by: int = ASHA) -> int:
    """Somebody who agreed to everything and is known in the shop's books; the buyer's id."""
    await product.hears(by, "/start")
    await product.quiet(by)
    await product.write(by, consent=Consent.all, name="Asha", time_zone="UTC")
    buyer_id = await in_the_books(product, f"C-{by}")
    async with product.app.outside.database.write() as session:
        await session.execute(update(Customer).where(col(Customer.telegram_id) == by).values(buyer_id=buyer_id))
    return buyer_id


async def _brings(product: Product, *rows: Any) -> None:
    """The shop's books change, and everybody is planned anew."""
    async with product.app.outside.database.write() as session:
        session.add_all(rows)
    await _plan_anew(product)


async def _plan_anew(product: Product) -> None:
    async with product.app.outside.database.write() as session:
        await planning.ask_for(Turn(session, product.clock(), product.app.house))
    await product.app.jobs.replan()


async def _told(product: Product, by: int, after: timedelta) -> list[str]:
    """Move the clock, let what is due be sent, and return what this customer got."""
    product.clock.move_to(product.clock() + after)
    await product.app.jobs.tick()
    return await product.quiet(by)


def _appointment(buyer_id: int, **more: Any) -> Appointment:
    known: dict[str, Any] = {"external_id": "A-1", "starts_at": MONDAY_NOON + 2 * DAY, "place": "Harbour shop"}
    return Appointment(buyer_id=buyer_id, **(known | more))


async def test_an_appointment_is_reminded_of_the_day_and_the_hour_before(product: Product) -> None:
    await _brings(product, _appointment(await _in_the_books(product)))
    (tomorrow,) = await _told(product, ASHA, 29 * HOUR)
    assert tomorrow == (
        "A reminder of your appointment on 4 March at 12:00: Harbour shop. If it doesn't suit any more, write here."
    )
    (soon,) = await _told(product, ASHA, 18 * HOUR)
    assert soon == "In an hour, at 12:00, we expect you: Harbour shop."


async def test_one_that_was_cancelled_or_moved_is_not_spoken_of_as_it_was(product: Product) -> None:
    buyer_id = await _in_the_books(product)
    await _brings(product, _appointment(buyer_id), _appointment(buyer_id, external_id="A-2"))
    async with product.app.outside.database.write() as session:
        first = update(Appointment).where(col(Appointment.external_id) == "A-1")
        await session.execute(first.values(state=AppointmentState.cancelled))
        second = update(Appointment).where(col(Appointment.external_id) == "A-2")
        await session.execute(second.values(starts_at=MONDAY_NOON + 3 * DAY))
    assert await _told(product, ASHA, 29 * HOUR) == [], "nobody planned anew, yet what is due is looked at again"
    (tomorrow,) = await _told(product, ASHA, DAY)
    assert "5 March" in tomorrow


async def test_an_unpaid_bill_is_spoken_of_once_and_a_paid_one_never(product: Product) -> None:
    buyer_id = await _in_the_books(product)
    due: dict[str, Any] = {"buyer_id": buyer_id, "amount": 49900, "currency": "USD", "due_on": MONDAY_NOON.date()}
    await _brings(product, Bill(external_id="B-1", **due), Bill(external_id="B-2", paid_on=due["due_on"], **due))
    assert not any("Bill" in text for text in await _told(product, ASHA, 2 * DAY))
    (told,) = await _told(product, ASHA, DAY)
    assert "Bill B-1 over US$499.00 was due on 2 March." in told
    assert await _told(product, ASHA, 5 * DAY) == []


async def test_a_service_comes_round_and_a_warranty_ends(product: Product) -> None:
    buyer_id = await _in_the_books(product)
    bought = Purchase(
        buyer_id=buyer_id, external_id="P-1", at=MONDAY_NOON, amount=1, currency="USD", product="Nova", quantity=1
    )
    await _brings(product, bought, CatalogueProduct(external_id="1", name="Nova", service_days=90, warranty_days=365))
    (service,) = await _told(product, ASHA, 83 * DAY)
    assert service.startswith("Your Nova is due for its service in a week.")
    (warranty,) = await _told(product, ASHA, 252 * DAY)
    assert warranty.startswith("The warranty of your Nova ends in a month.")


async def test_a_wedding_day_is_wished_with_a_card(product: Product) -> None:
    await _in_the_books(product)
    customer = await customer_of(product, ASHA)
    async with product.app.outside.database.write() as session:
        await session.merge(Profile(customer_id=customer.id or 0, wedding_month=3, wedding_day=9, partner="Ravi"))
    await _plan_anew(product)
    product.clock.move_to(product.clock() + 7 * DAY)
    await product.app.jobs.tick()
    (card,) = await product.next(ASHA, method="sendPhoto")
    assert (
        card["params"]["caption"]
        == "A happy anniversary, Asha and Ravi. We at Lotus Pots wish you a good day together."
    )


async def test_gold_gets_a_letter_that_somebody_signs(product: Product) -> None:
    await _in_the_books(product)
    customer = await customer_of(product, ASHA)
    async with product.app.outside.database.write() as session:
        await session.merge(Profile(customer_id=customer.id or 0, wedding_month=3, wedding_day=9, partner="Ravi"))
    await product.write(ASHA, tier="gold")
    product.clock.move_to(product.clock() + 7 * DAY)
    await product.app.jobs.tick()
    (card,) = await product.next(ASHA, method="sendPhoto")
    letter = str(card["params"]["caption"]).split("\n\n")
    assert letter[0] == "Dear Asha, dear Ravi,"
    assert letter[-1] == "Your team, Lotus Pots"
    assert len(letter) == 4


async def test_a_button_opens_a_page_in_the_customers_language(product: Product) -> None:
    link = {"say": {"en": "Book a day", "zh": "预约"}, "open": "https://example.com/book"}
    book = product.app.house.book
    spring = rule(occasion="date", on="2026-03-04", kind="offers", at="10:00", late="1d", buttons=[link])
    product.app.house.book = RuleBook(**{**dict(book), "rules": {"spring": spring}})
    await _in_the_books(product)
    await product.write(ASHA, language="zh")
    product.clock.move_to(product.clock() + 2 * DAY)
    await product.app.jobs.tick()
    (sent,) = (await product.next(ASHA))[-1:]
    (opening, *_), *_ = json.loads(sent["params"]["reply_markup"])["inline_keyboard"]
    assert (opening["text"], opening["url"]) == ("预约", "https://example.com/book")


async def test_what_is_said_before_a_purchase_on_an_order_and_after_it(product: Product) -> None:
    book = product.app.house.book
    rules = {
        phase: rule(
            occasion="date", on="2026-03-04", kind="offers", at="10:00", late="1d", when={"phase": [phase]},
            text={"ordinary": {"en": phase}},
        )
        for phase in ("before_purchase", "purchase", "after_purchase")
    }  # fmt: skip
    product.app.house.book = RuleBook(**{**dict(book), "rules": rules})
    first_at = MONDAY_NOON - 40 * DAY
    await _in_the_books(product, WEI)
    ordered, bought = [await _in_the_books(product, by) for by in (ASHA, RAMON)]
    order = ShopOrder(buyer_id=ordered, external_id="O-1", placed_at=MONDAY_NOON, state=OrderState.placed)
    standings = [
        BuyerStanding(buyer_id=buyer, currency="USD", weighed_at=MONDAY_NOON, first_at=first_at)
        for buyer in (ordered, bought)
    ]
    await _brings(product, order, *standings)
    product.clock.move_to(product.clock() + 2 * DAY)
    await product.app.jobs.tick()
    told = [(await product.quiet(by))[-1] for by in (WEI, ASHA, RAMON)]
    assert told == ["before_purchase", "purchase", "after_purchase"]


async def test_how_often_one_product_is_bought_is_known_apart_from_all_else(product: Product) -> None:
    book = product.app.house.book
    ink = rule(
        occasion="rhythm", product="ink", before="2d", at="10:00", kind="offers", late="7d",
        text={"ordinary": {"en": "Is there anything we can bring you?"}},
    )  # fmt: skip
    product.app.house.book = RuleBook(**{**dict(book), "rules": {"ink": ink}})
    known: dict[str, Any] = {"buyer_id": await _in_the_books(product), "amount": 1, "currency": "USD", "quantity": 1}
    inks = [
        Purchase(external_id=f"P-{ago}", at=MONDAY_NOON - ago * DAY, product="Ink", **known) for ago in (60, 41, 40, 20)
    ]
    await _brings(product, *inks, Purchase(external_id="P-1", at=MONDAY_NOON, product="Pot", **known))
    (row,) = await everything(product, PlanRow)
    assert row.due_at == (MONDAY_NOON - 3 * DAY).replace(hour=10), "19, 1 and 20 days: 19 are usual, and two less"
    assert await _told(product, ASHA, timedelta(0)) == ["Is there anything we can bring you?"]


async def test_who_mourns_is_left_in_peace_until_staff_say_otherwise(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await _brings(product, _appointment(await _in_the_books(product)))
    await product.write(ASHA, birth_month=3, birth_day=4)
    await product.control.say(MIRA, "/mourning 30d", chat=GROUP, topic=topic)
    assert "until 1 Apr 12:00" in "\n".join(await product.quiet(GROUP))
    await _plan_anew(product)
    (reminder,) = await _told(product, ASHA, 29 * HOUR)
    assert reminder.startswith("A reminder of your appointment"), "what they asked for is no cheer"
    assert not [text for text in await _told(product, ASHA, 18 * HOUR) if "birthday" in text]
    (touch,) = [one for one in await everything(product, Touch) if one.rule == "birthday"]
    assert "bereaved" in [reason["key"] for reason in touch.reasons]
    await product.control.say(MIRA, "/mourning off", chat=GROUP, topic=topic)
    assert "has ended it" in "\n".join(await product.quiet(GROUP))
    assert (await customer_of(product, ASHA)).bereaved_until is None


async def test_a_death_that_is_told_of_is_heard_and_answered_with_sympathy(product: Product) -> None:
    await _in_the_books(product)
    await product.write(ASHA, birth_month=3, birth_day=4)
    await product.hears(ASHA, "My mother passed away on Friday")
    (told,) = await product.quiet(ASHA)
    assert told.startswith("I am so sorry for your loss, Asha. We will leave you in peace")
    to_staff = "\n".join(await product.quiet(GROUP))
    assert "has written of a death. They get no greetings, surveys or offers until 1 May" in to_staff
    assert "My mother passed away on Friday" in to_staff
    assert not [text for text in await _told(product, ASHA, 47 * HOUR) if "birthday" in text]
    await product.hears(ASHA, "She passed away in her sleep")
    assert (await product.quiet(ASHA))[0].startswith("I am so sorry")
    assert "has written of a death" not in "\n".join(await product.quiet(GROUP)), "staff were told once"


async def test_who_tells_of_a_death_and_wants_something_gets_that_too(product: Product) -> None:
    await _in_the_books(product)
    said = "my husband passed away, please stop these messages"
    product.readings.know(understood(said, "stop_care"))
    await product.hears(ASHA, said)
    await product.quiet(ASHA)
    customer = await customer_of(product, ASHA)
    assert customer.stopped_at is not None
    assert customer.bereaved_until is not None


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
    (asked,) = await _told(product, ASHA, 14 * DAY)
    assert asked == f"Two weeks ago we closed {number}. Is it still fine?"
    await product.tap(ASHA, ASHA, button)
    assert answer in (await product.quiet(ASHA))[0]


async def test_who_stays_away_is_written_to_and_of_gold_staff_get_a_task(product: Product) -> None:
    buyer_id = await _in_the_books(product)
    purchases = [
        Purchase(buyer_id=buyer_id, external_id=f"P-{at}", at=MONDAY_NOON - 10 * at * DAY, amount=100, currency="USD")
        for at in range(4)
    ]
    await _brings(product, *purchases)
    async with product.app.outside.database.write() as session:
        await session.execute(update(Buyer).where(col(Buyer.id) == buyer_id).values(tier_pinned="gold"))
        await ask_for(Turn(session, product.clock(), product.app.house))
    await product.app.jobs.weigh()
    await product.app.jobs.replan()
    (missed,) = await _told(product, ASHA, 20 * DAY)
    assert missed == "Asha, we have not seen you for a while. Is there anything we could do better? Write it here."
    await _told(product, ASHA, 5 * DAY)
    tasks = [one for one in await everything(product, StaffTask) if one.what == "call"]
    assert [one.facts["text"] for one in tasks] == [
        "They have not been here for far longer than usual. Ask what would bring them back."
    ]


async def test_a_festival_is_greeted_where_people_live_unless_they_keep_others(product: Product) -> None:
    for one in (ASHA, RAMON):
        await _in_the_books(product, one)
    ramon = await customer_of(product, RAMON)
    async with product.app.outside.database.write() as session:
        await session.merge(Profile(customer_id=ramon.id or 0, festivals="Christmas"))
    await _plan_anew(product)
    product.clock.move_to(MONDAY_NOON.replace(month=11, day=8, hour=9, minute=0))
    await product.app.jobs.tick()
    assert any("Diwali" in text for text in await product.quiet(ASHA)), "India's, and the company's country is India"
    assert not any("Diwali" in text for text in await product.quiet(RAMON))


async def test_what_was_foreseen_is_what_is_sent(product: Product) -> None:
    """The preview of a year, row for row, beside the touches of a clock that went through it."""
    buyer_id = await _in_the_books(product)
    await product.write(ASHA, birth_month=2, birth_day=28, birth_year=1990)
    due: dict[str, Any] = {"buyer_id": buyer_id, "amount": 100, "currency": "USD"}
    await _brings(
        product,
        _appointment(buyer_id),
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
    buyer_id = await _in_the_books(product)
    topic = await complain_from(product, ASHA)
    await _brings(product, _appointment(buyer_id))
    await _told(product, ASHA, 29 * HOUR)
    await product.quiet(GROUP)
    await product.control.say(MIRA, "/why", chat=GROUP, topic=topic)
    (told,) = await product.quiet(GROUP)
    assert "appointment_tomorrow sent: rule" in told
    assert "What comes next:" in told
    assert "appointment_soon (appointment:A-1" in told


async def test_the_coming_weeks_are_a_picture(product: Product) -> None:
    await _brings(product, _appointment(await _in_the_books(product)))
    await product.control.say(MIRA, "/preview", chat=GROUP)
    (sent,) = await product.next(GROUP, method="sendPhoto")
    assert "messages are planned for the next 28 days." in str(sent["params"]["caption"])
