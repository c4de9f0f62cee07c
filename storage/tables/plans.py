"""The plan (the next due moment per rule: a customer's, or of all who keep a feast) and the touches that came of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import NEVER_REUSED, ROW_ID, words


class PlanRow(SQLModel, table=True):
    """The next time one rule looks at one customer. At most one row for the two."""

    __tablename__ = "plan"
    __table_args__ = (
        UniqueConstraint("customer_id", "rule", name="uq_plan_customer_rule"),
        Index("ix_plan_due", "due_at"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    customer_id: int = Field(sa_type=ROW_ID, foreign_key="customer.id", ondelete="CASCADE")
    rule: str = Field(max_length=60)
    occasion: str = Field(max_length=60)
    occasion_at: datetime
    due_at: datetime


class FeastRow(SQLModel, table=True):
    """The next feast on which one rule greets all who gather for it: one row, however many they are.

    `due_at` is its moment. `reached` is the last customer who was looked at, by id, once it began: the rest follow.
    """

    __tablename__ = "feast"
    __table_args__ = (
        UniqueConstraint("gathering", "rule", name="uq_feast_gathering_rule"),
        Index("ix_feast_due", "due_at"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    gathering: str
    rule: str = Field(max_length=60)
    occasion: str = Field(max_length=60)
    due_at: datetime
    reached: int = Field(default=0, sa_type=ROW_ID)


class TouchOutcome(StrEnum):
    SENT = "sent"
    WITHHELD = "withheld"


class Touch(SQLModel, table=True):
    """What was decided for one occasion of one rule for one customer: once, for good, with its reasons."""

    __tablename__ = "touch"
    __table_args__ = (
        UniqueConstraint("customer_id", "rule", "occasion", name="uq_touch_occasion"),
        Index("ix_touch_customer_at", "customer_id", "decided_at"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    customer_id: int = Field(sa_type=ROW_ID, foreign_key="customer.id", ondelete="CASCADE")
    rule: str = Field(max_length=60)
    occasion: str = Field(max_length=60)
    outcome: TouchOutcome = Field(sa_type=words(TouchOutcome))
    reasons: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    decided_at: datetime
    outbox_id: int | None = Field(default=None, sa_type=BigInteger)
