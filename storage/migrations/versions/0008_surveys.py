"""Surveys that customers were asked, and what they answered."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0008"
down_revision = "0007"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "survey_run",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("customer_id", _ROW_ID, nullable=False),
        sa.Column("touch_id", _ROW_ID, nullable=False),
        sa.Column("survey", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("asked_at", _MOMENT(), nullable=False),
        sa.Column("answered_at", _MOMENT(), nullable=True),
        sa.Column("ended_at", _MOMENT(), nullable=True),
        sa.Column("case_id", _ROW_ID, nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["touch_id"], ["touch.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("touch_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_survey_run_customer", "survey_run", ["customer_id", "id"])
    op.create_index("ix_survey_run_survey_at", "survey_run", ["survey", "asked_at"])


def downgrade() -> None:
    op.drop_table("survey_run")
