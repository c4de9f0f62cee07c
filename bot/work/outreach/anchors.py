"""What happened to customers, and will, as rules may hang on it: read for many at once, and only what the book asks."""

from collections import defaultdict
from collections.abc import Callable, Iterator, KeysView, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

from bot.words.sums import sum_in_words
from bot.words.times import day_in_words
from bot.work.turn import Turn
from care_rules.case_numbers import number_of
from care_rules.cases import CaseKind
from care_rules.occasions import HABITS, Anchor, OccasionKind
from care_rules.wall_time import moment_at
from storage import care_facts, dues
from storage.care_facts import Bought, CaseSeen, Details
from storage.dues import Due

_REGULAR = 3  # days of purchase that make a habit
_LONGEST_KEY = 40  # characters; an occasion's key is kept in a column of 60
_OWNED = timedelta(days=5 * 366)  # at what may still be serviced, or is under warranty
_WAITED = timedelta(days=30)  # an order that is older was forgotten by the shop, not by the customer
_CASES = {CaseKind.complaint: OccasionKind.complaint, CaseKind.emergency: OccasionKind.emergency}
_OF_PRODUCTS = {OccasionKind.service, OccasionKind.warranty}
_OF_PURCHASES = {OccasionKind.purchase, *_OF_PRODUCTS}

Theirs = dict[OccasionKind, list[Anchor]]
Found = dict[int, Theirs]


@dataclass(frozen=True)
class _Reader:
    """Whose words and clock facts are told in."""

    turn: Turn
    zone: ZoneInfo
    language: str


@dataclass(frozen=True)
class _Told(Mapping[str, str]):
    """Facts that are put into words when a text names them: a plan asks only which there are."""

    words: Mapping[str, Callable[[], str]]

    def __getitem__(self, name: str) -> str:
        return self.words[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, name: object) -> bool:
        return name in self.words

    def keys(self) -> KeysView[str]:
        return self.words.keys()


async def anchors_of(
    turn: Turn, details: Mapping[int, Details], cases: Mapping[int, Sequence[CaseSeen]]
) -> dict[int, Mapping[OccasionKind, tuple[Anchor, ...]]]:
    """Return, by the customer's id, what the rules of the book in force may hang on; nobody without any is there."""
    asked = turn.house.book.occasions
    found: Found = defaultdict(lambda: defaultdict(list))
    by_buyer = {detail.buyer_id: customer for customer, detail in details.items() if detail.buyer_id is not None}
    _cases(found, cases, asked)
    _gaps(found, details, asked)
    if by_buyer:
        await _purchases(turn, found, by_buyer, asked)
        await _dues(turn, found, {buyer: details[customer] for buyer, customer in by_buyer.items()}, asked)
    return {one: {kind: tuple(anchors) for kind, anchors in kinds.items()} for one, kinds in found.items()}


def cases_since(turn: Turn) -> datetime:
    """Return from when on a case that was closed can still matter to a rule."""
    return _since(turn, *_CASES.values())


def _cases(found: Found, cases: Mapping[int, Sequence[CaseSeen]], asked: Set[OccasionKind]) -> None:
    for customer, theirs in cases.items():
        for case in theirs:
            if case.closed_at is not None and _CASES[case.kind] in asked:
                number = number_of(case.id)
                anchor = Anchor(number, case.closed_at, facts={"number": number, "case": str(case.id)})
                found[customer][_CASES[case.kind]].append(anchor)


def _gaps(found: Found, details: Mapping[int, Details], asked: Set[OccasionKind]) -> None:
    """When the next purchase would be usual, and how long a gap is usual: known of those who came three times."""
    has_gap, has_rhythm = OccasionKind.gap in asked, OccasionKind.rhythm in asked
    if not has_gap and not has_rhythm:
        return
    for customer, detail in details.items():
        if detail.last_at is None or detail.interval_days is None:
            continue
        usual, last = timedelta(days=detail.interval_days), detail.last_at
        if has_gap:
            found[customer][OccasionKind.gap].append(Anchor(_day_of(last), last, usual=usual))
        if has_rhythm:
            found[customer][OccasionKind.rhythm].append(Anchor(_day_of(last), last + usual))


async def _purchases(turn: Turn, found: Found, by_buyer: Mapping[int, int], asked: Set[OccasionKind]) -> None:
    rules = turn.house.book.rules.values()
    habits = {rule.product.casefold() for rule in rules if rule.product is not None and rule.occasion in HABITS}
    if not habits and not _OF_PURCHASES & asked:
        return
    long = bool(habits) or bool(_OF_PRODUCTS & asked)
    lately = _since(turn, OccasionKind.purchase)
    bought = await care_facts.purchases_of(turn.session, list(by_buyer), turn.now - _OWNED if long else lately)
    if OccasionKind.purchase in asked:
        for one in bought:
            if one.at >= lately and not one.service:
                anchor = Anchor(_key(one.external_id), one.at, facts=_of_product(one))
                found[by_buyer[one.buyer_id]][OccasionKind.purchase].append(anchor)
    for name in habits:
        _habits(found, by_buyer, [one for one in bought if (one.product or "").casefold() == name and not one.service])
    if _OF_PRODUCTS & asked:
        await _of_products(turn, found, by_buyer, bought, asked)


async def _of_products(
    turn: Turn, found: Found, by_buyer: Mapping[int, int], bought: Sequence[Bought], asked: Set[OccasionKind]
) -> None:
    """What was bought is serviced, and its warranty ends, after as many days as the catalogue has for the product."""
    names = {one.product for one in bought if one.product}
    products = await care_facts.products_named(turn.session, names) if names else {}
    if OccasionKind.warranty in asked:
        for one in bought:
            if not one.service:
                _warranty(found[by_buyer[one.buyer_id]], one, products)
    if OccasionKind.service in asked:
        for key, one in _last_of_each(bought).items():
            _service(found[by_buyer[key[0]]], one, products)


def _habits(found: Found, by_buyer: Mapping[int, int], bought: Sequence[Bought]) -> None:
    """How often each buyer of this product usually buys it: known of those who bought it on three days."""
    days: dict[int, dict[date, Bought]] = defaultdict(dict)
    for one in bought:
        days[one.buyer_id][one.at.date()] = one
    for buyer, theirs in days.items():
        in_order = sorted(theirs)
        if len(in_order) < _REGULAR:
            continue
        usual = timedelta(days=median((later - day).days for day, later in pairwise(in_order)))
        last = theirs[in_order[-1]]
        key, facts = _key(f"{last.product} {_day_of(last.at)}"), _of_product(last)
        anchors = found[by_buyer[buyer]]
        anchors[OccasionKind.gap].append(Anchor(key, last.at, usual=usual, facts=facts))
        anchors[OccasionKind.rhythm].append(Anchor(key, last.at + usual, facts=facts))


def _since(turn: Turn, *kinds: OccasionKind) -> datetime:
    """Return from when on what happened can still matter to a rule."""
    rules = (rule for rule in turn.house.book.rules.values() if rule.occasion in kinds)
    longest = max((rule.shift + rule.late for rule in rules), default=timedelta(0))
    return turn.now - max(longest, timedelta(0)) - timedelta(days=2)


def _day_of(moment: datetime) -> str:
    return moment.date().isoformat()


def _key(name: str) -> str:
    return name if len(name) <= _LONGEST_KEY else sha256(name.encode()).hexdigest()[:_LONGEST_KEY]


def _of_product(one: Bought) -> dict[str, str]:
    return {"product": one.product} if one.product else {}


def _warranty(theirs: Theirs, one: Bought, products: Mapping[str, tuple[int | None, int | None]]) -> None:
    days = products.get(one.product or "", (None, None))[1]
    if days is not None:
        ends = one.at + timedelta(days=days)
        theirs[OccasionKind.warranty].append(Anchor(_key(one.external_id), ends, until=ends, facts=_of_product(one)))


def _last_of_each(bought: Sequence[Bought]) -> dict[tuple[int, str], Bought]:
    """Return the last purchase or service of each product by each buyer."""
    return {(one.buyer_id, one.product): one for one in bought if one.product}


def _service(theirs: Theirs, one: Bought, products: Mapping[str, tuple[int | None, int | None]]) -> None:
    """A product is serviced so many days after it was bought, or serviced last."""
    days = products.get(one.product or "", (None, None))[0]
    if days is not None:
        at = one.at + timedelta(days=days)
        theirs[OccasionKind.service].append(
            Anchor(_key(f"{one.product} {_day_of(one.at)}"), at, facts=_of_product(one))
        )


async def _dues(turn: Turn, found: Found, buyers: Mapping[int, Details], asked: Set[OccasionKind]) -> None:
    """What the shop has in hand for them, by the buyer: bills, appointments, orders."""
    for due in await dues.dues_of(turn.session, list(buyers), asked, turn.now, turn.now - _WAITED):
        theirs = buyers[due.buyer_id]
        found[theirs.id][due.kind].append(_IN_HAND[due.kind](due, _reader(turn, theirs)))


def _reader(turn: Turn, theirs: Details) -> _Reader:
    return _Reader(turn, turn.zone_of(theirs.zone), turn.house.words.spoken(theirs.language))


def _bill(bill: Due, reader: _Reader) -> Anchor:
    on, amount, currency = bill.on, bill.amount, bill.words
    assert on is not None
    assert amount is not None
    assert currency is not None
    facts = _Told(
        {
            "number": lambda: bill.external_id,
            "amount": lambda: sum_in_words(amount, currency, reader.language),
            "day": lambda: day_in_words(on.month, on.day, reader.language),
        }
    )
    return Anchor(_key(bill.external_id), moment_at(on, time(0), reader.zone).astimezone(UTC), facts=facts)


def _appointment(booked: Due, reader: _Reader) -> Anchor:
    """One that is moved is another occasion: who was reminded of the first hears of the second too."""
    starts_at, place = booked.at, booked.words
    assert starts_at is not None
    assert place is not None
    local = starts_at.astimezone(reader.zone)
    facts = _Told(
        {
            "day": lambda: day_in_words(local.month, local.day, reader.language),
            "time": lambda: reader.turn.house.words.clock_time(starts_at, reader.zone),
            "place": lambda: place,
        }
    )
    return Anchor(_key(f"{booked.external_id} {starts_at:%Y%m%d%H%M}"), starts_at, until=starts_at, facts=facts)


def _order(order: Due, _: _Reader) -> Anchor:
    assert order.at is not None
    facts = {"number": order.external_id} | ({"product": order.words} if order.words else {})
    return Anchor(_key(order.external_id), order.at, facts=facts)


_IN_HAND = {OccasionKind.bill: _bill, OccasionKind.appointment: _appointment, OccasionKind.order: _order}
