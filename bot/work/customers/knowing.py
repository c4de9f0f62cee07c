"""Meet a customer, notice that they stopped or came back."""

from dataclasses import dataclass
from typing import Any

from bot.words.seen import beginning, one_line
from bot.work import staffroom
from bot.work.outreach import planning
from bot.work.turn import Turn
from storage import customers
from storage.tables import Customer

_LONGEST_NAME, _LONGEST_FULL_NAME = 64, 130  # characters


@dataclass(frozen=True)
class Names:
    """What Telegram calls a person: first name, and first and last together."""

    first: str
    full: str


async def meet(turn: Turn, telegram_id: int, names: Names, language: str | None) -> Customer:
    """Return the customer, a new one if we never met. Whoever writes to us has returned, if they were gone."""
    known = await customers.by_telegram_id(turn.session, telegram_id, lock=True)
    if known is None:
        full = one_line(names.full) or _nameless(turn, telegram_id)
        known = Customer(
            telegram_id=telegram_id,
            first_name=beginning(one_line(names.first) or full, _LONGEST_NAME),
            full_name=beginning(full, _LONGEST_FULL_NAME),
            language=(language or "en")[:12],
            tier=turn.house.book.default_tier,
            created_at=turn.now,
        )
        turn.session.add(known)
        await turn.session.flush()
    elif known.blocked_at is not None:
        await returned(turn, known)
    return known


def called_or_none(turn: Turn, customer: Customer) -> str | None:
    """Return what to call the customer; None if all we have is a number."""
    return customer.called if customer.called != _nameless(turn, customer.telegram_id) else None


def address(turn: Turn, customer: Customer) -> dict[str, Any]:
    """Return the facts with which a sentence addresses the customer: by name, or without one."""
    return {"name": customer.called, "known": "no" if called_or_none(turn, customer) is None else "yes"}


def _nameless(turn: Turn, telegram_id: int) -> str:
    """Return what staff call somebody whose name in Telegram shows nothing."""
    return turn.house.words.text("nameless", staffroom.LANGUAGE, id=telegram_id)


async def returned(turn: Turn, customer: Customer) -> None:
    customer.blocked_at = None
    await planning.replan(turn, customer)


async def left(turn: Turn, customer: Customer) -> None:
    """The customer stopped the bot: nothing more is written to them, and staff see it."""
    if customer.blocked_at is not None:
        return
    customer.blocked_at = turn.now
    if customer.topic_id is not None:
        await staffroom.tell_key(turn, customer, "staff-customer-left", name=customer.known_as)
