"""Thousands of values in one parameter, in either database's own form: a parameter each takes longer than the query."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, String, any_, bindparam, column, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Boolean, TypeDecorator, TypeEngine


def among(session: AsyncSession, text: Mapped[Any], values: Collection[str]) -> ColumnElement[bool]:
    """Return that this column of text holds one of the values."""
    if session.get_bind().dialect.name == "postgresql":
        return text == any_(literal(list(values), ARRAY(String)))
    each = func.json_each(json.dumps(list(values))).table_valued(column("value", String))
    return text.in_(select(each.c.value))


def among_ids(number: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return that this column holds one of the numbers bound as `ids`, in a statement that is built once for all."""
    return _Among(number, bindparam("ids", type_=_Numbers()))


class _Numbers(TypeDecorator[Collection[int]]):
    """An array on PostgreSQL, a list in JSON on SQLite."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(BigInteger()) if dialect.name == "postgresql" else String())

    def process_bind_param(self, value: Collection[int] | None, dialect: Dialect) -> Any:
        numbers = list(value or ())
        return numbers if dialect.name == "postgresql" else json.dumps(numbers)


class _Among(FunctionElement[bool]):
    """Compiled into each database's own form."""

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> "_Among":  # noqa: ARG002
        """It is true or false by itself: compared with 1, as SQLite's booleans are, it would be found by no index."""
        return self


@compiles(_Among, "postgresql")
def _in_array(element: _Among, compiler: SQLCompiler, **named: Any) -> str:
    number, ids = element.clauses
    return compiler.process(number == any_(ids), **named)


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: SQLCompiler, **named: Any) -> str:
    number, ids = element.clauses
    each = func.json_each(ids).table_valued(column("value", Integer))
    return compiler.process(number.in_(select(each.c.value)), **named)
