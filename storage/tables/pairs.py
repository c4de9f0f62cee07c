"""Which message was carried where: what edits, replies and reactions follow, both ways."""

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import ROW_ID


class MessagePair(SQLModel, table=True):
    """A message, and the outbox row that carried it on; that row knows where it arrived.

    `text` is what the message said when it was carried, for whoever sees it changed.
    """

    __tablename__ = "message_pair"
    __table_args__ = (Index("ix_message_pair_row", "row_id"),)

    chat_id: int = Field(sa_type=BigInteger, primary_key=True)
    message_id: int = Field(sa_type=BigInteger, primary_key=True)
    row_id: int = Field(sa_type=ROW_ID, foreign_key="outbox.id", ondelete="CASCADE")
    text: str = ""
