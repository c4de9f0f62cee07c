"""Queries on customers and their conversations."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Conversation, Customer, TouchPoint


async def by_telegram_id(session: AsyncSession, telegram_id: int, *, lock: bool = False) -> Customer | None:
    wanted = select(Customer).where(col(Customer.telegram_id) == telegram_id)
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return (await session.execute(wanted)).scalar_one_or_none()


async def by_id(session: AsyncSession, customer_id: int, *, lock: bool = False) -> Customer | None:
    """Return the customer; locked, they are read as they are now, whatever this session knew of them."""
    return await session.get(Customer, customer_id, with_for_update=lock or None, populate_existing=lock)


async def by_ids(session: AsyncSession, customer_ids: Collection[int]) -> dict[int, Customer]:
    wanted = select(Customer).where(col(Customer.id).in_(list(customer_ids)))
    return {customer.id or 0: customer for customer in (await session.execute(wanted)).scalars()}


async def of_buyers(session: AsyncSession, buyer_ids: Collection[int], *, lock: bool = False) -> list[Customer]:
    """Return who is here of these buyers."""
    wanted = select(Customer).where(col(Customer.buyer_id).in_(list(buyer_ids))).order_by(col(Customer.id))
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return list((await session.execute(wanted)).scalars())


async def those_free(session: AsyncSession, customer_ids: Sequence[int]) -> list[Customer]:
    """Return these customers, locked, in this order, without those whom another transaction has in hand."""
    wanted = select(Customer).where(col(Customer.id).in_(customer_ids)).with_for_update(skip_locked=True)
    found = (await session.execute(wanted.execution_options(populate_existing=True))).scalars()
    place = {customer_id: number for number, customer_id in enumerate(customer_ids)}
    return sorted(found, key=lambda one: place[one.id or 0])


async def if_free(session: AsyncSession, customer_id: int) -> Customer | None:
    """Return the customer, locked; None if another transaction has them in hand."""
    return await session.get(Customer, customer_id, with_for_update={"skip_locked": True}, populate_existing=True)


async def held_until(session: AsyncSession, now: datetime, limit: int) -> list[int]:
    """Return up to `limit` customers for whom the bot was silent until before now."""
    over = select(col(Conversation.customer_id)).where(col(Conversation.human_until) < now)
    return list((await session.execute(over.order_by(col(Conversation.human_until)).limit(limit))).scalars())


async def by_topic(session: AsyncSession, chat_id: int, topic_id: int) -> Customer | None:
    """Return the customer whose staff topic this is."""
    wanted = select(Customer).where(col(Customer.topic_chat_id) == chat_id, col(Customer.topic_id) == topic_id)
    return (await session.execute(wanted)).scalars().first()


async def gone(session: AsyncSession, telegram_ids: Collection[int]) -> set[int]:
    """Return those of these people who have stopped the bot."""
    if not telegram_ids:
        return set()
    wanted = select(col(Customer.telegram_id)).where(
        col(Customer.telegram_id).in_(list(telegram_ids)), col(Customer.blocked_at).is_not(None)
    )
    return set((await session.execute(wanted)).scalars())


async def conversation(session: AsyncSession, customer_id: int) -> Conversation:
    """Return where the conversation with this customer stands; a new one is begun if there is none."""
    found = await session.get(Conversation, customer_id)
    if found is None:
        found = Conversation(customer_id=customer_id)
        session.add(found)
        await session.flush()
    return found


async def ids_after(session: AsyncSession, customer_id: int, limit: int, *, lock: bool = False) -> list[int]:
    """Return, in order, up to `limit` ids of customers above `customer_id`."""
    wanted = select(col(Customer.id)).where(col(Customer.id) > customer_id).order_by(col(Customer.id)).limit(limit)
    found = await session.execute(wanted.with_for_update() if lock else wanted)
    return [one or 0 for one in found.scalars()]


async def gather(session: AsyncSession, gatherings: Mapping[int, str | None]) -> None:
    """Note, by the customer's id, whom these keep festivals with. A customer who was read before is not told."""
    if gatherings:
        rows = [{"customer": customer, "keeps_with": key} for customer, key in gatherings.items()]
        noted = update(Customer).where(col(Customer.id) == bindparam("customer"))
        await (await session.connection()).execute(noted.values(gathering=bindparam("keeps_with")), rows)


async def touch_points(session: AsyncSession, customer_id: int, limit: int) -> list[TouchPoint]:
    """Return the last contacts that were made elsewhere, the oldest of them first."""
    wanted = select(TouchPoint).where(col(TouchPoint.customer_id) == customer_id)
    latest = (await session.execute(wanted.order_by(col(TouchPoint.at).desc()).limit(limit))).scalars()
    return list(latest)[::-1]


async def how_many(session: AsyncSession) -> int:
    return int((await session.execute(select(func.count()).select_from(Customer))).scalar_one())
