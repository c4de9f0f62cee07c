"""Who buys, as the shop's own books have them, and what they are worth, at which stage and how well the two get on."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Index
from sqlmodel import Field, SQLModel

from care_rules.journey import Stage
from care_rules.relationship import Health
from storage.tables.columns import NEVER_REUSED, ROW_ID, words


class BuyerKind(StrEnum):
    person = "person"
    organisation = "organisation"


class Relation(StrEnum):
    """Whose customer it is: our own people, somebody outside, or the end customer of a reseller."""

    internal = "internal"
    external = "external"
    reseller = "reseller"


class Buyer(SQLModel, table=True):
    """A person or an organisation who buys, or may.

    `external_id` is the shop's own; without one the buyer was met on Telegram and the shop knows nobody of the sort.
    A person of an organisation buys for it: value and tier are the organisation's. Phone, email and address are sealed;
    `phone_mark` is the keyed hash by which a phone is found. Costs are in minor units of `cost_currency`;
    `wallet_share` is what they say we have of all they spend on such things, in percent. `tier_pinned` holds the tier
    where staff put it. Times in UTC.
    """

    __tablename__ = "buyer"
    __table_args__ = (
        Index("ix_buyer_organisation", "organisation_id"),
        Index("ix_buyer_phone", "phone_mark"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    external_id: str | None = Field(default=None, max_length=80, unique=True)
    kind: BuyerKind = Field(default=BuyerKind.person, sa_type=words(BuyerKind))
    relation: Relation = Field(default=Relation.external, sa_type=words(Relation))
    name: str | None = Field(default=None, max_length=130)
    organisation_id: int | None = Field(default=None, sa_type=ROW_ID, foreign_key="buyer.id", ondelete="SET NULL")
    phone_sealed: str | None = None
    phone_mark: str | None = Field(default=None, max_length=64)
    email_sealed: str | None = None
    address_sealed: str | None = None
    language: str | None = Field(default=None, max_length=12)
    region: str | None = Field(default=None, max_length=60)
    birth_month: int | None = None
    birth_day: int | None = None
    birth_year: int | None = None
    member_since: date | None = None
    acquisition_cost: int | None = Field(default=None, sa_type=BigInteger)
    retention_cost: int | None = Field(default=None, sa_type=BigInteger)
    cost_currency: str | None = Field(default=None, max_length=3)
    wallet_share: int | None = None
    attributes: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    tier_pinned: str | None = Field(default=None, max_length=40)
    created_at: datetime


class BuyerStanding(SQLModel, table=True):
    """What the nightly weighing found of one buyer; of a person who buys for an organisation, of the organisation.

    Sums are in minor units of `currency`. `value` is the simple lifetime value and says whether it rests on margin;
    `alive` is the probability that they still buy at all, `expected` how often they will in the coming year and
    `foreseen` what that is worth. `interval_days` is the usual time between two purchases. Each `…_because` is a reason
    as data.
    """

    __tablename__ = "buyer_standing"
    __table_args__ = (Index("ix_buyer_standing_tier", "tier"),)

    buyer_id: int = Field(sa_type=ROW_ID, primary_key=True, foreign_key="buyer.id", ondelete="CASCADE")
    currency: str = Field(max_length=3)
    purchases: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    spent: int = Field(default=0, sa_type=BigInteger)
    spent_year: int = Field(default=0, sa_type=BigInteger)
    value: int = Field(default=0, sa_type=BigInteger)
    on_margin: bool = False
    alive: float | None = None
    expected: float | None = None
    foreseen: int | None = Field(default=None, sa_type=BigInteger)
    interval_days: float | None = None
    tier: str | None = Field(default=None, max_length=40)
    tier_since: datetime | None = None
    tier_because: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    stage: Stage = Field(default=Stage.suspect, sa_type=words(Stage))
    stage_since: datetime | None = None
    stage_because: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    health: Health = Field(default=Health.stable, sa_type=words(Health))
    health_since: datetime | None = None
    health_because: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    weighed_at: datetime


class StandingChange(SQLModel, table=True):
    """A buyer's tier, stage or health changed: from what to what, when and why. Never changed, never removed."""

    __tablename__ = "standing_change"
    __table_args__ = (Index("ix_standing_change_buyer", "buyer_id", "at"), NEVER_REUSED)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    buyer_id: int = Field(sa_type=ROW_ID, foreign_key="buyer.id", ondelete="CASCADE")
    at: datetime
    what: str = Field(max_length=12)
    was: str | None = Field(default=None, max_length=40)
    now: str = Field(max_length=40)
    because: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    by: str | None = None
