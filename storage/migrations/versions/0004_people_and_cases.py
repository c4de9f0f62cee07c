"""The roster, pairs of messages, merged and snoozed cases, gestures, service points, contacts made elsewhere."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0004"
down_revision = "0003"

_CHANNELS = ("telegram", "phone", "email", "shop", "social")
_OPEN = sa.text("resolved_at IS NULL AND closed_at IS NULL")
_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sqlmodel.sql.sqltypes.UTCDateTime
_WORD = sqlmodel.sql.sqltypes.AutoString
_OF_CASES = ("channel", "snoozed_until", "merged_into", "follows", "reasons")


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=24)


def upgrade() -> None:
    # Not in batches: those would make the tables anew, and an id that was given out could be given out again.
    op.add_column("customer", sa.Column("barred_at", _MOMENT(), nullable=True))
    channel = _words("channel", *_CHANNELS)
    op.add_column("care_case", sa.Column("channel", channel, nullable=False, server_default="telegram"))
    op.add_column("care_case", sa.Column("snoozed_until", _MOMENT(), nullable=True))
    op.add_column("care_case", sa.Column("merged_into", _ROW_ID, nullable=True))
    op.add_column("care_case", sa.Column("follows", _ROW_ID, nullable=True))
    op.add_column("care_case", sa.Column("reasons", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    columns = ["agent_id", "priority", "answer_due_at"]
    op.create_index("ix_care_case_open", "care_case", columns, sqlite_where=_OPEN, postgresql_where=_OPEN)
    # A resolved case is looked at, and closed when nothing more is heard.
    op.execute("UPDATE care_case SET next_step_at = resolved_at WHERE state = 'resolved'")
    _people()
    _around_a_case()


def _people() -> None:
    op.create_table(
        "roster_entry",
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("role", _words("role", "agent", "lead", "manager"), nullable=True),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("away_until", _MOMENT(), nullable=True),
        sa.Column("given_at", _MOMENT(), nullable=True),
        sa.PrimaryKeyConstraint("telegram_id"),
    )
    op.create_table(
        "touch_point",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("customer_id", _ROW_ID, nullable=False),
        sa.Column("at", _MOMENT(), nullable=False),
        sa.Column("channel", _words("channel", *_CHANNELS), nullable=False),
        sa.Column("what", _WORD(), nullable=False),
        sa.Column("by", _WORD(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_touch_point_customer", "touch_point", ["customer_id", "at"])


def _around_a_case() -> None:
    op.create_table(
        "message_pair",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("row_id", _ROW_ID, nullable=False),
        sa.Column("text", _WORD(), nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["outbox.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "message_id"),
    )
    op.create_index("ix_message_pair_row", "message_pair", ["row_id"])
    op.create_table(
        "gesture",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("case_id", _ROW_ID, nullable=False),
        sa.Column("name", _WORD(length=40), nullable=False),
        sa.Column("state", _words("gesturestate", "asked", "granted", "refused"), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", _WORD(), nullable=False),
        sa.Column("asked_at", _MOMENT(), nullable=False),
        sa.Column("decided_by", _WORD(), nullable=True),
        sa.Column("decided_at", _MOMENT(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["care_case.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_gesture_case", "gesture", ["case_id"])
    op.create_table(
        "service_point",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("name", _WORD(length=120), nullable=False),
        sa.Column("phone", _WORD(length=40), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("hours", _WORD(length=120), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "point_alert",
        sa.Column("case_id", _ROW_ID, nullable=False),
        sa.Column("point_id", _ROW_ID, nullable=False),
        sa.Column("alerted_at", _MOMENT(), nullable=False),
        sa.Column("acknowledged_at", _MOMENT(), nullable=True),
        sa.Column("acknowledged_by", _WORD(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["care_case.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["point_id"], ["service_point.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("case_id", "point_id"),
    )


def downgrade() -> None:
    for table in ("point_alert", "service_point", "gesture", "message_pair", "touch_point", "roster_entry"):
        op.drop_table(table)
    op.drop_index("ix_care_case_open", "care_case")
    for column in _OF_CASES:
        op.drop_column("care_case", column)
    op.drop_column("customer", "barred_at")
