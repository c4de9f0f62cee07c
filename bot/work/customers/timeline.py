"""A person's touch points, the latest last: what, at which step, and whether it was a moment of truth."""

from collections.abc import Sequence

from bot.words.sums import sum_in_words
from bot.words.times import When
from bot.work.said import quote
from bot.work.staffroom import LANGUAGE
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from care_rules.moments import Contact, TouchedAt
from care_rules.shopping import Bought
from storage import cases, customers, plans
from storage.tables import Customer

_MOST = 10
_SHORT = 60  # characters
_OF_KIND = {
    CaseKind.complaint: Contact.complaint,
    CaseKind.emergency: Contact.emergency,
    CaseKind.request: Contact.request,
    CaseKind.question: Contact.question,
    CaseKind.suggestion: Contact.suggestion,
}


async def lines(turn: Turn, customer: Customer, purchases: Sequence[Bought]) -> list[str]:
    """Return the last touch points, a line each, under a heading; nothing where there is none."""
    found = await latest(turn, customer, purchases, _MOST)
    return [turn.house.words.text("page-timeline", LANGUAGE), *found] if found else []


async def latest(turn: Turn, customer: Customer, purchases: Sequence[Bought], most: int) -> list[str]:
    """Return up to `most` (ten at most) of the last touch points, a line each."""
    found = [*await _others(turn, customer), *_purchases(turn, purchases), *await _cases(turn, customer)]
    return [_line(turn, one) for one in sorted(found, key=lambda one: one.at)[-most:]]


def _line(turn: Turn, one: TouchedAt) -> str:
    return turn.house.words.text(
        "page-touch",
        LANGUAGE,
        at=When(one.at, turn.now, turn.house.company.zone),
        contact=one.contact.value,
        what=one.what or "none",
        step=one.step.value,
        moment=one.moment.value,
    )


def _purchases(turn: Turn, purchases: Sequence[Bought]) -> list[TouchedAt]:
    currency = turn.house.book.value.currency
    latest = sorted(purchases, key=lambda one: one.at)[-_MOST:]
    return [TouchedAt(one.at, Contact.bought, _of(one, sum_in_words(one.amount, currency, LANGUAGE))) for one in latest]


def _of(one: Bought, amount: str) -> str:
    return f"{one.product}, {amount}" if one.product else amount


async def _cases(turn: Turn, customer: Customer) -> list[TouchedAt]:
    found = []
    for case in await cases.latest_of(turn.session, customer.id or 0, _MOST):
        said = f"{case.number} “{quote(case.said, _SHORT)}”"
        found.append(TouchedAt(case.opened_at, _OF_KIND[case.kind], said))
        if case.scored_at is not None and case.score is not None:
            found.append(TouchedAt(case.scored_at, Contact.rated, f"{case.number}: {case.score}", case.score))
    return found


async def _others(turn: Turn, customer: Customer) -> list[TouchedAt]:
    met = TouchedAt(customer.created_at, Contact.arrived, customer.came_from.get("page", ""))
    elsewhere = [
        TouchedAt(one.at, Contact.elsewhere, f"{one.channel}: {quote(one.what, _SHORT)}")
        for one in await customers.touch_points(turn.session, customer.id or 0, _MOST)
    ]
    last = await plans.last_sent(turn.session, customer.id or 0)
    touched = [TouchedAt(last.decided_at, Contact.touched, last.rule)] if last is not None else []
    return [met, *elsewhere, *touched]
