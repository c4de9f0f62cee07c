"""What a rule of the book may say and to whom: a letter, a card, a button, by where somebody stands."""

import json

from care_rules.rule_book import RuleBook
from storage.tables import (
    BuyerStanding,
    OrderState,
    Profile,
    ShopOrder,
)
from tests.bot.flows.product import ASHA, MONDAY_NOON, RAMON, WEI, Product
from tests.bot.flows.shopping import DAY, brings, known_buyer, plan_anew
from tests.bot.flows.test_linking import customer_of
from tests.unit.books import rule


async def test_a_wedding_day_is_wished_with_a_card(product: Product) -> None:
    await known_buyer(product)
    customer = await customer_of(product, ASHA)
    async with product.app.outside.database.write() as session:
        await session.merge(Profile(customer_id=customer.id or 0, wedding_month=3, wedding_day=9, partner="Ravi"))
    await plan_anew(product)
    product.clock.move_to(product.clock() + 7 * DAY)
    await product.app.jobs.tick()
    (card,) = await product.next(ASHA, method="sendPhoto")
    assert (
        card["params"]["caption"]
        == "A happy anniversary, Asha and Ravi. We at Lotus Pots wish you a good day together."
    )


async def test_gold_gets_a_letter_that_somebody_signs(product: Product) -> None:
    await known_buyer(product)
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
    await known_buyer(product)
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
    await known_buyer(product, WEI)
    ordered, bought = [await known_buyer(product, by) for by in (ASHA, RAMON)]
    order = ShopOrder(buyer_id=ordered, external_id="O-1", placed_at=MONDAY_NOON, state=OrderState.placed)
    standings = [
        BuyerStanding(buyer_id=buyer, currency="USD", weighed_at=MONDAY_NOON, first_at=first_at)
        for buyer in (ordered, bought)
    ]
    await brings(product, order, *standings)
    product.clock.move_to(product.clock() + 2 * DAY)
    await product.app.jobs.tick()
    told = [(await product.quiet(by))[-1] for by in (WEI, ASHA, RAMON)]
    assert told == ["before_purchase", "purchase", "after_purchase"]
