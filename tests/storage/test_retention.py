"""What was kept long enough goes, a kind at a time; what is still needed stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from storage import retention
from storage.database import Database
from storage.tables import (
    ApiCall,
    Buyer,
    Customer,
    ImportRun,
    Invitation,
    OutboxRow,
    OutboxState,
    Priority,
    ProfileLook,
    ReviewItem,
    ReviewState,
    ReviewWhy,
    SendKind,
    StaffTask,
)
from tests.storage.rows import NOW

DAY = timedelta(days=1)


def _rows(kind: str, at: datetime, of: dict[str, int]) -> tuple[Any, ...]:
    """Return a row that was done with at that moment, and one that is still needed."""
    customer, buyer = of["customer"], of["buyer"]
    task: dict[str, Any] = {"what": "health", "given_at": at, "due_at": at}
    review: dict[str, Any] = {"at": at, "language": "en", "text": "a", "why": ReviewWhy.unsure, "decided_at": at}
    pairs: dict[str, tuple[Any, ...]] = {
        "calls": (
            ApiCall(key="a", digest="b", answer={}, at=at),
            ApiCall(key="b", digest="b", answer={}, at=at + DAY),
        ),
        "looks": tuple(
            ProfileLook(customer_id=customer, at=when, by_id=1, by="Mira", what="page") for when in (at, at + DAY)
        ),
        "tasks": (StaffTask(key="a", done_at=at, **task), StaffTask(key="b", **task)),
        "invitations": (
            Invitation(buyer_id=buyer, made_at=at - DAY, expires_at=at),
            Invitation(buyer_id=buyer, made_at=at - DAY, expires_at=at + DAY),
        ),
        "imports": tuple(ImportRun(kind="orders", file="o.csv", started_at=when) for when in (at, at + DAY)),
        "reviews": (
            ReviewItem(state=ReviewState.rejected, **review),
            ReviewItem(state=ReviewState.accepted, **review),
        ),
    }
    return pairs[kind]


async def _somebody(database: Database) -> dict[str, int]:
    async with database.write() as session:
        buyer = Buyer(external_id="C-1", created_at=NOW)
        customer = Customer(telegram_id=1, first_name="A", full_name="A", created_at=NOW)
        session.add_all([buyer, customer])
        await session.flush()
        return {"buyer": buyer.id or 0, "customer": customer.id or 0}


@pytest.mark.parametrize("kind", ["calls", "looks", "tasks", "invitations", "imports", "reviews"])
async def test_what_is_old_goes_and_what_is_needed_stays(database: Database, kind: str) -> None:
    old, needed = _rows(kind, NOW, await _somebody(database))
    async with database.write() as session:
        session.add_all([old, needed])
    async with database.write() as session:
        assert await retention.forget(session, kind, NOW, 10) == 0
        assert await retention.forget(session, kind, NOW + timedelta(seconds=1), 10) == 1
    async with database.read() as session:
        (left,) = (await session.execute(select(type(needed)))).scalars()
    assert left.model_dump() == needed.model_dump()


def _told(state: OutboxState, ended_at: datetime | None) -> OutboxRow:
    return OutboxRow(
        chat_id=1,
        method="sendMessage",
        payload={"text": "Good morning"},
        kind=SendKind.REPLY,
        priority=Priority.REPLY,
        state=state,
        result_id=7,
        created_at=NOW - DAY,
        not_before=NOW - DAY,
        ended_at=ended_at,
    )


async def test_the_words_of_a_message_go_and_that_it_was_sent_stays(database: Database) -> None:
    async with database.write() as session:
        session.add_all(
            [
                *(_told(OutboxState.SENT, NOW) for _ in range(3)),
                _told(OutboxState.SENT, NOW + DAY),
                _told(OutboxState.QUEUED, None),
            ]
        )
    async with database.write() as session:
        before = NOW + timedelta(seconds=1)
        last = await retention.forget_words(session, before, 0, 2)
        assert last is not None
        assert await retention.forget_words(session, before, last, 2) is not None
        assert await retention.forget_words(session, before, 0, 2) is None
    async with database.read() as session:
        rows = list((await session.execute(select(OutboxRow).order_by(col(OutboxRow.id)))).scalars())
    assert [bool(row.payload) for row in rows] == [False, False, False, True, True]
    assert all(row.result_id == 7 for row in rows)
