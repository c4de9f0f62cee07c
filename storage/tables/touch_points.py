"""Contacts that were made elsewhere."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from care_rules.cases import Channel
from storage.tables.columns import NEVER_REUSED, ROW_ID, words


class TouchPoint(SQLModel, table=True):
    """A telephone call, an email, a visit: when (UTC), where, what was said, and who wrote it down."""

    __tablename__ = "touch_point"
    __table_args__ = (Index("ix_touch_point_customer", "customer_id", "at"), NEVER_REUSED)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    customer_id: int = Field(sa_type=ROW_ID, foreign_key="customer.id", ondelete="CASCADE")
    at: datetime
    channel: Channel = Field(sa_type=words(Channel))
    what: str
    by: str
