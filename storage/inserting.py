"""Inserts in either database's own form: what happens when the row is there already, and ids known beforehand."""

from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession


def insert_into(session: AsyncSession, table: Any) -> Any:
    return (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(table)


async def take_ids(session: AsyncSession, table: Any, count: int) -> list[int]:
    """Take the next ids of a table, in order, for rows that this transaction then writes with them.

    To be told the id of each row that it wrote itself, SQLite has to be given one row at a time. While we write nobody
    else does: its next ids are ours.
    """
    connection, name = await session.connection(), table.__tablename__
    if connection.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(f'"{name}"', "id")
        taken = select(func.nextval(sequence)).select_from(func.generate_series(1, count))
        return sorted((await connection.execute(taken)).scalars())
    given = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    last: int = (await connection.execute(given, {"name": name})).scalar() or 0
    return list(range(last + 1, last + 1 + count))
