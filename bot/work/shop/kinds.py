"""The kinds of rows that a shop may bring, column by column."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from bot.work.shop import parsing
from bot.work.shop.columns import Column, Finish, Refused, Values
from storage.tables import (
    Appointment,
    AppointmentState,
    Bill,
    Buyer,
    BuyerKind,
    OrderState,
    Product,
    Purchase,
    Relation,
    ShopOrder,
)

_ID = parsing.text(80)
_NAME = parsing.text(120)
_BUYER = Column("customer", _ID, needed=True, also=("customer id", "customer no", "client", "buyer"))


@dataclass(frozen=True)
class Kind:
    """`finish` makes of a row read what the table keeps. Rows of `table` are known by their `external_id`."""

    name: str
    table: type[Any]
    columns: tuple[Column, ...]
    finish: Finish

    @property
    def of_a_buyer(self) -> bool:
        return _BUYER in self.columns


def _id(*also: str) -> Column:
    return Column("id", _ID, needed=True, also=also)


def _currency() -> Column:
    return Column("currency", parsing.currency, also=("ccy",), usual=attrgetter("currency"))


def _count_in_minor_units(values: Values, currency: str, *names: str) -> None:
    """Put sums in minor units of the currency that this column names."""
    code = values[currency]
    for name in names:
        values[name] = parsing.minor(values[name], code)


def _customer(values: Values) -> None:
    month, day, year = values.pop("birthday") or (None, None, None)
    _count_in_minor_units(values, "cost_currency", "acquisition_cost", "retention_cost")
    if values["organisation"] is not None and values["organisation"] == values["id"]:
        raise Refused("organisation: nobody belongs to themselves; leave it empty")
    values |= {"birth_month": month, "birth_day": day, "birth_year": year}
    values["kind"] = values["kind"] or BuyerKind.person
    values["relation"] = values["relation"] or Relation.external


def _product(values: Values) -> None:
    _count_in_minor_units(values, "currency", "price")
    values["description"] = values["description"] or ""
    values["guide"] = values["guide"] or ""
    if values["price"] is None:
        values["currency"] = None


def _purchase(values: Values) -> None:
    _count_in_minor_units(values, "currency", "amount", "margin")
    values["quantity"] = values["quantity"] or 1.0
    values["service"] = bool(values["service"])


def _with_amount(values: Values) -> None:
    _count_in_minor_units(values, "currency", "amount")


def _appointment(values: Values) -> None:
    values["what"] = values["what"] or ""
    values["state"] = values["state"] or AppointmentState.booked


KINDS: Mapping[str, Kind] = {
    "customers": Kind(
        "customers",
        Buyer,
        (
            _id("customer", "customer id", "customer no", "client"),
            Column("name", parsing.text(130), also=("full name", "customer name")),
            Column("kind", parsing.choice(BuyerKind)),
            Column("relation", parsing.choice(Relation)),
            Column("organisation", _ID, also=("organization", "company", "company id")),
            Column("phone", parsing.phone, also=("mobile", "telephone", "phone number")),
            Column("email", parsing.email, also=("e-mail", "email address")),
            Column("address", parsing.text(300)),
            Column("language", parsing.language),
            Column("region", parsing.text(60)),
            Column("birthday", parsing.birthday, also=("date of birth", "birth date", "dob")),
            Column("member_since", parsing.day, also=("customer since", "joined")),
            Column("acquisition_cost", parsing.amount),
            Column("retention_cost", parsing.amount),
            Column("cost_currency", parsing.currency),
            Column("wallet_share", parsing.percent, also=("share of wallet",)),
        ),
        _customer,
    ),
    "products": Kind(
        "products",
        Product,
        (
            _id("product", "product id", "sku", "article"),
            Column("name", _NAME, needed=True, also=("title", "product name")),
            Column("description", parsing.paragraph),
            Column("guide", parsing.paragraph, also=("manual", "instructions", "how to use")),
            Column("price", parsing.amount),
            _currency(),
            Column("service_days", parsing.whole(1, 7300), also=("service interval", "service interval days")),
            Column("warranty_days", parsing.whole(1, 36500), also=("warranty",)),
        ),
        _product,
    ),
    "purchases": Kind(
        "purchases",
        Purchase,
        (
            _id("purchase", "purchase id", "receipt", "invoice", "transaction", "transaction id"),
            _BUYER,
            Column("at", parsing.moment, needed=True, also=("date", "time", "purchased at", "purchase date")),
            Column("amount", parsing.amount, needed=True, also=("total", "sum", "paid")),
            _currency(),
            Column("margin", parsing.number, also=("profit",)),
            Column("product", _NAME, also=("item", "article")),
            Column("quantity", parsing.quantity, also=("qty", "units")),
            Column("place", _NAME, also=("shop", "store", "branch")),
            Column("service", parsing.yes),
        ),
        _purchase,
    ),
    "orders": Kind(
        "orders",
        ShopOrder,
        (
            _id("order", "order id", "order no", "order number"),
            _BUYER,
            Column("placed_at", parsing.moment, needed=True, also=("date", "ordered at", "order date")),
            Column("state", parsing.choice(OrderState), needed=True, also=("status",)),
            Column("product", _NAME, also=("item", "article")),
            Column("amount", parsing.amount, also=("total", "sum")),
            _currency(),
            Column("expected_on", parsing.day, also=("expected", "delivery date", "eta")),
            Column("tracking_url", parsing.address_of_page, also=("tracking",)),
        ),
        _with_amount,
    ),
    "bills": Kind(
        "bills",
        Bill,
        (
            _id("bill", "bill id", "invoice", "invoice no"),
            _BUYER,
            Column("amount", parsing.amount, needed=True, also=("total", "sum")),
            _currency(),
            Column("due_on", parsing.day, needed=True, also=("due", "due date")),
            Column("paid_on", parsing.day, also=("paid", "payment date")),
            Column("pay_url", parsing.address_of_page, also=("pay link", "payment link")),
        ),
        _with_amount,
    ),
    "appointments": Kind(
        "appointments",
        Appointment,
        (
            _id("appointment", "appointment id", "booking"),
            _BUYER,
            Column("starts_at", parsing.moment, needed=True, also=("at", "date", "time", "slot")),
            Column("place", parsing.text(200), needed=True, also=("where", "branch", "shop")),
            Column("what", parsing.text(200), also=("service", "title")),
            Column("state", parsing.choice(AppointmentState), also=("status",)),
        ),
        _appointment,
    ),
}
