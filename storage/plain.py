"""Rows as plain values, for queries that read thousands and change none: objects would take longer than the query."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Select, Table, cast, null, select, text, type_coerce
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import TypeDecorator
from sqlmodel.sql.sqltypes import UTCDateTime

_ANEW, _AS_EVER = (text(f"SET LOCAL plan_cache_mode = {mode}") for mode in ("force_custom_plan", "DEFAULT"))


@asynccontextmanager
async def by_tables_as_they_are(session: AsyncSession) -> AsyncIterator[None]:
    """Have PostgreSQL think anew, for a while, how it comes by the rows of each statement: tables grow just now.

    What it once thought of a statement it keeps. Tables that were empty then would be gone through from end to end.
    """
    if not _is_postgresql(session):
        yield
        return
    await session.execute(_ANEW)
    yield
    await session.execute(_AS_EVER)


async def have_it_counted(session: AsyncSession, model: type[Any]) -> None:
    """Let PostgreSQL know at once how much is in this table now; it would find out within minutes."""
    if _is_postgresql(session):
        await session.execute(text(f'ANALYZE "{table_of(model).name}"'))


def _is_postgresql(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def table_of(model: type[Any]) -> Table:
    found: Table = model.__table__
    return found


def columns_of(model: type[Any], names: Sequence[str]) -> list[Any]:
    """Return these columns, to be selected: moments come in UTC."""
    columns = table_of(model).c
    return [
        type_coerce(columns[name], _Moment()).label(name)
        if isinstance(columns[name].type, UTCDateTime)
        else columns[name]
        for name in names
    ]


def values_of(model: type[Any], names: Sequence[str]) -> Select[Any]:
    """Return the query of these columns, by name."""
    return select(*columns_of(model, names))


def no_moment() -> ColumnElement[Any]:
    """Return the place of a moment that these rows do not have, among rows that do."""
    return type_coerce(cast(null(), DateTime(timezone=True)), _Moment())


class _Moment(TypeDecorator[datetime]):
    """What UTCDateTime keeps, read in one step: PostgreSQL's driver gives UTC as it is, SQLite keeps it as text."""

    impl = UTCDateTime
    cache_ok = True

    def result_processor(self, dialect: Dialect, _coltype: Any) -> Callable[[Any], Any] | None:
        return _from_text if dialect.name == "sqlite" else None


@lru_cache(maxsize=1_000)  # much is planned for the same moments
def _from_text(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(f"{written}+00:00")
