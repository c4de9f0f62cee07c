"""Two transactions plan for one customer at the same moment, on PostgreSQL: what the one knows, the other keeps."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.words.catalogue import Catalogue
from bot.work.outreach import people, planning
from bot.work.shop.kinds import KINDS
from bot.work.shop.till import Call, ring_up
from bot.work.turn import Company, House, Turn
from care_rules.rule_book import RuleBook
from storage import customers
from storage.bells import Bells
from storage.database import Database
from storage.sealing import Vault
from storage.tables import Appointment, Buyer, Customer, PlanRow, Product
from tests.storage.rows import NOW
from tests.unit.books import book, rule

DAY = timedelta(days=1)
WORDS = Catalogue()
_TEXT: dict[str, Any] = {"kind": "reminders", "at": None, "text": {"ordinary": {"en": "Hello."}}}
_BLOCKED = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")


def _house(before: str = "1d") -> House:
    return House(_book(before), Company("Lotus", ZoneInfo("UTC")), WORDS, lambda: NOW, Vault(["a key for tests"]))


def _book(before: str) -> RuleBook:
    return book(
        birthday=rule(),
        appointment=rule(occasion="appointment", before=before, **_TEXT),
        service=rule(occasion="service", late="30d", **_TEXT),
    )


@pytest.fixture
async def database(postgresql_database_url: str) -> AsyncIterator[Database]:
    """Asha, whose birthday it is in May, with an appointment in ten days."""
    database = Database(postgresql_database_url, Bells())
    async with database.write() as session:
        session.add(Buyer(id=1, external_id="C-1", created_at=NOW))
        await session.flush()
        asha: dict[str, Any] = {"id": 1, "telegram_id": 101, "first_name": "Asha", "full_name": "Asha", "buyer_id": 1}
        session.add(Customer(**asha, birth_month=5, birth_day=3, created_at=NOW))
        await session.flush()
        session.add(Appointment(external_id="A-1", buyer_id=1, starts_at=NOW + 10 * DAY, place="Harbour"))
    await _replan_all(database, _house())
    yield database
    await database.close()


async def _replan_all(database: Database, house: House) -> None:
    going_on = True
    while going_on:
        async with database.write() as session:
            going_on = await planning.replan_chunk(Turn(session, NOW, house))


async def _plan(database: Database) -> dict[str, datetime]:
    async with database.read() as session:
        return {row.rule: row.due_at for row in (await session.execute(select(PlanRow))).scalars()}


async def test_what_another_planned_meanwhile_stays(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between what she tells and what we plan of it, the shop moves her appointment."""
    read = people.known

    async def known_and_then(turn: Turn, customer_ids: Sequence[int]) -> Any:
        found = await read(turn, customer_ids)
        monkeypatch.setattr(planning, "known", read)
        async with database.write() as session:
            await _move_her_appointment(Turn(session, NOW, _house()))
        return found

    monkeypatch.setattr(planning, "known", known_and_then)
    async with database.write() as session:
        asha = await customers.by_id(session, 1, lock=True)
        assert asha is not None
        asha.birth_day = 20
        await planning.replan(Turn(session, NOW, _house()), asha)
    plan = await _plan(database)
    assert plan["birthday"].day == 20
    assert plan["appointment"] == NOW + 4 * DAY


async def _move_her_appointment(turn: Turn) -> None:
    appointment = (await turn.session.execute(select(Appointment))).scalar_one()
    appointment.starts_at = NOW + 5 * DAY
    asha = await customers.by_id(turn.session, 1)
    assert asha is not None
    await planning.replan(turn, asha)


async def test_everybody_is_planned_with_what_is_under_way(database: Database) -> None:
    """Her appointment is moved while a changed rule has everybody planned anew."""
    async with database.write() as session:
        await customers.by_id(session, 1, lock=True)
        await _move_her_appointment(Turn(session, NOW, _house()))
        everybody = asyncio.get_running_loop().create_task(_replan_all(database, _house("2d")))
        await _until(lambda: _blocked(database))
    await everybody
    assert (await _plan(database))["appointment"] == NOW + 3 * DAY


async def test_of_two_tills_neither_forgets_what_the_other_sold(database: Database) -> None:
    """What was sold first is serviced first, also where the till that sold it later is heard last."""
    async with database.write() as session:
        session.add_all(Product(external_id=name, name=name, service_days=30) for name in ("Pot", "Kettle"))
    async with database.write() as session:
        await _rung_up(session, "Pot", NOW - 10 * DAY)
        other = asyncio.get_running_loop().create_task(_ring_up(database, "Kettle", NOW))
        await _until(lambda: _blocked(database))
    await other
    assert (await _plan(database))["service"] == NOW + 20 * DAY


async def _ring_up(database: Database, product: str, at: datetime) -> None:
    async with database.write() as session:
        await _rung_up(session, product, at)


async def _rung_up(session: AsyncSession, product: str, at: datetime) -> None:
    sold = {
        "id": product,
        "customer": "C-1",
        "at": f"{at:%Y-%m-%d %H:%M}",
        "amount": "9",
        "currency": "USD",
        "product": product,
    }
    await ring_up(Turn(session, NOW, _house()), KINDS["purchases"], [sold], Call(product, product.encode()))


async def _blocked(database: Database) -> bool:
    async with database.read() as session:
        return bool((await session.execute(_BLOCKED)).scalar_one())


async def _until(holds: Callable[[], Any]) -> None:
    async with asyncio.timeout(20):
        while not await holds():  # noqa: ASYNC110 - what is waited for happens in the database
            await asyncio.sleep(0.01)
