"""Everybody weighed: tiers, stages and health follow from what was bought and said."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlmodel import col

from bot.work.customers import weighing
from bot.work.customers.gathering import gather
from bot.work.customers.weighing import ask_for, weigh_if_due
from bot.work.turn import Turn
from care_rules.cases import CaseKind, CaseState
from care_rules.journey import Stage
from care_rules.relationship import Health
from storage import house as notes
from storage.tables import Buyer, BuyerStanding, CareCase, Customer, StaffTask, StandingChange
from tests.bot.shop.till import CUSTOMERS, NOON, Shop
from tests.storage.rows import case_of

DAY = timedelta(days=1)


async def _weighed(shop: Shop, at: Any = NOON) -> dict[str | None, BuyerStanding]:
    """Weigh everybody at this moment; return how each stands by the shop's id."""
    shop.house.clock = lambda: at
    async with shop.database.write() as session:
        await ask_for(Turn(session, at, shop.house))
    await weigh_if_due(shop.database, shop.house)
    async with shop.database.read() as session:
        rows = await session.execute(select(Buyer, BuyerStanding).where(col(Buyer.id) == col(BuyerStanding.buyer_id)))
        return {buyer.external_id: standing for buyer, standing in rows}


async def _buys(shop: Shop, customer: str, *days_ago: int, amount: int = 100, currency: str = "INR") -> None:
    lines = "".join(
        f"{customer}-{ago}-{currency},{customer},{(NOON - ago * DAY).date()},{amount},{currency}\n" for ago in days_ago
    )
    await shop.brings("purchases", "id,customer,at,amount,currency\n" + lines)


async def _counting_in_rupees(shop: Shop) -> None:
    book = shop.house.book
    value = book.value.model_copy(update={"currency": "INR", "rates": {"USD": 80}})
    shop.house.book = book.model_copy(update={"value": value})


async def _is_here(shop: Shop, external_id: str, **more: Any) -> int:
    """Let the buyer be a customer on Telegram; return the customer's id."""
    async with shop.database.write() as session:
        buyer = (await session.execute(select(Buyer).where(col(Buyer.external_id) == external_id))).scalar_one()
        customer = Customer(
            telegram_id=1000 + (buyer.id or 0),
            first_name="A",
            full_name="A B",
            created_at=NOON,
            buyer_id=buyer.id,
            **more,
        )
        session.add(customer)
        await session.flush()
        return customer.id or 0


async def test_a_buyer_is_read_and_valued(shop: Shop) -> None:
    await _counting_in_rupees(shop)
    await shop.brings("customers", CUSTOMERS)
    await _buys(shop, "C-1", *range(0, 240, 30), amount=2300)
    standing = (await _weighed(shop))["C-1"]
    assert (standing.purchases, standing.spent, standing.currency) == (8, 8 * 230_000, "INR")
    assert standing.interval_days == 30
    assert standing.stage is Stage.majority
    months = 210 / (365.25 / 12)
    assert standing.value == round(8 * 230_000 / months * 48) or abs(standing.value - 8 * 230_000 / months * 48) < 10**6
    assert not standing.on_margin


async def test_the_first_are_gold_and_customers_who_are_here_get_their_tier(shop: Shop) -> None:
    await _counting_in_rupees(shop)
    names = "".join(f"C-{at},Name {at},\n" for at in range(1, 41))
    await shop.brings("customers", "id,name,phone\n" + names)
    for at in range(1, 41):
        await _buys(shop, f"C-{at}", 10, amount=at * 100)
    customer = await _is_here(shop, "C-40")
    standings = await _weighed(shop)
    tiers = [standings[f"C-{at}"].tier for at in range(1, 41)]
    assert tiers == ["ordinary"] * 32 + ["silver"] * 6 + ["gold"] * 2
    assert standings["C-40"].tier_because == {"key": "top", "at_least": 5}
    async with shop.database.read() as session:
        assert (await session.get_one(Customer, customer)).tier == "gold"


async def test_sums_in_other_currencies_count_by_their_rate_or_not_at_all(shop: Shop) -> None:
    await _counting_in_rupees(shop)
    await shop.brings("customers", CUSTOMERS)
    await _buys(shop, "C-1", 1, amount=2, currency="USD")
    await _buys(shop, "C-1", 2, amount=7, currency="EUR")
    assert (await _weighed(shop))["C-1"].spent == 16_000


async def test_an_organisation_owns_what_its_people_buy(shop: Shop) -> None:
    await _counting_in_rupees(shop)
    await shop.brings("customers", "id,name,kind,organisation\nO-1,Ltd,organisation,\nC-1,A,,O-1\nC-2,B,,O-1\n")
    await _buys(shop, "C-1", 10, amount=100)
    await _buys(shop, "C-2", 5, amount=50)
    customer = await _is_here(shop, "C-2")
    standings = await _weighed(shop)
    assert set(standings) == {"O-1"}
    assert standings["O-1"].spent == 15_000
    assert standings["O-1"].stage is Stage.repeat
    async with shop.database.read() as session:
        assert (await session.get_one(Customer, customer)).tier == standings["O-1"].tier


async def test_a_pinned_tier_stays_and_one_set_before_there_were_records_is_pinned(shop: Shop) -> None:
    async with shop.database.write() as session:
        session.add(Customer(telegram_id=1, first_name="A", full_name="A", tier="gold", created_at=NOON))
        session.add(Customer(telegram_id=2, first_name="B", full_name="B", tier="ordinary", created_at=NOON))
    await _weighed(shop)
    first, second = await shop.rows(Customer)
    buyers = {buyer.id: buyer for buyer in await shop.rows(Buyer)}
    assert (first.tier, buyers[first.buyer_id].tier_pinned) == ("gold", "gold")
    assert (second.tier, buyers[second.buyer_id].tier_pinned) == ("ordinary", None)


async def test_who_is_joined_or_pinned_while_being_weighed_is_left_as_they_are(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _counting_in_rupees(shop)
    await shop.brings("customers", "id,name,phone\nC-1,A,\nC-2,B,\nC-3,C,\n")
    await _buys(shop, "C-2", 1)
    here = await _is_here(shop, "C-2")

    async def gathered(*given: Any) -> Any:
        found = await gather(*given)
        async with shop.database.write() as session:
            await session.execute(delete(Buyer).where(col(Buyer.external_id) == "C-1"))
            await session.execute(update(Buyer).where(col(Buyer.external_id) == "C-2").values(tier_pinned="silver"))
            await session.execute(update(Customer).values(tier="silver"))
        return found

    monkeypatch.setattr(weighing, "gather", gathered)
    assert set(await _weighed(shop)) == {"C-3"}
    async with shop.database.read() as session:
        assert (await session.get_one(Customer, here)).tier == "silver"


async def test_a_fall_gives_staff_a_task_once_and_is_kept(shop: Shop) -> None:
    await _counting_in_rupees(shop)
    await shop.brings("customers", CUSTOMERS)
    await _buys(shop, "C-1", *range(0, 300, 10))
    await _buys(shop, "C-2", *range(0, 300, 10))
    async with shop.database.write() as session:
        await notes.write_note(session, notes.STAFF_GROUP, {"chat_id": -100})
    await _is_here(shop, "C-1")
    assert (await _weighed(shop))["C-1"].health is Health.stable
    assert await shop.rows(StaffTask) == []
    later = NOON + 30 * DAY
    standings = await _weighed(shop, later)
    await _weighed(shop, later + timedelta(hours=1))
    assert standings["C-1"].health is Health.deteriorating
    tasks = await shop.rows(StaffTask)
    assert sorted(task.facts["name"] for task in tasks) == ["A B", "Ramon Cruz"]
    assert {task.due_at for task in tasks} == {later + 2 * DAY}
    changes = [change for change in await shop.rows(StandingChange) if change.what == "health"]
    assert [(change.was, change.now) for change in changes] == [("stable", "deteriorating")] * 2
    assert changes[0].because["key"] == "overdue"


async def test_an_open_complaint_is_in_repair(shop: Shop) -> None:
    await shop.brings("customers", CUSTOMERS)
    customer = await _is_here(shop, "C-1", recommends=3)
    async with shop.database.write() as session:
        session.add(case_of(customer, opened_at=NOON - 2 * DAY))
        session.add(
            case_of(
                customer,
                kind=CaseKind.request,
                state=CaseState.closed,
                opened_at=NOON - 9 * DAY,
                closed_at=NOON - 8 * DAY,
                score=2,
            )
        )
    standings = await _weighed(shop)
    (case, _) = await shop.rows(CareCase)
    assert standings["C-1"].health is Health.in_repair
    assert standings["C-1"].health_because == {"key": "complaint", "case": case.number}
    assert standings["C-1"].stage is Stage.prospect
    assert standings["C-2"].stage is Stage.suspect


async def test_when_it_is_due(shop: Shop) -> None:
    """Once at the first start, then each night at three o'clock of the company, and when it is asked for."""
    night = (NOON + DAY).replace(hour=21, minute=30)  # three in the morning in Kolkata
    asked = []
    for at in (NOON, NOON + timedelta(hours=1), night - timedelta(minutes=1), night, night + timedelta(hours=2)):
        shop.house.clock = lambda at=at: at  # type: ignore[misc]
        asked.append(await weigh_if_due(shop.database, shop.house) is not None)
    assert asked == [True, False, True, True, False]
    async with shop.database.write() as session:
        await ask_for(Turn(session, night + timedelta(hours=3), shop.house))
    shop.house.clock = lambda: night + timedelta(hours=3, minutes=1)
    assert await weigh_if_due(shop.database, shop.house) == 0


async def test_who_has_it_in_hand_keeps_others_away_for_an_hour(shop: Shop) -> None:
    async with shop.database.write() as session:
        until = (NOON + timedelta(hours=1)).isoformat()
        await notes.write_note(session, "weighing under way", {"until": until})
    shop.house.clock = lambda: NOON
    assert await weigh_if_due(shop.database, shop.house) is None
    shop.house.clock = lambda: NOON + timedelta(hours=1)
    assert await weigh_if_due(shop.database, shop.house) == 0


def _comes_and_stays_away(chance: Random) -> list[int]:
    """Return how many days ago somebody bought who comes at a rate of their own and may leave after each time."""
    ago, gap, days = chance.randint(200, 400), chance.uniform(10, 60), []
    while ago >= 0:
        days.append(ago)
        ago = -1 if chance.random() < 0.15 else ago - 1 - int(chance.expovariate(1 / gap))
    return days


async def test_the_model_expects_of_everybody_once_enough_came_back(shop: Shop) -> None:
    await _counting_in_rupees(shop)
    chance, people = Random(3), 150
    await shop.brings("customers", "id,name\n" + "".join(f"C-{at},N\n" for at in range(people)))
    lines = [
        f"{at}-{ago},C-{at},{(NOON - ago * DAY).date()},{chance.randint(50, 500)}"
        for at in range(people)
        for ago in _comes_and_stays_away(chance)
    ]
    await shop.brings("purchases", "id,customer,at,amount\n" + "\n".join(lines))
    standings = list((await _weighed(shop)).values())
    assert all(0 <= (standing.alive or 0) <= 1 for standing in standings)
    assert all((standing.expected or 0) > 0 and standing.foreseen is not None for standing in standings)
    came_back = sorted((one for one in standings if one.purchases > 3), key=lambda one: one.last_at or NOON)
    assert (came_back[-1].alive or 0) > (came_back[0].alive or 0)
