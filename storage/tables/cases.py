"""Care cases and every event in their lives."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, text
from sqlmodel import Field, SQLModel

from care_rules.case_numbers import number_of
from care_rules.cases import CaseKind, CaseState, Channel
from care_rules.priorities import CasePriority
from storage.tables.columns import NEVER_REUSED, ROW_ID, words

# What is over, which is nearly all, weighs nothing in these.
_WATCHED = text("next_step_at IS NOT NULL")
_OPEN = text("resolved_at IS NULL AND closed_at IS NULL")


class CareCase(SQLModel, table=True):
    """One matter a customer brought. Its number is derived from its id, so two can never share one.

    `tier`, `priority` as it was then, and `terms` (in seconds, `care_rules.terms`) are fixed at opening, and so is
    `first_answer_due_at`. `answer_due_at` and `resolution_due_at` are what stands now, None while nothing is owed;
    `next_step_at` is after when something has to be done about them. `intent`, `category` and `urgency` are what the
    machine read, if it did; `reading` its likeliest intents with their confidences, for whoever has to put it right.

    `snoozed_until` is when staff want to be reminded of it. A merged case names the one it went into; `follows` is an
    earlier case about the same thing. `reasons` are what was good (+) or lacking (-) by the customer's word. `details`
    are what they said of it when asked (`care_rules.intake`), by name; an empty one was skipped.
    """

    __tablename__ = "care_case"
    __table_args__ = (
        Index("ix_care_case_customer_state", "customer_id", "state"),
        Index("ix_care_case_open", "agent_id", "priority", "answer_due_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_care_case_next_step", "next_step_at", sqlite_where=_WATCHED, postgresql_where=_WATCHED),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    customer_id: int = Field(sa_type=ROW_ID, foreign_key="customer.id", ondelete="CASCADE")
    kind: CaseKind = Field(sa_type=words(CaseKind))
    state: CaseState = Field(sa_type=words(CaseState))
    tier: str = Field(max_length=40)
    priority: CasePriority = Field(default=CasePriority.normal, sa_type=words(CasePriority))
    terms: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    said: str
    channel: Channel = Field(default=Channel.telegram, sa_type=words(Channel))
    opened_at: datetime
    first_answer_due_at: datetime
    answer_due_at: datetime | None = None
    resolution_due_at: datetime | None = None
    next_step_at: datetime | None = None
    first_answered_at: datetime | None = None
    agent_id: int | None = Field(default=None, sa_type=BigInteger)
    agent_name: str | None = None
    snoozed_until: datetime | None = None
    merged_into: int | None = Field(default=None, sa_type=ROW_ID)
    follows: int | None = Field(default=None, sa_type=ROW_ID)
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    score: int | None = None
    reasons: list[str] = Field(default_factory=list, sa_type=JSON)
    details: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    scored_at: datetime | None = None
    card_row_id: int | None = Field(default=None, sa_type=BigInteger)
    intent: str | None = Field(default=None, max_length=40)
    category: str | None = Field(default=None, max_length=40)
    urgency: str | None = Field(default=None, max_length=12)
    reading: list[list[Any]] = Field(default_factory=list, sa_type=JSON)

    @property
    def number(self) -> str:
        assert self.id is not None, "a case has a number once it has an id"
        return number_of(self.id)


class CaseEvent(SQLModel, table=True):
    """Something that happened to a case: a move, words added, an answer, a score. Never changed, never removed.

    `key` names what may happen to the case only once, such as one step about one promise; `until` is a time given.
    """

    __tablename__ = "case_event"
    __table_args__ = (
        Index("ix_case_event_case", "case_id", "id"),
        Index("uq_case_event_key", "case_id", "key", unique=True),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    case_id: int = Field(sa_type=ROW_ID, foreign_key="care_case.id", ondelete="CASCADE")
    at: datetime
    what: str = Field(max_length=24)
    actor: str = Field(max_length=12)
    actor_id: int | None = Field(default=None, sa_type=BigInteger)
    actor_name: str | None = None
    from_state: CaseState | None = Field(default=None, sa_type=words(CaseState))
    to_state: CaseState | None = Field(default=None, sa_type=words(CaseState))
    why: str | None = None
    key: str | None = Field(default=None, max_length=60)
    until: datetime | None = None
    attached: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
