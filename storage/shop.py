"""Rows of the shop: taken over by their external id, and found again for the customers they are of."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col

from storage.inserting import insert_into
from storage.tables import Buyer

_KEY = "external_id"
_ONLY_AT_FIRST = frozenset({_KEY, "created_at"})


async def upsert(session: AsyncSession, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows, or change those that are there by their external id, in one statement for all.

    All rows name the same columns. An id that comes twice keeps what came last.
    """
    if not rows:
        return
    last = {row[_KEY]: row for row in rows}
    statement = insert_into(session, table)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in _ONLY_AT_FIRST}
    put = statement.on_conflict_do_update(index_elements=[_KEY], set_=changed)
    await (await session.connection()).execute(put, list(last.values()))


async def known(session: AsyncSession, table: type[Any], external_ids: Collection[str]) -> set[str]:
    """Return those of these ids that are there."""
    wanted = select(table.external_id).where(table.external_id.in_(list(external_ids)))
    return set((await session.execute(wanted)).scalars())


async def buyers(session: AsyncSession, external_ids: Collection[str]) -> dict[str, int]:
    """Return the rows' ids of the buyers with these ids of the shop."""
    wanted = select(col(Buyer.external_id), col(Buyer.id)).where(col(Buyer.external_id).in_(list(external_ids)))
    return {external: own for external, own in await session.execute(wanted) if external is not None and own}
