"""Write down how it stands with buyers who were weighed, and what follows: a new tier, somebody to be called."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.work import staffroom, tasks
from bot.work.customers import rewards
from bot.work.customers.gathering import Known
from bot.work.outreach import planning
from bot.work.turn import Turn
from care_rules.because import Because
from care_rules.relationship import worse
from care_rules.weighing import Outlook, Weight
from storage import buyers, customers
from storage.buyers import StandingGlance
from storage.tables import StandingChange

_GONE = ""  # no tier has this name
_CALL_WITHIN = timedelta(days=2)


async def settle(turn: Turn, known: Sequence[Known], weights: Sequence[tuple[Weight, Outlook]]) -> None:
    """Keep what was found, note what changed, and bring the customers' tiers into line.

    Whoever was joined with another, forgotten or pinned since they were read is left for the next weighing.
    """
    pins = await buyers.pins(turn.session, [one.circle.buyer.id for one in known])
    settled = [pair for pair in zip(known, weights, strict=True) if _as_read(pair[0], pins)]
    await buyers.put_standings(turn.session, [_row(turn, one, *found) for one, found in settled])
    bought: dict[int, datetime] = {}
    for one, (weight, _) in settled:
        turn.session.add_all(_changes(turn, one, weight))
        if weight.tier is not None:
            await _give_tier(turn, one, weight.tier)
        if (last := one.facts.history.last_at) is not None:
            bought |= {customer.id: last for customer in one.circle.customers}
        if one.before is not None and worse(one.before.health, weight.health):
            await _have_somebody_call(turn, one, weight)
    await rewards.note_purchases(turn, bought)


def _as_read(one: Known, pins: Mapping[int, str | None]) -> bool:
    buyer = one.circle.buyer
    return pins.get(buyer.id, _GONE) == buyer.tier_pinned


def _row(turn: Turn, one: Known, weight: Weight, outlook: Outlook) -> dict[str, Any]:
    history, before = one.facts.history, one.before
    return {
        "buyer_id": one.circle.buyer.id,
        "currency": turn.house.book.value.currency,
        "purchases": history.purchases,
        "first_at": history.first_at,
        "last_at": history.last_at,
        "spent": history.spent,
        "spent_year": history.spent_year,
        "value": weight.worth.value,
        "on_margin": weight.worth.on_margin,
        "alive": outlook.alive,
        "expected": outlook.expected,
        "foreseen": outlook.foreseen,
        "interval_days": history.interval / timedelta(days=1) if history.interval is not None else None,
        "tier": weight.tier,
        "tier_since": _since(turn, before, "tier", weight.tier),
        "tier_because": _kept(before, "tier", weight.tier, weight.tier_because),
        "stage": weight.stage,
        "stage_since": _since(turn, before, "stage", weight.stage),
        "stage_because": weight.stage_because.as_data(),
        "health": weight.health,
        "health_since": _since(turn, before, "health", weight.health),
        "health_because": weight.health_because.as_data(),
        "weighed_at": turn.now,
    }


def _since(turn: Turn, before: StandingGlance | None, what: str, now: str | None) -> Any:
    if before is None or getattr(before, what) != now:
        return turn.now
    return getattr(before, f"{what}_since")


def _kept(before: StandingGlance | None, what: str, now: str | None, because: Because | None) -> dict[str, Any]:
    """Return why somebody has what they have: while they merely keep it, what they first had it for."""
    if because is not None and because.key == "stays" and before is not None and getattr(before, what) == now:
        earlier: dict[str, Any] = getattr(before, f"{what}_because")
        return earlier or because.as_data()
    return because.as_data() if because is not None else {}


def _changes(turn: Turn, one: Known, weight: Weight) -> list[StandingChange]:
    """Return what changed. The first weighing changes nothing: it says how things are."""
    found = {
        "tier": (weight.tier, weight.tier_because),
        "stage": (weight.stage, weight.stage_because),
        "health": (weight.health, weight.health_because),
    }
    if one.before is None:
        return []
    return [
        StandingChange(
            buyer_id=one.circle.buyer.id,
            at=turn.now,
            what=what,
            was=getattr(one.before, what),
            now=now,
            because=because.as_data() if because is not None else {},
        )
        for what, (now, because) in found.items()
        if now is not None and now != getattr(one.before, what)
    ]


async def _give_tier(turn: Turn, one: Known, tier: str) -> None:
    """Give the tier to all who are here of them, where they have another. Open cases keep their promise."""
    for seen in one.circle.customers:
        if seen.tier == tier:
            continue
        customer = await customers.by_id(turn.session, seen.id, lock=True)
        if customer is not None and customer.buyer_id in one.circle.ids:
            customer.tier = tier
            await staffroom.retitle(turn, customer)
            await planning.replan(turn, customer)


async def _have_somebody_call(turn: Turn, one: Known, weight: Weight) -> None:
    """Somebody is to act before they leave. Without any of them here, there is nobody to write to: staff still know."""
    here = one.circle.customers
    customer = await customers.by_id(turn.session, here[0].id) if here else None
    await tasks.give(
        turn,
        f"health {one.circle.buyer.id} {turn.now:%Y-%m-%d}",
        customer=customer,
        buyer=one.circle.buyer,
        facts={"health": weight.health.value, "because": weight.health_because.as_data()},
        due_at=turn.now + _CALL_WITHIN,
    )
