"""Hours of their own in which a customer wants no messages, and how many a month at most."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_COLUMNS = ("quiet_from", "quiet_until", "most_a_month")


def upgrade() -> None:
    for name in _COLUMNS:
        op.add_column("customer", sa.Column(name, sa.Integer(), nullable=True))


def downgrade() -> None:
    for name in reversed(_COLUMNS):
        op.drop_column("customer", name)
