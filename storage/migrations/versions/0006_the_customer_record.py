"""The customer record: who buys and what they are worth, the shop's data, profiles, consent, links, tasks."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0006"
down_revision = "0005"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sqlmodel.sql.sqltypes.UTCDateTime
_WORD = sqlmodel.sql.sqltypes.AutoString
_OF_CUSTOMERS = ("recommends", "came_from", "buyer_id", "paused_until", "declined")
_NEW = (
    "standing_change", "buyer_standing", "purchase", "shop_order", "bill", "appointment", "product", "consent_note",
    "profile", "profile_look", "invitation", "referral", "staff_task", "import_run", "api_call", "buyer", "forgotten",
)  # fmt: skip


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=24)


def upgrade() -> None:
    # Not in batches: those would make the tables anew, and an id that was given out could be given out again.
    op.add_column("customer", sa.Column("declined", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    op.add_column("customer", sa.Column("paused_until", _MOMENT(), nullable=True))
    op.add_column("customer", sa.Column("buyer_id", _ROW_ID, nullable=True))
    op.add_column("customer", sa.Column("came_from", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
    op.add_column("customer", sa.Column("recommends", sa.Integer(), nullable=True))
    op.create_index("ix_customer_buyer", "customer", ["buyer_id"])
    _buyers()
    _shop()
    _customers()
    _around_them()


def _buyers() -> None:
    op.create_table(
        "buyer",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("external_id", _WORD(length=80), nullable=True),
        sa.Column("kind", _words("buyerkind", "person", "organisation"), nullable=False),
        sa.Column("relation", _words("relation", "internal", "external", "reseller"), nullable=False),
        sa.Column("name", _WORD(length=130), nullable=True),
        sa.Column("organisation_id", _ROW_ID, nullable=True),
        sa.Column("phone_sealed", _WORD(), nullable=True),
        sa.Column("phone_mark", _WORD(length=64), nullable=True),
        sa.Column("email_sealed", _WORD(), nullable=True),
        sa.Column("address_sealed", _WORD(), nullable=True),
        sa.Column("language", _WORD(length=12), nullable=True),
        sa.Column("region", _WORD(length=60), nullable=True),
        sa.Column("birth_month", sa.Integer(), nullable=True),
        sa.Column("birth_day", sa.Integer(), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("member_since", sa.Date(), nullable=True),
        sa.Column("acquisition_cost", sa.BigInteger(), nullable=True),
        sa.Column("retention_cost", sa.BigInteger(), nullable=True),
        sa.Column("cost_currency", _WORD(length=3), nullable=True),
        sa.Column("wallet_share", sa.Integer(), nullable=True),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("tier_pinned", _WORD(length=40), nullable=True),
        sa.Column("created_at", _MOMENT(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["buyer.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("external_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_buyer_organisation", "buyer", ["organisation_id"])
    op.create_index("ix_buyer_phone", "buyer", ["phone_mark"])
    op.create_table(
        "buyer_standing",
        sa.Column("buyer_id", _ROW_ID, nullable=False),
        sa.Column("currency", _WORD(length=3), nullable=False),
        sa.Column("purchases", sa.Integer(), nullable=False),
        sa.Column("first_at", _MOMENT(), nullable=True),
        sa.Column("last_at", _MOMENT(), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("spent_year", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("on_margin", sa.Boolean(), nullable=False),
        sa.Column("alive", sa.Float(), nullable=True),
        sa.Column("expected", sa.Float(), nullable=True),
        sa.Column("foreseen", sa.BigInteger(), nullable=True),
        sa.Column("interval_days", sa.Float(), nullable=True),
        sa.Column("tier", _WORD(length=40), nullable=True),
        sa.Column("tier_since", _MOMENT(), nullable=True),
        sa.Column("tier_because", sa.JSON(), nullable=False),
        sa.Column(
            "stage",
            _words("stage", "suspect", "prospect", "first_time", "repeat", "majority", "loyal", "advocate"),
            nullable=False,
        ),
        sa.Column("stage_since", _MOMENT(), nullable=True),
        sa.Column("stage_because", sa.JSON(), nullable=False),
        sa.Column(
            "health", _words("health", "growing", "stable", "deteriorating", "in_repair", "dissolved"), nullable=False
        ),
        sa.Column("health_since", _MOMENT(), nullable=True),
        sa.Column("health_because", sa.JSON(), nullable=False),
        sa.Column("weighed_at", _MOMENT(), nullable=False),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("buyer_id"),
    )
    op.create_index("ix_buyer_standing_tier", "buyer_standing", ["tier"])
    op.create_table(
        "standing_change",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("buyer_id", _ROW_ID, nullable=False),
        sa.Column("at", _MOMENT(), nullable=False),
        sa.Column("what", _WORD(length=12), nullable=False),
        sa.Column("was", _WORD(length=40), nullable=True),
        sa.Column("now", _WORD(length=40), nullable=False),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("by", _WORD(), nullable=True),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_standing_change_buyer", "standing_change", ["buyer_id", "at"])


def _shop() -> None:
    op.create_table(
        "product",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("external_id", _WORD(length=80), nullable=False),
        sa.Column("name", _WORD(length=120), nullable=False),
        sa.Column("description", _WORD(), nullable=False),
        sa.Column("guide", _WORD(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("currency", _WORD(length=3), nullable=True),
        sa.Column("service_days", sa.Integer(), nullable=True),
        sa.Column("warranty_days", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("external_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "purchase",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("external_id", _WORD(length=80), nullable=False),
        sa.Column("buyer_id", _ROW_ID, nullable=False),
        sa.Column("at", _MOMENT(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", _WORD(length=3), nullable=False),
        sa.Column("margin", sa.BigInteger(), nullable=True),
        sa.Column("product", _WORD(length=120), nullable=True),
        sa.Column("quantity", sa.Float(), nullable=False),
        sa.Column("place", _WORD(length=120), nullable=True),
        sa.Column("service", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("external_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_purchase_buyer", "purchase", ["buyer_id", "at"])
    op.create_table(
        "shop_order",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("external_id", _WORD(length=80), nullable=False),
        sa.Column("buyer_id", _ROW_ID, nullable=False),
        sa.Column("placed_at", _MOMENT(), nullable=False),
        sa.Column(
            "state", _words("orderstate", "placed", "packed", "shipped", "delivered", "cancelled"), nullable=False
        ),
        sa.Column("product", _WORD(length=120), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", _WORD(length=3), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("tracking_url", _WORD(length=500), nullable=True),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("external_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_shop_order_buyer", "shop_order", ["buyer_id"])
    op.create_table(
        "bill",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("external_id", _WORD(length=80), nullable=False),
        sa.Column("buyer_id", _ROW_ID, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", _WORD(length=3), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("pay_url", _WORD(length=500), nullable=True),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("external_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_bill_buyer", "bill", ["buyer_id"])
    op.create_table(
        "appointment",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("external_id", _WORD(length=80), nullable=False),
        sa.Column("buyer_id", _ROW_ID, nullable=False),
        sa.Column("starts_at", _MOMENT(), nullable=False),
        sa.Column("place", _WORD(length=200), nullable=False),
        sa.Column("what", _WORD(length=200), nullable=False),
        sa.Column("state", _words("appointmentstate", "booked", "done", "cancelled"), nullable=False),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("external_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_appointment_buyer", "appointment", ["buyer_id", "starts_at"])


def _customers() -> None:
    op.create_table(
        "consent_note",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("customer_id", _ROW_ID, nullable=False),
        sa.Column("at", _MOMENT(), nullable=False),
        sa.Column("kind", _words("carekind", "greetings", "reminders", "surveys", "offers"), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("how", _WORD(length=24), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_consent_note_customer", "consent_note", ["customer_id", "id"])
    op.create_table(
        "profile",
        sa.Column("customer_id", _ROW_ID, nullable=False),
        sa.Column("phone_sealed", _WORD(), nullable=True),
        sa.Column("phone_mark", _WORD(length=64), nullable=True),
        sa.Column("phone_verified_at", _MOMENT(), nullable=True),
        sa.Column("email_sealed", _WORD(), nullable=True),
        sa.Column("address_sealed", _WORD(), nullable=True),
        sa.Column("wedding_month", sa.Integer(), nullable=True),
        sa.Column("wedding_day", sa.Integer(), nullable=True),
        sa.Column("wedding_year", sa.Integer(), nullable=True),
        sa.Column("partner", _WORD(length=60), nullable=True),
        sa.Column("region", _WORD(length=60), nullable=True),
        sa.Column("festivals", _WORD(length=60), nullable=True),
        sa.Column("gender", _WORD(length=30), nullable=True),
        sa.Column("occupation", _WORD(length=60), nullable=True),
        sa.Column("interests", _WORD(length=200), nullable=True),
        sa.Column("travel_km", sa.Integer(), nullable=True),
        sa.Column("skipped", sa.JSON(), nullable=False),
        sa.Column("asked_at", _MOMENT(), nullable=True),
        sa.Column("completed_at", _MOMENT(), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("customer_id"),
    )
    op.create_index("ix_profile_phone", "profile", ["phone_mark"])
    op.create_table(
        "profile_look",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("customer_id", _ROW_ID, nullable=False),
        sa.Column("at", _MOMENT(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("by", _WORD(), nullable=False),
        sa.Column("what", _WORD(length=24), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_profile_look_customer", "profile_look", ["customer_id", "at"])


def _around_them() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("buyer_id", _ROW_ID, nullable=False),
        sa.Column("made_at", _MOMENT(), nullable=False),
        sa.Column("expires_at", _MOMENT(), nullable=False),
        sa.Column("used_at", _MOMENT(), nullable=True),
        sa.Column("used_by", _ROW_ID, nullable=True),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["used_by"], ["customer.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "referral",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("referrer_id", _ROW_ID, nullable=False),
        sa.Column("referred_id", _ROW_ID, nullable=False),
        sa.Column("at", _MOMENT(), nullable=False),
        sa.Column("rewarded_at", _MOMENT(), nullable=True),
        sa.ForeignKeyConstraint(["referred_id"], ["customer.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["referrer_id"], ["customer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("referred_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_referral_referrer", "referral", ["referrer_id"])
    op.create_table(
        "staff_task",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("buyer_id", _ROW_ID, nullable=True),
        sa.Column("customer_id", _ROW_ID, nullable=True),
        sa.Column("key", _WORD(length=80), nullable=False),
        sa.Column("what", _WORD(length=24), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("given_at", _MOMENT(), nullable=False),
        sa.Column("due_at", _MOMENT(), nullable=False),
        sa.Column("done_at", _MOMENT(), nullable=True),
        sa.Column("done_by", _WORD(), nullable=True),
        sa.Column("outcome", _WORD(), nullable=True),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_staff_task_open", "staff_task", ["done_at", "due_at"])
    op.create_table(
        "import_run",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("kind", _WORD(length=24), nullable=False),
        sa.Column("file", _WORD(length=200), nullable=False),
        sa.Column("started_at", _MOMENT(), nullable=False),
        sa.Column("ended_at", _MOMENT(), nullable=True),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "forgotten",
        sa.Column("mark", _WORD(length=64), nullable=False),
        sa.Column("at", _MOMENT(), nullable=False),
        sa.PrimaryKeyConstraint("mark"),
    )
    op.create_table(
        "api_call",
        sa.Column("key", _WORD(length=120), nullable=False),
        sa.Column("digest", _WORD(length=64), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("at", _MOMENT(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )


def downgrade() -> None:
    for table in _NEW:
        op.drop_table(table)
    op.drop_index("ix_customer_buyer", "customer")
    for column in _OF_CUSTOMERS:
        op.drop_column("customer", column)
