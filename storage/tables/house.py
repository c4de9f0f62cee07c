"""What the house itself has to remember: notes by key, and who is staff."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field, SQLModel

from care_rules.roles import Role
from storage.tables.columns import words


class HouseNote(SQLModel, table=True):
    """One fact about the running product, such as the staff group's id or the sandbox clock's offset."""

    __tablename__ = "house_note"

    key: str = Field(primary_key=True, max_length=60)
    value: dict[str, Any] = Field(sa_type=JSON)


class RosterEntry(SQLModel, table=True):
    """What was settled about a person of the staff: a role other than Telegram's, skills, being away.

    `skills` has "languages", "kinds" and "products". `away_until` is in UTC. `given_at` is when they were last given a
    case by turn.
    """

    __tablename__ = "roster_entry"

    telegram_id: int = Field(sa_type=BigInteger, primary_key=True)
    role: Role | None = Field(default=None, sa_type=words(Role))
    skills: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    away_until: datetime | None = None
    given_at: datetime | None = None


class StaffMember(SQLModel, table=True):
    """A person seen in the staff group, with Telegram's word for what they are there."""

    __tablename__ = "staff_member"

    chat_id: int = Field(sa_type=BigInteger, primary_key=True)
    telegram_id: int = Field(sa_type=BigInteger, primary_key=True)
    name: str
    status: str = Field(max_length=20)
    seen_at: datetime
