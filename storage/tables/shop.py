"""What the shop sells, sold, and has in hand: catalogue, purchases, orders, bills, appointments.

Sums are whole numbers of the currency's minor units (paise, cents; yen as they are), so that they stay exact.
`external_id` is the shop's own number, by which a row that comes again is known. Times in UTC.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import NEVER_REUSED, ROW_ID, words


class Product(SQLModel, table=True):
    """One thing of the catalogue."""

    __tablename__ = "product"
    __table_args__ = (Index("ix_product_name", "name"), NEVER_REUSED)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    external_id: str = Field(max_length=80, unique=True)
    name: str = Field(max_length=120)
    description: str = ""
    guide: str = ""
    price: int | None = Field(default=None, sa_type=BigInteger)
    currency: str | None = Field(default=None, max_length=3)
    service_days: int | None = None
    warranty_days: int | None = None


class Purchase(SQLModel, table=True):
    """Something was paid for. `margin` is what of it was earned, where the shop says so."""

    __tablename__ = "purchase"
    __table_args__ = (Index("ix_purchase_buyer", "buyer_id", "at"), NEVER_REUSED)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    external_id: str = Field(max_length=80, unique=True)
    buyer_id: int = Field(sa_type=ROW_ID, foreign_key="buyer.id", ondelete="CASCADE")
    at: datetime
    amount: int = Field(sa_type=BigInteger)
    currency: str = Field(max_length=3)
    margin: int | None = Field(default=None, sa_type=BigInteger)
    product: str | None = Field(default=None, max_length=120)
    quantity: float = 1.0
    place: str | None = Field(default=None, max_length=120)
    service: bool = False


class OrderState(StrEnum):
    placed = "placed"
    packed = "packed"
    shipped = "shipped"
    delivered = "delivered"
    cancelled = "cancelled"


class ShopOrder(SQLModel, table=True):
    """An order under way, or come to its end. `external_id` is the number on the customer's receipt."""

    __tablename__ = "shop_order"
    __table_args__ = (Index("ix_shop_order_buyer", "buyer_id"), NEVER_REUSED)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    external_id: str = Field(max_length=80, unique=True)
    buyer_id: int = Field(sa_type=ROW_ID, foreign_key="buyer.id", ondelete="CASCADE")
    placed_at: datetime
    state: OrderState = Field(sa_type=words(OrderState))
    product: str | None = Field(default=None, max_length=120)
    amount: int | None = Field(default=None, sa_type=BigInteger)
    currency: str | None = Field(default=None, max_length=3)
    expected_on: date | None = None
    tracking_url: str | None = Field(default=None, max_length=500)


class Bill(SQLModel, table=True):
    """What is to be paid, or was. `pay_url` is where."""

    __tablename__ = "bill"
    __table_args__ = (Index("ix_bill_buyer", "buyer_id"), NEVER_REUSED)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    external_id: str = Field(max_length=80, unique=True)
    buyer_id: int = Field(sa_type=ROW_ID, foreign_key="buyer.id", ondelete="CASCADE")
    amount: int = Field(sa_type=BigInteger)
    currency: str = Field(max_length=3)
    due_on: date
    paid_on: date | None = None
    pay_url: str | None = Field(default=None, max_length=500)


class AppointmentState(StrEnum):
    booked = "booked"
    done = "done"
    cancelled = "cancelled"


class Appointment(SQLModel, table=True):
    """When and where somebody comes, and for what."""

    __tablename__ = "appointment"
    __table_args__ = (Index("ix_appointment_buyer", "buyer_id", "starts_at"), NEVER_REUSED)

    id: int | None = Field(default=None, sa_type=ROW_ID, primary_key=True)
    external_id: str = Field(max_length=80, unique=True)
    buyer_id: int = Field(sa_type=ROW_ID, foreign_key="buyer.id", ondelete="CASCADE")
    starts_at: datetime
    place: str = Field(max_length=200)
    what: str = Field(default="", max_length=200)
    state: AppointmentState = Field(default=AppointmentState.booked, sa_type=words(AppointmentState))
