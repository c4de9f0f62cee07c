"""A festival is planned once for all who keep it by the same clock, and reaches each of them once."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, select
from sqlmodel import SQLModel, col

from bot.words.catalogue import Catalogue
from bot.work.outreach import explaining, planning
from bot.work.outreach.people import people
from bot.work.outreach.tick import tick
from bot.work.restoring import withhold_what_was_due
from bot.work.turn import Company, House, Turn
from care_rules.consent import Consent
from care_rules.festivals import Festival
from care_rules.preview import preview
from care_rules.rule_book import RuleBook
from storage import customers
from storage.bells import Bells
from storage.database import Database
from storage.sealing import Vault
from storage.tables import Customer, FeastRow, PlanRow, Profile, Touch, TouchOutcome
from tests.unit.books import book
from tests.unit.books import rule as written

PEOPLE = 5
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DAWN = datetime(2026, 4, 5, 2, tzinfo=UTC)  # 07:30 in Kolkata, where the feast begins at 10:00
BEGUN = DAWN + timedelta(hours=2, minutes=30)
WORDS = Catalogue()
_TEXT: dict[str, Any] = {"text": {"ordinary": {"en": "Hello."}}}


def _book(rank: int = 4, at: str = "10:00", day: str = "2026-04-05") -> RuleBook:
    feast = written(occasion="festival", at=at, late="9h", rank=rank, **_TEXT)
    known = book(birthday=written(at="10:00", rank=3, **_TEXT), feast=feast)
    own = {"kite_day": Festival.model_validate({"dates": [day, "2026-05-20"], "regions": ["in"]})}
    return known.model_copy(update={"festivals": own})


@dataclass
class Shop:
    database: Database
    book: RuleBook = field(default_factory=_book)
    now: datetime = DAWN

    @property
    def house(self) -> House:
        company = Company("Lotus", ZoneInfo("Asia/Kolkata"), "IN")
        return House(self.book, company, WORDS, lambda: self.now, Vault(["a key for tests"]))

    async def once(self, work: Callable[[Turn], Awaitable[Any]]) -> Any:
        async with self.database.write() as session:
            return await work(Turn(session, self.now, self.house))

    async def all_of(self, *works: Callable[[Turn], Awaitable[Any]]) -> None:
        for work in works:
            while await self.once(work):
                pass

    async def begins(self) -> None:
        self.now = BEGUN
        await self.all_of(tick)

    async def change(self, number: int, **facts: Any) -> None:
        async def changed(turn: Turn) -> None:
            customer = await customers.by_id(turn.session, number, lock=True)
            assert customer is not None
            for name, value in facts.items():
                setattr(customer, name, value)
            await planning.replan(turn, customer)

        await self.once(changed)

    async def rows(self, table: type[SQLModel]) -> list[Any]:
        async with self.database.read() as session:
            return list((await session.execute(select(table))).scalars())

    async def greeted(self, rule: str = "feast") -> list[int]:
        touches = await self.rows(Touch)
        return sorted(one.customer_id for one in touches if one.rule == rule and one.outcome is TouchOutcome.SENT)


@pytest.fixture
async def shop(database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Shop]:
    """Five customers in India who agreed to everything, planned; two of them are looked at in a transaction."""
    monkeypatch.setattr("bot.work.outreach.tick.AT_ONCE", 2)
    database = Database(database_url, Bells())
    shop = Shop(database)
    async with database.write() as session:
        for number in range(1, PEOPLE + 1):
            name = f"Asha {number}"
            known: dict[str, Any] = {"id": number, "telegram_id": 100 + number, "first_name": name, "full_name": name}
            session.add(Customer(**known, consent=Consent.all, birth_month=4, birth_day=20, created_at=DAWN))
    await shop.all_of(planning.replan_chunk)
    yield shop
    await database.close()


async def test_all_who_gather_are_planned_in_one_row(shop: Shop) -> None:
    (feast,) = await shop.rows(FeastRow)
    assert (feast.rule, feast.occasion, feast.due_at) == ("feast", "kite_day:2026", BEGUN)
    assert {row.rule for row in await shop.rows(PlanRow)} == {"birthday"}


async def test_it_reaches_everybody_once_some_at_a_time_and_turns_to_the_next(shop: Shop) -> None:
    shop.now = BEGUN
    reached = []
    while await shop.once(tick):
        (feast,) = await shop.rows(FeastRow)
        reached.append((feast.reached, len(await shop.greeted())))
    assert reached == [(2, 2), (4, 4), (0, 5)]
    assert await shop.greeted() == [1, 2, 3, 4, 5]
    assert (feast.occasion, feast.due_at) == ("kite_day:2026-2", BEGUN + 45 * DAY)


async def test_a_kill_in_the_middle_costs_nobody_a_greeting(shop: Shop) -> None:
    class Killed(Exception):
        pass

    async def killed(turn: Turn) -> None:
        await tick(turn)
        raise Killed

    shop.now = BEGUN
    await shop.once(tick)
    for _ in range(2):
        with pytest.raises(Killed):
            await shop.once(killed)
    await shop.all_of(tick)
    assert await shop.greeted() == [1, 2, 3, 4, 5]


async def test_a_book_that_changes_in_the_middle_greets_the_rest_by_the_new_one(shop: Shop) -> None:
    shop.now = BEGUN
    await shop.once(tick)
    shop.book = _book(at="12:00")
    await shop.all_of(planning.replan_chunk, tick)
    assert await shop.greeted() == [1, 2], "who was not reached waits for the new hour"
    shop.now += 2 * HOUR
    await shop.all_of(tick)
    assert await shop.greeted() == [1, 2, 3, 4, 5]


async def test_a_day_that_is_corrected_moves_for_everybody_and_greets_nobody_twice(shop: Shop) -> None:
    await shop.begins()
    shop.book = _book(day="2026-04-07")
    await shop.all_of(planning.replan_chunk)
    shop.now += 2 * DAY
    await shop.all_of(tick)
    assert await shop.greeted() == [1, 2, 3, 4, 5]
    assert len(await shop.rows(Touch)) == PEOPLE


async def test_who_comes_later_in_the_day_is_greeted_yet_and_who_comes_too_late_is_not(shop: Shop) -> None:
    await shop.change(4, consent=None)
    async with shop.database.write() as session:
        await session.merge(Profile(customer_id=5, festivals="Christmas"))
    await shop.change(5)
    await shop.begins()
    assert await shop.greeted() == [1, 2, 3]
    async with shop.database.write() as session:
        await session.execute(delete(Profile))
    shop.now += 3 * HOUR
    await shop.change(5)
    await shop.all_of(tick)
    assert await shop.greeted() == [1, 2, 3, 5]
    shop.now += 10 * HOUR
    await shop.change(4, consent=Consent.all)
    await shop.all_of(tick)
    assert await shop.greeted() == [1, 2, 3, 5]


async def test_who_moves_on_the_day_is_greeted_once(shop: Shop) -> None:
    """East, where it has begun; west, where it is yet to come; and west after being greeted in the east."""
    await shop.change(1, time_zone="Pacific/Auckland")
    await shop.change(2, time_zone="America/Toronto")
    await shop.begins()
    await shop.change(3, time_zone="America/Toronto")
    for _ in range(24):
        shop.now += HOUR
        await shop.all_of(tick)
    touches = await shop.rows(Touch)
    assert sorted(one.customer_id for one in touches if one.rule == "feast") == [1, 2, 3, 4, 5]
    moment = {one.customer_id: one.decided_at for one in touches}
    assert moment[2] - moment[3] >= 9 * HOUR


@pytest.mark.parametrize(("rank", "winner"), [(1, "feast"), (9, "birthday")])
async def test_a_feast_competes_with_what_is_their_own(shop: Shop, rank: int, winner: str) -> None:
    shop.book = _book(rank)
    await shop.change(3, birth_day=5)
    await shop.begins()
    assert 3 in await shop.greeted(winner)
    assert 3 not in await shop.greeted("birthday" if winner == "feast" else "feast")


async def test_one_that_waits_for_the_customers_hours_is_their_own_until_then(shop: Shop) -> None:
    await shop.change(2, quiet_from=9, quiet_until=12)
    await shop.begins()
    assert await shop.greeted() == [1, 3, 4, 5]
    assert [(row.customer_id, row.due_at) for row in await shop.rows(PlanRow) if row.rule == "feast"] == [
        (2, BEGUN + 2 * HOUR)
    ]
    shop.now += 2 * HOUR
    await shop.all_of(tick)
    assert await shop.greeted() == [1, 2, 3, 4, 5]


async def test_after_a_restore_nobody_is_greeted_for_a_feast_that_began(shop: Shop) -> None:
    shop.now = BEGUN + HOUR
    await shop.all_of(withhold_what_was_due, tick)
    assert await shop.greeted() == []
    assert [one.reasons[0]["key"] for one in await shop.rows(Touch)] == ["restored"] * PEOPLE


async def test_what_was_foreseen_for_all_is_what_each_gets(shop: Shop) -> None:
    await shop.change(1, time_zone="Europe/Berlin", birth_day=5)
    await shop.change(2, quiet_from=9, quiet_until=12)
    async with shop.database.read() as session:
        turn = Turn(session, shop.now, shop.house)
        everybody = [(one, None) for one in await people(turn, await customers.ids_after(session, 0, 10))]
    foreseen = preview(shop.book, everybody, shop.now, 60, "Lotus")
    for moment in sorted({row.moment for row in foreseen}):
        shop.now = moment
        await shop.all_of(tick)
    outcome = {"send": TouchOutcome.SENT, "withhold": TouchOutcome.WITHHELD}
    assert sorted((one.decided_at, one.customer_id, one.occasion, one.outcome) for one in await shop.rows(Touch)) == [
        (row.moment, row.customer, row.occasion, outcome[row.verdict.value])
        for row in sorted(foreseen, key=lambda row: (row.moment, row.customer, row.occasion))
        if row.verdict.value != "wait"
    ]
    assert len(await shop.rows(Touch)) == 3 * PEOPLE


async def test_the_picture_of_the_coming_weeks_counts_all_who_gather(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []

    def drawn(counts: Any, *_: Any) -> dict[str, str]:
        seen.append(counts)
        return {}

    monkeypatch.setattr("bot.work.outreach.heat_map.drawn", drawn)
    await shop.once(lambda turn: explaining.preview(turn, -100, topic=None))
    (counts,) = seen
    assert (counts["feast"][0], sum(counts["feast"])) == (PEOPLE, PEOPLE)


async def test_who_gathers_with_nobody_yet_has_their_feasts_planned(shop: Shop) -> None:
    await shop.change(1, time_zone="Europe/Berlin")
    gatherings = {row.gathering for row in await shop.rows(FeastRow)}
    assert gatherings == {"Asia/Kolkata diwali,holi,kite_day", "Europe/Berlin diwali,holi,kite_day"}
    async with shop.database.read() as session:
        berlin = (await session.execute(select(Customer).where(col(Customer.id) == 1))).scalar_one()
    assert berlin.gathering == "Europe/Berlin diwali,holi,kite_day"
