"""Answers from the shop's data: where an order is, which bills are open, which appointments, what a product is."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime

from bot.words.sums import sum_in_words
from bot.words.times import When, day_in_words, in_words
from bot.work.cases import answers
from bot.work.said import Said
from bot.work.turn import Turn
from nlu.reading import Reading
from storage import buyers, catalogue, shop
from storage.tables import Appointment, Bill, Conversation, Customer, OrderState, Product, ShopOrder

_MOST = 3  # orders, bills or appointments in one answer
_UNDER_WAY = (OrderState.placed, OrderState.packed, OrderState.shipped)


async def answer(turn: Turn, customer: Customer, talk: Conversation, said: Said, reading: Reading | None) -> bool:
    """Answer what the shop's data can answer; false if it cannot, and a colleague has to.

    Whoever is in no books gets no answer, and nobody gets one about somebody else's.
    """
    look = _LOOKS.get(reading.intent or "") if reading is not None else None
    if look is None or reading is None:
        return False
    ids = await buyers.circle_ids(turn.session, customer.buyer_id)
    lines = await look(turn, customer, ids, reading) if ids else []
    if not lines:
        return False
    await answers.give(turn, customer, talk, said, answers.OF_SHOP + str(reading.intent), "\n".join(lines))
    return True


async def about_product(
    turn: Turn, customer: Customer, talk: Conversation, said: Said, reading: Reading | None
) -> bool:
    """Answer from the catalogue, if the words name something of it."""
    named = [one.value for one in reading.entities if one.kind == "product"] if reading is not None else []
    found = await catalogue.by_name(turn.session, named[0]) if len(set(named)) == 1 else None
    if found is None:
        return False
    await answers.give(turn, customer, talk, said, f"{answers.OF_SHOP}product", _product(turn, customer, found))
    return True


async def _orders(turn: Turn, customer: Customer, ids: list[int], reading: Reading) -> list[str]:
    """The order they name, if it is theirs; else what is under way. One that is late is for a colleague to explain."""
    named = [one.value for one in reading.entities if one.kind == "order_number"]
    found = await shop.orders_of(turn.session, ids, named, _MOST)
    shown = found if named else [order for order in found if order.state in _UNDER_WAY]
    if any(_is_late(turn, order) for order in shown):
        return []
    return [_order(turn, customer, order) for order in shown]


async def _bills(turn: Turn, customer: Customer, ids: list[int], _: Reading) -> list[str]:
    return [_bill(turn, customer, bill) for bill in await shop.open_bills_of(turn.session, ids, _MOST)]


async def _appointments(turn: Turn, customer: Customer, ids: list[int], _: Reading) -> list[str]:
    found = await shop.appointments_of(turn.session, ids, turn.now, _MOST)
    return [_appointment(turn, customer, one) for one in found]


_LOOKS: dict[str, Callable[[Turn, Customer, list[int], Reading], Awaitable[list[str]]]] = {
    "track_order": _orders,
    "billing": _bills,
    "book_service": _appointments,
}


def _is_late(turn: Turn, order: ShopOrder) -> bool:
    today = turn.now.astimezone(turn.house.company.zone).date()
    return order.state in _UNDER_WAY and order.expected_on is not None and order.expected_on < today


def _order(turn: Turn, customer: Customer, order: ShopOrder) -> str:
    return turn.house.words.text(
        "shop-order",
        customer.language,
        number=order.external_id,
        product=order.product or "none",
        state=order.state.value,
        expected=_day(turn, customer, order.expected_on) if order.state in _UNDER_WAY else "none",
        link=order.tracking_url or "none",
    )


def _bill(turn: Turn, customer: Customer, bill: Bill) -> str:
    amount = sum_in_words(bill.amount, bill.currency, customer.language)
    due, link = _day(turn, customer, bill.due_on), bill.pay_url or "none"
    text = turn.house.words.text
    return text("shop-bill", customer.language, number=bill.external_id, amount=amount, due=due, link=link)


def _appointment(turn: Turn, customer: Customer, one: Appointment) -> str:
    at = _moment(turn, customer, one.starts_at)
    text = turn.house.words.text
    return text("shop-appointment", customer.language, what=one.what or "none", at=at, place=one.place)


def _product(turn: Turn, customer: Customer, product: Product) -> str:
    """Return what it is, what it costs, how it is used and kept: as far as the catalogue says."""
    words, language = turn.house.words, customer.language
    lines = [product.name + (f": {product.description}" if product.description else "")]
    if product.price is not None and product.currency is not None:
        price = sum_in_words(product.price, product.currency, language)
        lines.append(words.text("product-price", language, price=price))
    if product.guide:
        lines.append(product.guide)
    for key, days in (("product-service", product.service_days), ("product-warranty", product.warranty_days)):
        if days is not None:
            lines.append(words.text(key, language, months=round(days / 30.44), days=days))
    return "\n".join(lines)


def _day(turn: Turn, customer: Customer, day: date | None) -> str:
    return "none" if day is None else day_in_words(day.month, day.day, turn.house.words.spoken(customer.language))


def _moment(turn: Turn, customer: Customer, at: datetime) -> str:
    """Return when it is on the shop's wall, where the appointment is."""
    words, language = turn.house.words, turn.house.words.spoken(customer.language)
    when = When(at, turn.now, turn.house.company.zone)
    return in_words(when, language, lambda key, **facts: words.text(key, language, **facts))
