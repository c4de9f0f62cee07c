"""Surveys that customers were asked, and what they answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import NEVER_REUSED, ROW_ID


class SurveyRun(SQLModel, table=True):
    """One survey asked of one customer by one touch. `step` is the place of the question that is open, from 0 on.

    `answers` holds, by a question's place, a number, the English words of a choice, words of their own, or null for
    what was skipped. `ended_at` is when the last question was answered or the customer left it.
    """

    __tablename__ = "survey_run"
    __table_args__ = (
        Index("ix_survey_run_customer", "customer_id", "id"),
        Index("ix_survey_run_survey_at", "survey", "asked_at"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    customer_id: int = Field(sa_type=ROW_ID, foreign_key="customer.id", ondelete="CASCADE")
    touch_id: int = Field(sa_type=ROW_ID, foreign_key="touch.id", ondelete="CASCADE", unique=True)
    survey: str = Field(max_length=40)
    step: int = 0
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    asked_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    case_id: int | None = Field(default=None, sa_type=ROW_ID)
