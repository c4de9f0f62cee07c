"""Until when somebody who mourns is left in peace, and the time zone that their phone number tells."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("customer", sa.Column("bereaved_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("customer", sa.Column("phone_zone", sqlmodel.sql.sqltypes.AutoString(), nullable=True))


def downgrade() -> None:
    op.drop_column("customer", "phone_zone")
    op.drop_column("customer", "bereaved_until")
