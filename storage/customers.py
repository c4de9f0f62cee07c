"""Queries on customers and their conversations."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Conversation, Customer


async def by_telegram_id(session: AsyncSession, telegram_id: int, *, lock: bool = False) -> Customer | None:
    wanted = select(Customer).where(Customer.telegram_id == telegram_id)
    return (await session.execute(wanted.with_for_update() if lock else wanted)).scalar_one_or_none()


async def by_id(session: AsyncSession, customer_id: int, *, lock: bool = False) -> Customer | None:
    return await session.get(Customer, customer_id, with_for_update=lock or None)


async def by_topic(session: AsyncSession, chat_id: int, topic_id: int) -> Customer | None:
    """Return the customer whose staff topic this is."""
    wanted = select(Customer).where(Customer.topic_chat_id == chat_id, Customer.topic_id == topic_id)
    return (await session.execute(wanted)).scalars().first()


async def conversation(session: AsyncSession, customer_id: int) -> Conversation:
    """Return where the conversation with this customer stands; a new one is begun if there is none."""
    found = await session.get(Conversation, customer_id)
    if found is None:
        found = Conversation(customer_id=customer_id)
        session.add(found)
        await session.flush()
    return found


async def after(session: AsyncSession, customer_id: int, limit: int) -> list[Customer]:
    """Return up to `limit` customers with an id above `customer_id`, in order: for work done in chunks."""
    wanted = select(Customer).where(Customer.id > customer_id).order_by(Customer.id).limit(limit)  # type: ignore[operator,arg-type]
    return list((await session.execute(wanted)).scalars())
