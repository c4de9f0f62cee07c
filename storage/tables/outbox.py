"""The outbox: every Bot API call somebody must feel, written in the transaction that decided it (law 2)."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import NEVER_REUSED, ROW_ID, words


class OutboxState(StrEnum):
    """queued → sending → sent, or in doubt (unknown), refused for good (failed), too late to matter (expired)."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"
    EXPIRED = "expired"


class Priority(IntEnum):
    """Who goes first when Telegram's limits make somebody wait."""

    EMERGENCY = 0
    REPLY = 10
    ESCALATION = 20
    REMINDER = 30
    GREETING = 40


class SendKind(StrEnum):
    """What a send in doubt is worth (law 3): see `bot/courier/outcomes.py` for the policy of each."""

    REPLY = "reply"
    GREETING = "greeting"
    REPEATABLE = "repeatable"
    TOPIC = "topic"


class OutboxRow(SQLModel, table=True):
    """One Bot API call.

    `needs_id` names the row whose answer this one waits for; `needs_field` is the parameter that the answer fills.
    `result_id` is the id in Telegram's answer: a message's, or a topic's. `source_chat_id` and `source_message_id` name
    the message that this one carries on, so that the two make a pair.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_state", "state", "id"),
        Index("ix_outbox_result", "chat_id", "result_id"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    chat_id: int = Field(sa_type=BigInteger)
    method: str = Field(max_length=40)
    payload: dict[str, Any] = Field(sa_type=JSON)
    kind: SendKind = Field(sa_type=words(SendKind))
    priority: int
    state: OutboxState = Field(default=OutboxState.QUEUED, sa_type=words(OutboxState))
    customer_id: int | None = Field(
        default=None, sa_type=ROW_ID, foreign_key="customer.id", ondelete="SET NULL", index=True
    )
    needs_id: int | None = Field(default=None, sa_type=BigInteger)
    needs_field: str | None = Field(default=None, max_length=24)
    edits: str | None = Field(default=None, max_length=64, index=True)
    source_chat_id: int | None = Field(default=None, sa_type=BigInteger)
    source_message_id: int | None = Field(default=None, sa_type=BigInteger)
    result_id: int | None = Field(default=None, sa_type=BigInteger)
    attempts: int = 0
    in_doubt: int = 0
    error: str | None = None
    created_at: datetime
    not_before: datetime
    expires_at: datetime | None = None
    ended_at: datetime | None = None
