"""Migrations on tables with rows in them, and against the models."""

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, inspect, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel

from care_rules.cases import CaseState, Channel
from care_rules.consent import CareKind
from care_rules.roles import Role
from storage.bells import Bells
from storage.database import Database
from storage.migrate import migrate, newest_revision, present_revision
from storage.tables import (
    ApiCall,
    Appointment,
    Bill,
    Buyer,
    BuyerStanding,
    CaseEvent,
    ConsentNote,
    Conversation,
    FeastRow,
    Forgotten,
    Gesture,
    GestureState,
    HouseNote,
    ImportRun,
    Invitation,
    MessagePair,
    OrderState,
    PointAlert,
    Product,
    Profile,
    ProfileLook,
    Purchase,
    Referral,
    ReviewItem,
    ReviewWhy,
    RosterEntry,
    ServicePoint,
    ShopOrder,
    StaffMember,
    StaffTask,
    StandingChange,
    SurveyRun,
    Touch,
    TouchOutcome,
    TouchPoint,
)
from tests.storage.rows import NOW, a_customer, call, case_of, plan_of, update


async def one_of_each(database: Database) -> None:
    customer_id = await a_customer(database)
    async with database.write() as session:
        case = case_of(customer_id)
        carried = call(customer_id=customer_id)
        point = ServicePoint(name="Harbour", phone="+639171234567", latitude=14.58, longitude=120.98)
        session.add_all([case, carried, point])
        await session.flush()
        session.add_all(
            [
                CaseEvent(case_id=case.id or 0, at=NOW, what="open", actor="customer", to_state=CaseState.new),
                Conversation(customer_id=customer_id, about={"case": 1}),
                ReviewItem(at=NOW, customer_id=customer_id, language="en", text="it stopped", why=ReviewWhy.unsure),
                HouseNote(key="note", value={"one": 1}),
                StaffMember(chat_id=-100, telegram_id=201, name="Mira", status="creator", seen_at=NOW),
                update("1"),
                MessagePair(chat_id=101, message_id=1, row_id=carried.id or 0),
                RosterEntry(telegram_id=201, role=Role.lead),
                TouchPoint(customer_id=customer_id, at=NOW, channel=Channel.phone, what="She called", by="Mira"),
                PointAlert(case_id=case.id or 0, point_id=point.id or 0, alerted_at=NOW),
                Gesture(
                    case_id=case.id or 0,
                    name="voucher",
                    state=GestureState.granted,
                    asked_by_id=201,
                    asked_by="Mira",
                    asked_at=NOW,
                ),
                plan_of(customer_id),
                FeastRow(gathering="UTC diwali", rule="festival", occasion="diwali:2026", due_at=NOW),
            ]
        )
        sent = TouchOutcome.SENT
        touch = Touch(customer_id=customer_id, rule="birthday", occasion="2026", outcome=sent, decided_at=NOW)
        session.add(touch)
        await session.flush()
        session.add(SurveyRun(customer_id=customer_id, touch_id=touch.id or 0, survey="recommend", asked_at=NOW))
        await _of_the_record(session, customer_id)


async def _of_the_record(session: AsyncSession, customer_id: int) -> None:
    buyer = Buyer(external_id="C-1", name="Asha Verma", created_at=NOW)
    session.add(buyer)
    await session.flush()
    of_buyer: dict[str, Any] = {"buyer_id": buyer.id, "external_id": "1"}
    session.add_all(
        [
            BuyerStanding(buyer_id=buyer.id or 0, currency="INR", weighed_at=NOW),
            StandingChange(buyer_id=buyer.id or 0, at=NOW, what="tier", now="gold"),
            Product(external_id="1", name="Nova"),
            Purchase(**of_buyer, at=NOW, amount=49900, currency="INR"),
            ShopOrder(**of_buyer, placed_at=NOW, state=OrderState.placed),
            Bill(**of_buyer, amount=49900, currency="INR", due_on=NOW.date()),
            Appointment(**of_buyer, starts_at=NOW, place="Harbour"),
            Profile(customer_id=customer_id, partner="Ravi"),
            ConsentNote(customer_id=customer_id, at=NOW, kind=CareKind.greetings, granted=True, how="asked"),
            ProfileLook(customer_id=customer_id, at=NOW, by_id=201, by="Mira", what="page"),
            Invitation(buyer_id=buyer.id or 0, made_at=NOW, expires_at=NOW),
            Referral(referrer_id=customer_id, referred_id=customer_id, at=NOW),
            StaffTask(buyer_id=buyer.id, key="health 1", what="health", given_at=NOW, due_at=NOW),
            ImportRun(kind="purchases", file="purchases.csv", started_at=NOW),
            Forgotten(mark="0" * 64, at=NOW),
            ApiCall(key="1", digest="0", answer={}, at=NOW),
        ]
    )


async def _counts(database: Database) -> dict[str, int]:
    async with database.read() as session:
        tables = SQLModel.metadata.sorted_tables
        return {
            table.name: (await session.execute(select(func.count()).select_from(table))).scalar_one()
            for table in tables
        }


async def test_up_down_up_on_tables_with_rows(database: Database) -> None:
    await one_of_each(database)
    assert set((await _counts(database)).values()) == {1}
    assert await present_revision(database.engine) == newest_revision()

    await migrate(database.engine, "base", down=True)
    assert await present_revision(database.engine) is None
    async with database.engine.connect() as connection:
        left = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert set(left) <= {"alembic_version"}

    await migrate(database.engine)
    assert set((await _counts(database)).values()) == {0}
    await one_of_each(database)


async def test_migrating_again_keeps_what_is_there(database: Database) -> None:
    await one_of_each(database)
    await migrate(database.engine)
    assert set((await _counts(database)).values()) == {1}


async def test_the_models_equal_the_migrations(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, SQLModel.metadata))

    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_failed_migration_leaves_nothing(bare_database_url: str) -> None:
    database = Database(bare_database_url, Bells())
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE touch (id INTEGER)")
    with pytest.raises(DBAPIError, match="touch"):
        await migrate(database.engine)
    assert await present_revision(database.engine) is None
    async with database.engine.connect() as connection:
        left = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await database.close()
    assert left == ["touch"]
