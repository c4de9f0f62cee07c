"""Queries on which message was carried on by which row."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import MessagePair


async def put(session: AsyncSession, pair: MessagePair) -> None:
    """Keep the pair; a message that is carried again is paired with what carried it last."""
    await session.merge(pair)


async def of_message(session: AsyncSession, chat_id: int, message_id: int) -> MessagePair | None:
    return await session.get(MessagePair, (chat_id, message_id))


async def of_row(session: AsyncSession, row_id: int) -> MessagePair | None:
    """Return the last message that this row carried, if it carried any."""
    wanted = select(MessagePair).where(col(MessagePair.row_id) == row_id)
    return (await session.execute(wanted.order_by(col(MessagePair.message_id).desc()))).scalars().first()
