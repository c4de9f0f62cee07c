"""A table's rows as lines of JSON, and back: the same from SQLite and PostgreSQL."""

import base64
import io
import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime
from typing import IO, Any

from sqlalchemy import JSON, Column, Date, DateTime, LargeBinary, MetaData, Table, bindparam, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

_AT_ONCE = 1000  # rows
_KEPT_APART = frozenset({"alembic_version", "sqlite_sequence"})


def tables_of(connection: Connection) -> list[Table]:
    """Return the tables as they are, each after those it points to."""
    found = MetaData()
    found.reflect(connection)
    tables = [table for table in found.sorted_tables if table.name not in _KEPT_APART]
    for column in (column for table in tables for column in table.columns):
        if isinstance(column.type, JSON):
            column.type.none_as_null = True
    return tables


async def lines_of(connection: AsyncConnection, table: Table) -> AsyncIterator[bytes]:
    result = await connection.stream(select(table).order_by(*table.primary_key.columns))
    async for rows in result.partitions(_AT_ONCE):
        for row in rows:
            kept = {column.name: _kept(value) for column, value in zip(table.columns, row, strict=True)}
            yield json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _kept(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def _taken_out(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    return base64.b64decode(value) if isinstance(column.type, LargeBinary) else value


async def fill(connection: AsyncConnection, table: Table, lines: IO[bytes]) -> int:
    """Put the rows in and return how many. What points within the table is set once all are there."""
    within = [column for column in table.columns if any(key.column.table is table for key in column.foreign_keys)]
    pointing: list[dict[str, Any]] = []
    taken = 0
    for rows in _chunks(table, lines):
        for row in rows:
            if any(row[column.name] is not None for column in within):
                pointing.append({f"own_{table.primary_key.columns[0].name}": row["id"]})
                pointing[-1] |= {f"to_{column.name}": row[column.name] for column in within}
                row |= {column.name: None for column in within}
        await connection.execute(insert(table), rows)
        taken += len(rows)
    if pointing:
        change = update(table).where(table.c.id == bindparam("own_id"))
        await connection.execute(change.values({column: bindparam(f"to_{column.name}") for column in within}), pointing)
    return taken


def _chunks(table: Table, lines: IO[bytes]) -> Iterator[list[dict[str, Any]]]:
    rows = []
    for line in io.TextIOWrapper(lines, "utf-8", newline="\n"):
        said = json.loads(line)
        rows.append({column.name: _taken_out(column, said[column.name]) for column in table.columns})
        if len(rows) == _AT_ONCE:
            yield rows
            rows = []
    if rows:
        yield rows
