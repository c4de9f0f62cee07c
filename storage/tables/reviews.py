"""Texts that people should look at before the machine learns from them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import NEVER_REUSED, ROW_ID, words


class ReviewWhy(StrEnum):
    corrected = "corrected"  # staff said that it was read wrongly
    chosen = "chosen"  # of two readings the customer chose this one
    kind_changed = "kind_changed"  # staff made the case one of another kind
    unsure = "unsure"
    out_of_scope = "out_of_scope"
    unanswered = "unanswered"  # no knowledge page answers it
    not_helped = "not_helped"  # the page that was shown did not


class ReviewState(StrEnum):
    waiting = "waiting"
    accepted = "accepted"
    rejected = "rejected"


class ReviewItem(SQLModel, table=True):
    """One text, with personal details masked. `intent_right` is what it means, as far as anybody has said.

    A text that waits already is not put twice: `waiting_as` is unique, and empty once it is decided.
    """

    __tablename__ = "review_item"
    __table_args__ = (Index("ix_review_item_state", "state", "id"), NEVER_REUSED)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    at: datetime
    customer_id: int | None = Field(default=None, sa_type=ROW_ID, foreign_key="customer.id", ondelete="CASCADE")
    case_id: int | None = Field(default=None, sa_type=ROW_ID, foreign_key="care_case.id", ondelete="CASCADE")
    language: str = Field(max_length=12)
    text: str
    intent_read: str | None = Field(default=None, max_length=40)
    confidence: float | None = None
    why: ReviewWhy = Field(sa_type=words(ReviewWhy))
    intent_right: str | None = Field(default=None, max_length=40)
    state: ReviewState = Field(default=ReviewState.waiting, sa_type=words(ReviewState))
    waiting_as: str | None = Field(default=None, max_length=64, unique=True)
    decided_by: str | None = None
    decided_at: datetime | None = None
