"""Gestures of goodwill: what was granted to whom, by whom."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import NEVER_REUSED, ROW_ID, words


class GestureState(StrEnum):
    asked = "asked"
    granted = "granted"
    refused = "refused"


class Gesture(SQLModel, table=True):
    """A gesture from the rule book, by its name there, granted at once or asked of a lead. Times in UTC."""

    __tablename__ = "gesture"
    __table_args__ = (Index("ix_gesture_case", "case_id"), NEVER_REUSED)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    case_id: int = Field(sa_type=ROW_ID, foreign_key="care_case.id", ondelete="CASCADE")
    name: str = Field(max_length=40)
    state: GestureState = Field(sa_type=words(GestureState))
    asked_by_id: int = Field(sa_type=BigInteger)
    asked_by: str
    asked_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
