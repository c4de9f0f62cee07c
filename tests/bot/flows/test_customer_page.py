"""/customer in a topic: who this is, on one page, for those who may see it; every look is noted."""

from datetime import timedelta
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image
from sqlalchemy import update
from sqlmodel import col

from bot.work.customers.picture import MONTHS
from storage.tables import Buyer, Customer, ProfileLook, Purchase
from tests.bot.flows.product import ASHA, GROUP, JONAS, MIRA, MONDAY_NOON, Product
from tests.bot.flows.test_linking import PHONE, customer_of, everything, in_the_books
from tests.bot.flows.test_promises import complain_from


async def _known(product: Product, *, purchases: int = 6, currency: str = "USD") -> int:
    """A customer in the shop's books who complained; their topic."""
    own = await in_the_books(product, "C-1", phone=PHONE)
    topic = await complain_from(product, ASHA)
    await product.hears(ASHA, contact={"phone_number": PHONE.lstrip("+"), "first_name": "Asha", "user_id": ASHA})
    await product.idle()
    async with product.app.outside.database.write() as session:
        session.add_all(
            Purchase(
                buyer_id=own,
                external_id=f"P-{back}",
                at=MONDAY_NOON - timedelta(days=31 * back + 1),
                amount=120_000,
                currency=currency,
            )
            for back in range(purchases)
        )
    await product.app.jobs.weigh()
    await product.quiet(GROUP)
    return topic


async def _looks(product: Product, topic: int, by: int = MIRA) -> tuple[str, list[str]]:
    """Ask for the page; return what is under its picture (or its text) and the messages after."""
    await product.control.say(by, "/customer", chat=GROUP, topic=topic)
    after = product.seen.get(GROUP, 0)
    told = await product.quiet(GROUP)
    record = await product.control.record(chat=GROUP, after=after, limit=1000)
    pictures = [entry["params"] for entry in record if entry["method"] == "sendPhoto" and entry["ok"]]
    return (str(pictures[-1]["caption"]), told) if pictures else (told[0], told[1:])


async def test_the_page_says_who_this_is_and_what_happened(product: Product) -> None:
    topic = await _known(product)
    page, (story, *_) = await _looks(product, topic)
    lines = page.splitlines()
    assert lines[0] == "Asha Verma · client, comes back · C-1"
    assert "6 purchases, US$7,200.00 in all, the last one yesterday 12:00" in lines[2]
    assert "usually every 31 days" in lines[2]
    assert "Lifetime value" in lines[3]
    assert "(revenue)" in lines[3]
    assert "relationship in repair" in lines[4]
    assert lines[5].startswith("One case, 1 open")
    assert lines[6].startswith("English · Phone: ")
    assert "bought US$1,200.00 (purchase)" in story
    assert "(service) 👎" in story.splitlines()[-1]
    (look,) = [one for one in await everything(product, ProfileLook) if one.what == "page"]
    assert (look.by, look.by_id) == ("Mira", MIRA)


async def test_an_agent_sees_a_phone_masked_and_a_lead_in_full(product: Product) -> None:
    topic = await _known(product)
    full, _ = await _looks(product, topic)
    assert PHONE in full
    await product.control.say(JONAS, "/queue", chat=GROUP)
    masked, _ = await _looks(product, topic, by=JONAS)
    assert PHONE not in masked
    assert "+91…78" in masked


async def test_of_somebody_new_the_page_says_what_little_there_is(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await product.quiet(GROUP)
    page, _ = await _looks(product, topic)
    assert page.splitlines()[0] == "Asha Verma · has not bought yet · not in the shop's books"
    assert "purchase" not in page


async def test_purchases_without_a_rate_are_said_to_be_left_out(product: Product) -> None:
    topic = await _known(product, currency="INR")
    page, _ = await _looks(product, topic)
    assert page.splitlines()[-1].startswith("6 purchases are not counted: their currency has no rate to USD")


async def test_one_who_buys_for_an_organisation_is_shown_with_what_it_bought(product: Product) -> None:
    topic = await _known(product)
    firm = await in_the_books(product, "ORG-1", name="Verma Sweets")
    async with product.app.outside.database.write() as session:
        asha = await session.get_one(Customer, (await customer_of(product, ASHA)).id)
        await session.execute(update(Buyer).where(col(Buyer.id) == asha.buyer_id).values(organisation_id=firm))
    page, _ = await _looks(product, topic)
    assert page.startswith("Asha Verma · client, comes back · buys for Verma Sweets")
    assert "6 purchases" in page


@pytest.mark.parametrize("purchases", [1, 6])
async def test_the_picture_has_a_bar_for_every_month_with_purchases(product: Product, purchases: int) -> None:
    topic = await _known(product, purchases=purchases)
    await _looks(product, topic)
    messages = product.sandbox.state.room(GROUP).messages.values()
    (shown,) = [message for message in messages if message.photo]
    assert shown.photo
    stored = product.sandbox.state.files.found(shown.photo[-1].file_id)
    assert stored is not None
    image = Image.open(BytesIO(stored.content))
    paper = image.getpixel((1, 1))
    row = [image.getpixel((x, image.height - 40)) for x in range(image.width)]
    bars = sum(1 for left, right in pairwise(row) if left == paper != right)
    assert bars == purchases
    assert bars <= MONTHS


async def test_leads_see_what_each_tier_brings_and_costs(product: Product) -> None:
    await _known(product)
    async with product.app.outside.database.write() as session:
        await session.execute(
            update(Buyer)
            .where(col(Buyer.external_id) == "C-1")
            .values(acquisition_cost=24_000, retention_cost=1_000, cost_currency="USD")
        )
    await product.control.say(MIRA, "/tiers", chat=GROUP)
    (table,) = await product.quiet(GROUP)
    assert table.splitlines()[0] == "One customer who bought something:"
    assert "1 · 100 % of the year's revenue · US$7,200.00 a year each" in table
    assert "US$240.00 to win one · US$10.00 a month to keep one · winning costs 2.0 times a year of keeping" in table
    await product.control.say(JONAS, "/tiers", chat=GROUP)
    assert "winning" not in "\n".join(await product.quiet(GROUP))
