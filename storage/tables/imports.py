"""What came in from the shop: each file taken over, each call of its till."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from storage.tables.columns import NEVER_REUSED, ROW_ID


class ImportRun(SQLModel, table=True):
    """One file. `ended_at` is empty while it runs, or if it was killed: taking it over again puts that right."""

    __tablename__ = "import_run"
    __table_args__ = (NEVER_REUSED,)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    kind: str = Field(max_length=24)
    file: str = Field(max_length=200)
    started_at: datetime
    ended_at: datetime | None = None
    taken: int = 0
    refused: int = 0


class ApiCall(SQLModel, table=True):
    """A call that was answered, by its idempotency key: the same call again gets the same answer and does nothing."""

    __tablename__ = "api_call"

    key: str = Field(primary_key=True, max_length=120)
    digest: str = Field(max_length=64)
    answer: dict[str, Any] = Field(sa_type=JSON)
    at: datetime
