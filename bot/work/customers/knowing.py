"""Meet a customer, notice that they stopped or came back, set their tier."""

from bot.work import staffroom
from bot.work.errors import UnknownTier
from bot.work.outreach import planning
from bot.work.turn import Turn
from storage import customers
from storage.tables import Customer


async def meet(turn: Turn, telegram_id: int, first_name: str, language: str | None) -> Customer:
    """Return the customer, a new one if we never met. Whoever writes to us has returned, if they were gone."""
    known = await customers.by_telegram_id(turn.session, telegram_id, lock=True)
    if known is None:
        known = Customer(
            telegram_id=telegram_id,
            first_name=first_name[:64] or "?",
            language=(language or "en")[:12],
            tier=turn.house.book.default_tier,
            created_at=turn.now,
        )
        turn.session.add(known)
        await turn.session.flush()
    elif known.blocked_at is not None:
        await returned(turn, known)
    return known


async def returned(turn: Turn, customer: Customer) -> None:
    customer.blocked_at = None
    await planning.replan(turn, customer)


async def left(turn: Turn, customer: Customer) -> None:
    """The customer stopped the bot: nothing more is written to them, and staff see it."""
    if customer.blocked_at is not None:
        return
    customer.blocked_at = turn.now
    if customer.topic_id is not None:
        await staffroom.tell_key(turn, customer, "staff-customer-left", name=customer.called)


async def set_tier(turn: Turn, customer: Customer, tier: str) -> None:
    """Set the tier by hand. Open cases keep the promise they were opened with.

    Raises:
        UnknownTier: if the book has no such tier.
    """
    wanted = tier.strip().lower()
    tiers = turn.house.book.tiers
    if wanted not in tiers:
        raise UnknownTier(tier=tier.strip()[:40], tiers=", ".join(tiers))
    customer.tier = wanted
    await staffroom.retitle(turn, customer)
    await planning.replan(turn, customer)
    await staffroom.tell_key(turn, customer, "staff-tier-set", name=customer.called, tier=tiers[wanted].title)
