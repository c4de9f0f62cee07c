"""Who asked to be forgotten: nothing of them but marks, so that they do not come back with the shop's next file."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class Forgotten(SQLModel, table=True):
    """`mark` is a keyed hash of a shop's number or of a Telegram id; nobody can be read out of it."""

    __tablename__ = "forgotten"

    mark: str = Field(primary_key=True, max_length=64)
    at: datetime
