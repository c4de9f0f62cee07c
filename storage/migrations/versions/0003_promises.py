"""What a case was promised, and when something is next to be done about it."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0003"
down_revision = "0002"

_PRIORITIES = ("urgent", "high", "normal", "low")
_WATCHED = sa.text("next_step_at IS NOT NULL")


def upgrade() -> None:
    # Not in batches: those would make the tables anew, and an id that was given out could be given out again.
    priority = sa.Enum(*_PRIORITIES, name="casepriority", native_enum=False, length=24)
    op.add_column("care_case", sa.Column("priority", priority, nullable=False, server_default="normal"))
    op.add_column("care_case", sa.Column("terms", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
    op.add_column("care_case", sa.Column("resolution_due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("care_case", sa.Column("next_step_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    # A case from before is looked at when its answer is due, and watched from then on.
    op.execute("UPDATE care_case SET next_step_at = answer_due_at WHERE answer_due_at IS NOT NULL")
    op.create_index(
        "ix_care_case_next_step", "care_case", ["next_step_at"], sqlite_where=_WATCHED, postgresql_where=_WATCHED
    )
    op.add_column("case_event", sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True))
    op.add_column("case_event", sa.Column("until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.create_index("uq_case_event_key", "case_event", ["case_id", "key"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_case_event_key", "case_event")
    for column in ("until", "key"):
        op.drop_column("case_event", column)
    op.drop_index("ix_care_case_next_step", "care_case")
    for column in ("next_step_at", "resolution_due_at", "terms", "priority"):
        op.drop_column("care_case", column)
