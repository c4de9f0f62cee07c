"""/care: what we write about of our own accord, when, how often and in which language: each changed with a tap."""

from collections.abc import Mapping
from typing import TypeVar

from bot.work.buttons import Button, Rows, row, tap
from bot.work.customers import consents, languages
from bot.work.errors import StaleButton
from bot.work.outreach import planning
from bot.work.saying import say
from bot.work.turn import Turn
from care_rules.calls import NO_CALLS
from care_rules.consent import CareKind, Consent
from storage.tables import Customer

Choice = TypeVar("Choice", CareKind, Consent)
FEW = 2  # messages a month
_PARTS = ("mornings", "evenings")
_QUIET: Mapping[frozenset[str], tuple[int | None, int | None]] = {
    frozenset(): (None, None),
    frozenset({"mornings"}): (0, 12),
    frozenset({"evenings"}): (18, 8),
    frozenset(_PARTS): (18, 12),
}
"""From which hour to which, of their own clock, nothing is written of our own accord."""


async def show(turn: Turn, customer: Customer) -> None:
    """Say what holds now, with a button for each kind; when and how often once there is a kind to choose it for."""
    now = consents.granted(customer)
    names = [turn.house.words.text(f"care-kind-{kind.value}", customer.language) for kind in CareKind if kind in now]
    buttons = (
        *_kinds(turn, customer),
        *(_wishes(turn, customer) if now else ()),
        *(_calls() if NO_CALLS in customer.declined else ()),
        *languages.offered(turn, customer),
        row(Button("button-human", tap("human"))),
    )
    await say(turn, customer, "care-preferences", buttons=buttons, count=len(names), kinds=", ".join(names))


def _kinds(turn: Turn, customer: Customer) -> Rows:
    now = consents.granted(customer)
    greetings, reminders, surveys, offers = (
        _toggle(turn, customer, f"care-kind-{kind.value}", kind in now, tap("kind", kind.value)) for kind in CareKind
    )
    return (row(greetings, reminders), row(surveys, offers))


def _wishes(turn: Turn, customer: Customer) -> Rows:
    left = part_of(customer)
    mornings, evenings = (_toggle(turn, customer, f"care-{part}", part in left, tap("hours", part)) for part in _PARTS)
    few = _toggle(turn, customer, "care-few", customer.most_a_month == FEW, tap("few"), count=FEW)
    nothing = Button("button-care-none", tap("prefer", Consent.none.value))
    return (row(mornings), row(evenings), row(few, nothing))


def _calls() -> Rows:
    """Whoever told us not to telephone can take it back."""
    return (row(Button("button-calls-again", tap("calls"))),)


async def allow_calls(turn: Turn, customer: Customer) -> None:
    """They may be telephoned again."""
    await consents.let_call(turn, customer, yes=True)
    await show(turn, customer)


async def toggle(turn: Turn, customer: Customer, name: str) -> None:
    """Agree to a kind, or take it back; then show what holds.

    Raises:
        StaleButton: if there is no such kind.
    """
    kind = _member(CareKind, name)
    await consents.choose_kinds(turn, customer, consents.granted(customer) ^ {kind}, "preferences")
    await show(turn, customer)


def part_of(customer: Customer) -> frozenset[str]:
    """Return the parts of the day in which they want no messages."""
    found = (customer.quiet_from, customer.quiet_until)
    return next((parts for parts, hours in _QUIET.items() if hours == found), frozenset())


async def toggle_hours(turn: Turn, customer: Customer, part: str) -> None:
    """Leave a part of the day in peace, or not any more.

    Raises:
        StaleButton: if there is no such part.
    """
    if part not in _PARTS:
        raise StaleButton
    customer.quiet_from, customer.quiet_until = _QUIET[part_of(customer) ^ {part}]
    await planning.replan(turn, customer)
    await show(turn, customer)


async def toggle_few(turn: Turn, customer: Customer) -> None:
    """Write seldom, or as the book has it."""
    customer.most_a_month = None if customer.most_a_month == FEW else FEW
    await planning.replan(turn, customer)
    await show(turn, customer)


def _toggle(turn: Turn, customer: Customer, key: str, is_on: bool, data: str, **facts: object) -> Button:
    label = turn.house.words.text(key, customer.language, **facts)
    return Button(f"{'✓' if is_on else '+'} {label}", data, literal=True)


async def choose(turn: Turn, customer: Customer, level: str) -> None:
    """Keep the level that was chosen.

    Raises:
        StaleButton: if there is no such level.
    """
    chosen = _member(Consent, level)
    await consents.agree(turn, customer, chosen, "preferences")
    await say(turn, customer, f"consent-{chosen.value.replace('_', '-')}")


def _member(kind: type[Choice], value: str) -> Choice:
    try:
        return kind(value)
    except ValueError:
        raise StaleButton from None
