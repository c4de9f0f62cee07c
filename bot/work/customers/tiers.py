"""The tier set by hand, or left to what they buy again."""

from bot.work import staffroom
from bot.work.customers.records import buyer_of
from bot.work.errors import UnknownTier
from bot.work.outreach import planning
from bot.work.said import Agent
from bot.work.turn import Turn
from care_rules.because import Because
from storage import buyers, customers
from storage.circles import circles_of
from storage.tables import Buyer, Customer, StandingChange

BY_ITSELF = "auto"


async def set_tier(turn: Turn, customer: Customer, agent: Agent, wanted: str) -> None:
    """Pin the tier, for the customer's whole organisation if they buy for one; "auto" lets it follow again.

    Open cases keep the promise they were opened with.

    Raises:
        UnknownTier: if the book has no such tier.
    """
    tier = wanted.strip().lower()
    tiers = turn.house.book.tiers
    owner = await buyers.owner_of(turn.session, await buyer_of(turn, customer))
    if tier == BY_ITSELF:
        owner.tier_pinned = None
        await staffroom.tell_key(turn, customer, "staff-tier-auto", name=customer.known_as)
        return
    if tier not in tiers:
        raise UnknownTier(tier=wanted.strip()[:40], tiers=", ".join([*tiers, BY_ITSELF]))
    owner.tier_pinned = tier
    (circle,) = await circles_of(turn.session, [owner.id or 0])
    turn.session.add(_change(turn, owner, customer.tier, tier, agent))
    for seen in circle.customers:
        one = await customers.by_id(turn.session, seen.id, lock=True)
        if one is None:
            continue
        one.tier = tier
        await staffroom.retitle(turn, one)
        await planning.replan(turn, one)
    await staffroom.tell_key(turn, customer, "staff-tier-set", name=customer.known_as, tier=tiers[tier].title)


def _change(turn: Turn, owner: Buyer, was: str, now: str, agent: Agent) -> StandingChange:
    because = Because("pinned").as_data()
    return StandingChange(
        buyer_id=owner.id or 0, at=turn.now, what="tier", was=was, now=now, because=because, by=agent.name
    )
