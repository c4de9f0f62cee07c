"""What customers say of a case when asked, and what their topic was last called."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0005"
down_revision = "0004"

_HELD = sa.text("human_until IS NOT NULL")


def upgrade() -> None:
    # Not in batches: those would make the tables anew, and an id that was given out could be given out again.
    op.add_column("care_case", sa.Column("details", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
    title = sqlmodel.sql.sqltypes.AutoString(length=128)
    op.add_column("customer", sa.Column("topic_title", title, nullable=True))
    op.create_index(
        "ix_conversation_human", "conversation", ["human_until"], sqlite_where=_HELD, postgresql_where=_HELD
    )


def downgrade() -> None:
    op.drop_index("ix_conversation_human", "conversation")
    op.drop_column("customer", "topic_title")
    op.drop_column("care_case", "details")
