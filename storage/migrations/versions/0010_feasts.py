"""A festival is planned once for all who keep it by the same clock; products are found by their names."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0010"
down_revision = "0009"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("customer", sa.Column("gathering", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.create_index("ix_customer_gathering", "customer", ["gathering", "id"])
    op.create_table(
        "feast",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("gathering", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("occasion", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("reached", _ROW_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("gathering", "rule", name="uq_feast_gathering_rule"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feast_due", "feast", ["due_at"])
    op.create_index("ix_product_name", "product", ["name"])


def downgrade() -> None:
    op.drop_index("ix_product_name", "product")
    op.drop_table("feast")
    op.drop_index("ix_customer_gathering", "customer")
    op.drop_column("customer", "gathering")
