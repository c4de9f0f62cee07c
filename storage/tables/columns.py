"""Column types that several tables share."""

from enum import Enum

from sqlalchemy import BigInteger, Integer
from sqlalchemy import Enum as SqlEnum

ROW_ID = BigInteger().with_variant(Integer(), "sqlite")
"""A row's own id: 64 bits. SQLite numbers rows by itself only where the type is spelled INTEGER."""

NEVER_REUSED = {"sqlite_autoincrement": True}
"""Table arguments: the id of a deleted row is never given to another (PostgreSQL's sequences do that anyway)."""


def words(kind: type[Enum], length: int = 24) -> SqlEnum:
    """Return a column type that keeps an enum by its value, as text, the same on both databases."""
    return SqlEnum(kind, native_enum=False, length=length, values_callable=lambda members: [m.value for m in members])
