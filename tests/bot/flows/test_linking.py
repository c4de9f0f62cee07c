"""Who a customer is in the shop's books: found by their own phone or a personal link, never guessed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.work.customers import links
from bot.work.customers.linking import invite
from bot.work.customers.records import buyer_of
from bot.work.customers.time_zones import zone_of_phone
from bot.work.customers.weighing import ask_for
from bot.work.turn import Turn
from care_rules.value_book import Referrals, RewardAfter
from storage import customers
from storage.tables import Buyer, Customer, Profile, Purchase, Referral, StaffTask
from storage.tables import Product as CatalogueProduct
from tests.bot.flows.product import ASHA, GROUP, MONDAY_NOON, RAMON, WEI, Product, until
from tests.bot.flows.test_promises import complain_from

PHONE = "+919812345678"


async def in_the_books(product: Product, external_id: str, **more: Any) -> int:
    """Put somebody in the shop's books; return the row's id. `phone` is sealed as an import does it."""
    vault = product.app.house.vault
    phone = more.pop("phone", None)
    if phone is not None:
        more |= {"phone_sealed": vault.seal(phone), "phone_mark": vault.mark(phone)}
    async with product.app.outside.database.write() as session:
        buyer = Buyer(external_id=external_id, created_at=MONDAY_NOON, **more)
        session.add(buyer)
        await session.flush()
        return buyer.id or 0


async def customer_of(product: Product, telegram_id: int) -> Customer:
    async with product.app.outside.database.read() as session:
        return (await session.execute(select(Customer).where(col(Customer.telegram_id) == telegram_id))).scalar_one()


async def everything(product: Product, table: type[Any]) -> list[Any]:
    async with product.app.outside.database.read() as session:
        return list((await session.execute(select(table))).scalars())


async def _shares_contact(product: Product, by: int, phone: str = PHONE) -> None:
    contact = {"phone_number": phone.lstrip("+"), "first_name": "Asha", "user_id": by}
    await product.hears(by, contact=contact)
    await product.idle()


async def _link_for(product: Product, buyer_id: int) -> str:
    """Return the payload of an invitation for this buyer, as soon as the bot knows its own name."""
    made: list[str] = []

    async def known() -> bool:
        async with product.app.outside.database.write() as session:
            buyer = await session.get_one(Buyer, buyer_id)
            address = await invite(Turn(session, product.clock(), product.app.house), buyer)
        made.extend([address] if address is not None else [])
        return bool(made)

    await until(known, "the bot to know its name")
    assert made[0].startswith("https://t.me/")
    return made[0].partition("?start=")[2]


async def test_their_own_phone_finds_them_and_what_was_never_told_is_taken_over(product: Product) -> None:
    buyer = await in_the_books(product, "C-1", phone=PHONE, tier_pinned="gold", birth_month=5, birth_day=3)
    await product.hears(ASHA, "/start")
    await _shares_contact(product, ASHA)
    asha = await customer_of(product, ASHA)
    assert (asha.buyer_id, asha.tier, asha.birth_month, asha.birth_day) == (buyer, "gold", 5, 3)
    (profile,) = await everything(product, Profile)
    assert product.app.house.vault.open(profile.phone_sealed) == PHONE
    assert profile.phone_verified_at is not None
    assert len(await everything(product, Buyer)) == 1, "the record of our own is gone"
    assert "is C-1 in the shop's books, by the phone they shared" in "\n".join(await product.quiet(GROUP))


async def test_a_phone_that_several_have_joins_nobody(product: Product) -> None:
    for name in ("C-1", "C-2"):
        await in_the_books(product, name, phone=PHONE)
    await _shares_contact(product, ASHA)
    assert (await customer_of(product, ASHA)).buyer_id is None
    assert "more than once (C-1, C-2)" in "\n".join(await product.quiet(GROUP))


async def test_who_is_somebody_else_here_already_is_not_taken(product: Product) -> None:
    buyer = await in_the_books(product, "C-1", phone=PHONE)
    await _shares_contact(product, ASHA)
    await _shares_contact(product, RAMON)
    assert (await customer_of(product, ASHA)).buyer_id == buyer
    assert (await customer_of(product, RAMON)).buyer_id is None
    assert "but Asha Verma is already" in "\n".join(await product.quiet(GROUP))


async def test_the_same_name_joins_nobody(product: Product) -> None:
    await in_the_books(product, "C-1", name="Asha Verma")
    await product.hears(ASHA, "/start")
    await product.idle()
    assert (await customer_of(product, ASHA)).buyer_id is None


async def test_an_invitation_is_for_one_and_once(product: Product) -> None:
    buyer = await in_the_books(product, "C-1", name="Asha V.")
    payload = await _link_for(product, buyer)
    await product.hears(ASHA, f"/start {payload}")
    assert "Your invitation is confirmed" in await product.reply(ASHA)
    assert (await customer_of(product, ASHA)).buyer_id == buyer
    await product.quiet(ASHA)
    await product.hears(ASHA, f"/start {payload}")
    assert "Your invitation is confirmed" in await product.reply(ASHA)
    await product.hears(RAMON, f"/start {payload}")
    assert "was used already" in await product.reply(RAMON)
    assert (await customer_of(product, RAMON)).buyer_id is None


async def test_an_invitation_grows_old(product: Product) -> None:
    payload = await _link_for(product, await in_the_books(product, "C-1"))
    product.clock.move_to(MONDAY_NOON + timedelta(days=31))
    await product.hears(ASHA, f"/start {payload}")
    assert "too old" in await product.reply(ASHA)


@pytest.mark.parametrize("forged", ["i1-" + "0" * 24, "i99-" + "a" * 24, "r1-" + "f" * 24, "i1", "x" * 64, "-", "__"])
async def test_a_made_up_link_says_nothing(product: Product, forged: str) -> None:
    await in_the_books(product, "C-1")
    await product.hears(ASHA, f"/start {forged}")
    assert "customer care at" in await product.reply(ASHA)
    assert (await customer_of(product, ASHA)).buyer_id is None


async def test_a_recommendation_counts_newcomers_once(product: Product) -> None:
    await product.hears(ASHA, "/start")
    await product.idle()
    asha = await customer_of(product, ASHA)
    payload = links.recommendation(product.app.house, asha.id or 0)
    for one in (ASHA, RAMON, RAMON):
        await product.hears(one, f"/start {payload}")
    await product.idle()
    (referral,) = await everything(product, Referral)
    assert referral.referrer_id == asha.id
    assert referral.referred_id == (await customer_of(product, RAMON)).id


async def test_the_card_says_which_page_a_link_came_from(product: Product) -> None:
    async with product.app.outside.database.write() as session:
        session.add(CatalogueProduct(external_id="N-1", name="Nova pot"))
    await product.hears(ASHA, "/start page-checkout__product-N-1")
    await product.quiet(ASHA)
    await complain_from(product, ASHA)
    told = [str(entry["params"].get("text")) for entry in await product.control.record(chat=GROUP, limit=1000)]
    assert "Came by a link: page checkout, product Nova pot" in "\n".join(told)


async def _brings_wei(product: Product, *, after: RewardAfter | None) -> None:
    """Let Asha bring Wei, who is in the shop's books."""
    book = product.app.house.book
    rule = Referrals(reward="a voucher of 200", after=after) if after is not None else None
    value = book.value.model_copy(update={"referrals": rule, "currency": "INR"})
    product.app.house.book = book.model_copy(update={"value": value})
    await product.hears(ASHA, "/start")
    await product.quiet(ASHA)
    asha = await customer_of(product, ASHA)
    await product.hears(WEI, f"/start {links.recommendation(product.app.house, asha.id or 0)}")
    await product.quiet(WEI)


async def _buys(product: Product, by: int, days: int) -> None:
    product.clock.move_to(product.clock() + timedelta(days=days))
    async with product.app.outside.database.write() as session:
        await ask_for(Turn(session, product.clock(), product.app.house))
        customer = await customers.by_telegram_id(session, by)
        assert customer is not None
        buyer = await buyer_of(Turn(session, product.clock(), product.app.house), customer)
        at = product.clock() - timedelta(minutes=1)
        session.add(Purchase(buyer_id=buyer.id or 0, external_id=f"P-{days}", at=at, amount=100, currency="INR"))
    await product.app.jobs.weigh()
    await product.idle()


@pytest.mark.parametrize(("after", "rewarded"), [(RewardAfter.purchase, 1), (None, 0)])
async def test_who_brings_somebody_that_buys_is_rewarded_once(
    product: Product, after: RewardAfter | None, rewarded: int
) -> None:
    await _brings_wei(product, after=after)
    assert await everything(product, StaffTask) == []
    for days in (1, 2):
        await _buys(product, WEI, days)
    tasks = await everything(product, StaffTask)
    assert len(tasks) == rewarded
    told = "\n".join(await product.quiet(GROUP))
    assert ("Asha Verma brought Wei Chen: give them a voucher of 200" in told) is bool(rewarded)
    (referral,) = await everything(product, Referral)
    assert (referral.rewarded_at is not None) is bool(rewarded)


async def test_by_another_rule_the_reward_is_for_coming(product: Product) -> None:
    await _brings_wei(product, after=RewardAfter.arrival)
    (task,) = await everything(product, StaffTask)
    assert (task.what, task.facts["reward"]) == ("reward", "a voucher of 200")


async def test_a_member_of_the_club_is_thanked_when_found(product: Product) -> None:
    await in_the_books(product, "C-1", phone=PHONE, member_since=MONDAY_NOON.date())
    await product.hears(ASHA, "/start")
    await product.quiet(ASHA)
    await _shares_contact(product, ASHA)
    assert "Thank you for being a member of our club." in "\n".join(await product.quiet(ASHA))


async def test_a_phone_tells_the_time_zone_until_the_customer_does(product: Product) -> None:
    await product.hears(ASHA, "/start")
    await product.quiet(ASHA)
    await _shares_contact(product, ASHA)
    await product.quiet(ASHA)
    customer = await customer_of(product, ASHA)
    assert (customer.time_zone, customer.zone) == (None, "Asia/Calcutta")
    await product.write(ASHA, time_zone="Europe/Berlin")
    assert (await customer_of(product, ASHA)).zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("phone", "zone"),
    [
        ("+639171234567", "Asia/Manila"),
        ("+14165551234", "America/Toronto"),
        ("+15005550006", None),
        ("+800123456", None),
    ],
)
def test_only_a_number_of_one_zone_tells_it(phone: str, zone: str | None) -> None:
    assert zone_of_phone(phone) == zone
