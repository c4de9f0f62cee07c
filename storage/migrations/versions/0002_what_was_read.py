"""What the machine read, in which language we write, and the texts that wait for review."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0002"
down_revision = "0001"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WHY = ("corrected", "chosen", "kind_changed", "unsure", "out_of_scope", "unanswered", "not_helped")
_STATES = ("waiting", "accepted", "rejected")


def upgrade() -> None:
    # Not in batches: those would make the tables anew, and an id that was given out could be given out again.
    op.add_column("care_case", sa.Column("intent", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True))
    op.add_column("care_case", sa.Column("category", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True))
    op.add_column("care_case", sa.Column("urgency", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=True))
    op.add_column("care_case", sa.Column("reading", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    op.add_column("customer", sa.Column("language_chosen", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "review_item",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("customer_id", _ROW_ID, nullable=True),
        sa.Column("case_id", _ROW_ID, nullable=True),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("intent_read", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("why", sa.Enum(*_WHY, name="reviewwhy", native_enum=False, length=24), nullable=False),
        sa.Column("intent_right", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("state", sa.Enum(*_STATES, name="reviewstate", native_enum=False, length=24), nullable=False),
        sa.Column("waiting_as", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.Column("decided_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["case_id"], ["care_case.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("waiting_as"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_review_item_state", "review_item", ["state", "id"])


def downgrade() -> None:
    op.drop_table("review_item")
    op.drop_column("customer", "language_chosen")
    for column in ("reading", "urgency", "category", "intent"):
        op.drop_column("care_case", column)
