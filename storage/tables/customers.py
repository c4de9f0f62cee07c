"""Customers, and where each one's conversation stands."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, text
from sqlmodel import Field, SQLModel

from care_rules.consent import Consent
from storage.tables.columns import NEVER_REUSED, ROW_ID, words

_HELD = text("human_until IS NOT NULL")


class Customer(SQLModel, table=True):
    """A person who wrote to us. `telegram_id` is their user id and their private chat's id alike.

    `blocked_at` is when they stopped the bot, `barred_at` when staff stopped them. `language` follows what they write
    in, until they choose one (`language_chosen`). `topic_title` is what their topic was last called.

    `buyer_id` is who they are in the shop's books. `declined` are kinds of care they took back from what `consent`
    grants, and "calls" if they would not be telephoned; until `paused_until` nothing is written of our own accord, nor
    from `quiet_from` to `quiet_until` (hours of their own clock), nor more than `most_a_month`; until
    `bereaved_until` nothing cheerful. `phone_zone` is the time zone that their phone number tells, where it is one
    alone. `came_from` is the page and product of the link that brought them; `recommends` their last answer, 0 to 10,
    to whether they would recommend us. `gathering` is whom they keep festivals with, as they were planned last.
    """

    __tablename__ = "customer"
    __table_args__ = (
        Index("ix_customer_topic", "topic_chat_id", "topic_id"),
        Index("ix_customer_buyer", "buyer_id"),
        Index("ix_customer_gathering", "gathering", "id"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    telegram_id: int = Field(sa_type=BigInteger, unique=True)
    first_name: str
    full_name: str
    name: str | None = None
    language: str = Field(default="en", max_length=12)
    language_chosen: bool = False
    time_zone: str | None = None
    phone_zone: str | None = None
    birth_month: int | None = None
    birth_day: int | None = None
    birth_year: int | None = None
    tier: str = Field(default="ordinary", max_length=40)
    consent: Consent | None = Field(default=None, sa_type=words(Consent))
    consent_at: datetime | None = None
    declined: list[str] = Field(default_factory=list, sa_type=JSON)
    stopped_at: datetime | None = None
    paused_until: datetime | None = None
    bereaved_until: datetime | None = None
    quiet_from: int | None = None
    quiet_until: int | None = None
    most_a_month: int | None = None
    blocked_at: datetime | None = None
    barred_at: datetime | None = None
    low_score_at: datetime | None = None
    gathering: str | None = None
    topic_chat_id: int | None = Field(default=None, sa_type=BigInteger)
    topic_id: int | None = Field(default=None, sa_type=BigInteger)
    topic_row_id: int | None = Field(default=None, sa_type=BigInteger)
    topic_title: str | None = Field(default=None, max_length=128)
    buyer_id: int | None = Field(default=None, sa_type=ROW_ID)
    came_from: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    recommends: int | None = None
    created_at: datetime

    @property
    def zone(self) -> str | None:
        """The name of their time zone: as they told it, else as their phone does."""
        return self.time_zone or self.phone_zone

    @property
    def called(self) -> str:
        """What to call them: the name they gave, else their first name at Telegram."""
        return self.name or self.first_name

    @property
    def known_as(self) -> str:
        """What staff read: Telegram's full name, with the name they go by where that is another."""
        if self.name is None or self.name.casefold() in self.full_name.casefold():
            return self.full_name
        return f"{self.name} ({self.full_name})"


class Conversation(SQLModel, table=True):
    """What the bot is waiting to hear from one customer, and whether a human is talking with them."""

    __tablename__ = "conversation"
    __table_args__ = (Index("ix_conversation_human", "human_until", sqlite_where=_HELD, postgresql_where=_HELD),)

    customer_id: int = Field(sa_type=ROW_ID, primary_key=True, foreign_key="customer.id", ondelete="CASCADE")
    awaiting: str | None = Field(default=None, max_length=40)
    about: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    asked_at: datetime | None = None
    human_until: datetime | None = None
    rephrase_asked_at: datetime | None = None
    heard_since: datetime | None = None
    heard_count: int = 0
    last_album: str | None = Field(default=None, max_length=64)
