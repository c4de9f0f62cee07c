"""Service points, and which of them was alerted to an emergency."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field, SQLModel

from storage.tables.columns import NEVER_REUSED, ROW_ID


class ServicePoint(SQLModel, table=True):
    """A place that helps. Degrees of WGS 84; `hours` as people write them; in `chat_id` it hears of emergencies."""

    __tablename__ = "service_point"
    __table_args__ = (NEVER_REUSED,)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    name: str = Field(max_length=120, unique=True)
    phone: str = Field(max_length=40)
    latitude: float
    longitude: float
    hours: str = Field(default="", max_length=120)
    services: list[str] = Field(default_factory=list, sa_type=JSON)
    chat_id: int | None = Field(default=None, sa_type=BigInteger)


class PointAlert(SQLModel, table=True):
    """A service point was told of an emergency; the next nearest is, if it does not acknowledge in time. UTC."""

    __tablename__ = "point_alert"

    case_id: int = Field(sa_type=ROW_ID, primary_key=True, foreign_key="care_case.id", ondelete="CASCADE")
    point_id: int = Field(sa_type=ROW_ID, primary_key=True, foreign_key="service_point.id", ondelete="CASCADE")
    alerted_at: datetime
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
