"""What a customer told us of themselves, what they agreed to, and who of the staff looked at it."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Index
from sqlmodel import Field, SQLModel

from care_rules.consent import CareKind
from storage.tables.columns import NEVER_REUSED, ROW_ID, words


class Profile(SQLModel, table=True):
    """All of it optional. Phone, email and address are sealed (`storage.sealing`); `phone_mark` finds the phone.

    `phone_verified_at` is when Telegram's contact button proved it theirs. `region` and `festivals` say whose holidays
    they keep; `travel_km` how far they come to us. What they would rather not say is in `skipped`, and not asked again;
    `asked_at` is when something was asked last, `completed_at` when nothing was missing any more.
    """

    __tablename__ = "profile"
    __table_args__ = (Index("ix_profile_phone", "phone_mark"),)

    customer_id: int = Field(sa_type=ROW_ID, primary_key=True, foreign_key="customer.id", ondelete="CASCADE")
    phone_sealed: str | None = None
    phone_mark: str | None = Field(default=None, max_length=64)
    phone_verified_at: datetime | None = None
    email_sealed: str | None = None
    address_sealed: str | None = None
    wedding_month: int | None = None
    wedding_day: int | None = None
    wedding_year: int | None = None
    partner: str | None = Field(default=None, max_length=60)
    region: str | None = Field(default=None, max_length=60)
    festivals: str | None = Field(default=None, max_length=60)
    gender: str | None = Field(default=None, max_length=30)
    occupation: str | None = Field(default=None, max_length=60)
    interests: str | None = Field(default=None, max_length=200)
    travel_km: int | None = None
    skipped: list[str] = Field(default_factory=list, sa_type=JSON)
    asked_at: datetime | None = None
    completed_at: datetime | None = None


class ConsentNote(SQLModel, table=True):
    """One kind of care was agreed to or not any more: when (UTC) and how. Never changed, never removed."""

    __tablename__ = "consent_note"
    __table_args__ = (Index("ix_consent_note_customer", "customer_id", "id"), NEVER_REUSED)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    customer_id: int = Field(sa_type=ROW_ID, foreign_key="customer.id", ondelete="CASCADE")
    at: datetime
    kind: CareKind = Field(sa_type=words(CareKind))
    granted: bool
    how: str = Field(max_length=24)


class ProfileLook(SQLModel, table=True):
    """Somebody of the staff looked at what we hold about a customer."""

    __tablename__ = "profile_look"
    __table_args__ = (Index("ix_profile_look_customer", "customer_id", "at"), NEVER_REUSED)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    customer_id: int = Field(sa_type=ROW_ID, foreign_key="customer.id", ondelete="CASCADE")
    at: datetime
    by_id: int = Field(sa_type=BigInteger)
    by: str
    what: str = Field(max_length=24)
