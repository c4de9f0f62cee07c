"""Everything that is sealed, wherever it is: to be sealed anew under another key."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.sealing import CannotOpen, Vault
from storage.tables import Buyer, Forgotten, Profile

TABLES: Sequence[tuple[Any, Any]] = ((Buyer, Buyer.id), (Profile, Profile.customer_id))
_FIELDS = ("phone_sealed", "email_sealed", "address_sealed")


def _any_sealed(table: type[Any]) -> Any:
    return or_(*(getattr(table, name).is_not(None) for name in _FIELDS))


async def example(session: AsyncSession) -> str | None:
    """Return something sealed, if there is anything."""
    for table, _ in TABLES:
        row = (await session.execute(select(table).where(_any_sealed(table)).limit(1))).scalar()
        if row is not None:
            sealed: str = next(value for name in _FIELDS if (value := getattr(row, name)) is not None)
            return sealed
    return None


async def seal_anew(session: AsyncSession, vault: Vault, place: int, after: int, limit: int) -> tuple[int | None, int]:
    """Seal up to `limit` rows of `TABLES[place]` under the first key, from the row after `after` on.

    Returns the last row gone over, None at the end; and how many of them no key opens.
    """
    table, key = TABLES[place]
    wanted = select(table).where(_any_sealed(table), col(key) > after).order_by(col(key)).limit(limit)
    rows = list((await session.execute(wanted.with_for_update())).scalars())
    lost = 0
    for row in rows:
        try:
            opened = {name: vault.open(value) for name in _FIELDS if (value := getattr(row, name)) is not None}
        except CannotOpen:
            lost += 1
            continue
        for name, value in opened.items():
            setattr(row, name, vault.seal(value))
        if (phone := opened.get("phone_sealed")) is not None:
            row.phone_mark = vault.mark(phone)
    return (getattr(rows[-1], key.key) if rows else None), lost


async def forgotten(session: AsyncSession) -> int:
    """Return how many were forgotten: they are known by marks under the key of that day, which nothing renews."""
    return (await session.execute(select(func.count()).select_from(Forgotten))).scalar_one()
