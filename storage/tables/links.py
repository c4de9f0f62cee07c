"""Links that bring people here: an invitation to who is in the shop's books, a recommendation by a customer."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import NEVER_REUSED, ROW_ID


class Invitation(SQLModel, table=True):
    """A link that makes whoever opens it first on Telegram the buyer it was made for. Times in UTC."""

    __tablename__ = "invitation"
    __table_args__ = (NEVER_REUSED,)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    buyer_id: int = Field(sa_type=ROW_ID, foreign_key="buyer.id", ondelete="CASCADE")
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    used_by: int | None = Field(default=None, sa_type=ROW_ID, foreign_key="customer.id", ondelete="SET NULL")


class Referral(SQLModel, table=True):
    """Somebody came because a customer recommended us. Each newcomer counts once. Times in UTC."""

    __tablename__ = "referral"
    __table_args__ = (Index("ix_referral_referrer", "referrer_id"), NEVER_REUSED)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    referrer_id: int = Field(sa_type=ROW_ID, foreign_key="customer.id", ondelete="CASCADE")
    referred_id: int = Field(sa_type=ROW_ID, foreign_key="customer.id", ondelete="CASCADE", unique=True)
    at: datetime
    rewarded_at: datetime | None = None
