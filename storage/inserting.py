"""Inserts in either database's own form: what happens when the row is there already, and ids known beforehand."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession


def insert_into(session: AsyncSession, table: Any) -> Any:
    return _insert(session.get_bind().dialect.name, table)


def _insert(dialect: str, table: Any) -> Any:
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


async def put_rows(
    session: AsyncSession,
    table: Any,
    rows: Sequence[Mapping[str, Any]],
    key: tuple[str, ...],
    changing: tuple[str, ...],
) -> None:
    """Insert the rows, told as columns by name; where one of the same key is there, change these columns of it."""
    if rows:
        statement = _putting(session.get_bind().dialect.name, table, key, changing)
        await (await session.connection()).execute(statement, list(rows))


@lru_cache(maxsize=100)  # to build one takes as long as to write a row
def _putting(dialect: str, table: Any, key: tuple[str, ...], changing: tuple[str, ...]) -> Any:
    statement = _insert(dialect, table)
    new = {name: statement.excluded[name] for name in changing}
    return statement.on_conflict_do_update(index_elements=key, set_=new)


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
