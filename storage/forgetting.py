"""Remove a person from every table, and find all that is held of one."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.inserting import insert_into
from storage.tables import (
    Appointment,
    Bill,
    Buyer,
    BuyerStanding,
    CareCase,
    CaseEvent,
    ConsentNote,
    Customer,
    Forgotten,
    Gesture,
    InboxRow,
    InboxState,
    Invitation,
    OutboxRow,
    OutboxState,
    Profile,
    ProfileLook,
    Purchase,
    Referral,
    ReviewItem,
    ShopOrder,
    StaffTask,
    StandingChange,
    SurveyRun,
    Touch,
    TouchPoint,
)

_OF_CUSTOMERS: tuple[type[Any], ...] = (
    CareCase, ConsentNote, Profile, ProfileLook, ReviewItem, StaffTask, SurveyRun, Touch, TouchPoint,
)  # fmt: skip
_OF_CASES: tuple[type[Any], ...] = (CaseEvent, Gesture)
_OF_BUYERS: tuple[type[Any], ...] = (
    Appointment, Bill, BuyerStanding, Invitation, Purchase, ShopOrder, StandingChange,
)  # fmt: skip
_GONE = "forgotten"
KEPT_BY_LAW = (Purchase, Bill)
"""What a company has to keep of a sale, for years: the sums and the days. Whose they were is removed."""


async def messages_of(session: AsyncSession, customer: Customer) -> list[OutboxRow]:
    """Return all that was written to the customer or about them, in order."""
    theirs = or_(col(OutboxRow.customer_id) == customer.id, col(OutboxRow.chat_id) == customer.telegram_id)
    return list((await session.execute(select(OutboxRow).where(theirs).order_by(col(OutboxRow.id)))).scalars())


async def heard_of(session: AsyncSession, lane: str) -> list[InboxRow]:
    """Return what was heard in the customer's lane and is kept still, in order."""
    wanted = select(InboxRow).where(col(InboxRow.lane) == lane).order_by(col(InboxRow.id))
    return list((await session.execute(wanted)).scalars())


async def everything_of(session: AsyncSession, customer: Customer) -> dict[str, list[dict[str, Any]]]:
    """Return every row held of the customer and of their record in the shop's books, by table."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in _OF_CUSTOMERS:
        found[_name(table)] = await _rows(session, table, "customer_id", [customer.id])
    case_ids = [row["id"] for row in found[_name(CareCase)]]
    for table in _OF_CASES:
        found[_name(table)] = await _rows(session, table, "case_id", case_ids)
    found[_name(Referral)] = await _rows(session, Referral, "referrer_id", [customer.id])
    found["buyer"] = await _rows(session, Buyer, "id", [customer.buyer_id])
    for table in _OF_BUYERS:
        found[_name(table)] = await _rows(session, table, "buyer_id", [customer.buyer_id])
    return found


async def remove(session: AsyncSession, customer: Customer, lane: str, group: int | None) -> None:
    """Delete the customer with all that hangs on them, and everything heard from them and written to them.

    Rows of the inbox stay, empty: they say that an update was handled, and one that comes again is still known. So do
    those of General, where staff may have answered or pressed something that quoted them.
    """
    rows = await messages_of(session, customer)
    await session.execute(delete(OutboxRow).where(col(OutboxRow.id).in_([row.id for row in rows])))
    handled = col(InboxRow.state) != InboxState.WAITING
    empty = update(InboxRow).where(handled).execution_options(synchronize_session=False)
    await session.execute(empty.where(col(InboxRow.lane) == lane).values(payload="{}", fault=None, lane=_GONE))
    await session.execute(empty.where(col(InboxRow.lane) == f"group {group}").values(payload="{}"))
    await session.execute(delete(Customer).where(col(Customer.id) == customer.id))
    session.expunge(customer)


async def remove_buyer(session: AsyncSession, buyer: Buyer) -> None:
    """Take the person out of their record; without sales that the law wants kept, the record goes too."""
    for table in _OF_BUYERS:
        if table not in KEPT_BY_LAW:
            await session.execute(delete(table).where(table.buyer_id == buyer.id))
    await session.execute(delete(StaffTask).where(col(StaffTask.buyer_id) == buyer.id))
    kept = [await _rows(session, table, "buyer_id", [buyer.id], limit=1) for table in KEPT_BY_LAW]
    if not any(kept):
        await session.delete(buyer)
        await session.flush()
        return
    created_at, kind = buyer.created_at, buyer.kind
    empty = Buyer(id=buyer.id, kind=kind, created_at=created_at)
    for name in Buyer.model_fields:
        setattr(buyer, name, getattr(empty, name))
    await session.flush()


async def mark(session: AsyncSession, marks: Collection[str], now: datetime) -> None:
    """Note that whoever has one of these marks asked to be forgotten."""
    for one in marks:
        put = insert_into(session, Forgotten).values(mark=one, at=now)
        await session.execute(put.on_conflict_do_nothing())


async def marked(session: AsyncSession, marks: Collection[str]) -> set[str]:
    """Return those of these marks that were forgotten."""
    wanted = select(col(Forgotten.mark)).where(col(Forgotten.mark).in_(list(marks)))
    return set((await session.execute(wanted)).scalars())


def in_general(rows: Sequence[OutboxRow], group: int | None) -> list[int]:
    """Return the messages about somebody that stand in the group outside a topic."""
    return [
        row.result_id
        for row in rows
        if row.chat_id == group
        and row.state == OutboxState.SENT
        and row.result_id is not None
        and row.method in ("sendMessage", "copyMessage")
        and "message_thread_id" not in row.payload
        and row.needs_field != "message_thread_id"
    ]


async def _rows(
    session: AsyncSession, table: type[Any], column: str, ids: Collection[int | None], limit: int | None = None
) -> list[dict[str, Any]]:
    if not ids or ids == [None]:
        return []
    wanted = select(table).where(getattr(table, column).in_(list(ids))).order_by(*table.__table__.primary_key.columns)
    found = (await session.execute(wanted.limit(limit) if limit else wanted)).scalars()
    return [row.model_dump(mode="json") for row in found]


def _name(table: type[Any]) -> str:
    return str(table.__tablename__)
