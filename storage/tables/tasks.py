"""What people of the staff are to do of their own, beside the cases."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import NEVER_REUSED, ROW_ID


class StaffTask(SQLModel, table=True):
    """Something the staff are to do about a customer. `key` keeps it from being given twice. Times in UTC."""

    __tablename__ = "staff_task"
    __table_args__ = (Index("ix_staff_task_open", "done_at", "due_at"), NEVER_REUSED)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    buyer_id: int | None = Field(default=None, sa_type=ROW_ID, foreign_key="buyer.id", ondelete="CASCADE")
    customer_id: int | None = Field(default=None, sa_type=ROW_ID, foreign_key="customer.id", ondelete="CASCADE")
    key: str = Field(max_length=80, unique=True)
    what: str = Field(max_length=24)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    given_at: datetime
    due_at: datetime
    done_at: datetime | None = None
    done_by: str | None = None
    outcome: str | None = None
