"""The inbox: every update Telegram told us of, kept before Telegram is told it arrived (law 1)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import NEVER_REUSED, ROW_ID, words


class InboxState(StrEnum):
    WAITING = "waiting"
    TAKEN = "taken"
    DONE = "done"
    SET_ASIDE = "set_aside"


class InboxRow(SQLModel, table=True):
    """One update. `key` is what makes a redelivery recognisable; rows of one `lane` are handled in order of `id`."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index("ix_inbox_state", "state", "id"),
        Index("ix_inbox_lane", "lane", "state", "id"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    key: str = Field(unique=True, max_length=120)
    lane: str = Field(max_length=48)
    album: str | None = Field(default=None, max_length=64)
    payload: str
    received_at: datetime
    ready_at: datetime
    state: InboxState = Field(default=InboxState.WAITING, sa_type=words(InboxState))
    taken_by: int | None = Field(default=None, sa_type=BigInteger)
    failures: int = 0
    deaths: int = 0
    fault: str | None = None
    done_at: datetime | None = None
