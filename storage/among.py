"""Thousands of values in one parameter, in either database's own form: a parameter each takes longer than the query."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, String, any_, column, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped


def among(session: AsyncSession, text: Mapped[Any], values: Collection[str]) -> ColumnElement[bool]:
    """Return that this column of text holds one of the values."""
    if session.get_bind().dialect.name == "postgresql":
        return text == any_(literal(list(values), ARRAY(String)))
    each = func.json_each(json.dumps(list(values))).table_valued(column("value", String))
    return text.in_(select(each.c.value))
