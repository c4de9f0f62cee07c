"""Queries on the products that the shop sells."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Product


async def by_external_id(session: AsyncSession, external_id: str) -> Product | None:
    return (await session.execute(select(Product).where(col(Product.external_id) == external_id))).scalar_one_or_none()


async def by_name(session: AsyncSession, name: str) -> Product | None:
    """Return the product that is called so, the one that came first if several are."""
    wanted = select(Product).where(col(Product.name) == name).order_by(col(Product.id)).limit(1)
    return (await session.execute(wanted)).scalar_one_or_none()


async def names(session: AsyncSession) -> list[str]:
    """Return what the products are called."""
    return list((await session.execute(select(col(Product.name)).order_by(col(Product.name)))).scalars())
