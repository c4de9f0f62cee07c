"""/tiers: what each tier brings, and what winning and keeping its customers costs, side by side."""

from collections import defaultdict
from dataclasses import dataclass

from bot.words.sums import sum_in_words
from bot.work import groups, staffroom
from bot.work.said import Agent
from bot.work.shop.money import counted
from bot.work.turn import Turn
from care_rules.roles import Role, check
from storage import buyers
from storage.buyers import TierSums


@dataclass
class _Tier:
    """Sums in the book's currency, in minor units; each cost with how many it is known of."""

    buyers: int = 0
    spent_year: int = 0
    value: int = 0
    acquisition: int = 0
    with_acquisition: int = 0
    retention: int = 0
    with_retention: int = 0


async def show(turn: Turn, agent: Agent, chat_id: int, *, topic: int | None) -> None:
    """Write the table where a lead asked for it.

    Raises:
        NotAllowed: for an agent.
    """
    check(agent.role, Role.lead)
    found = _by_tier(turn, await buyers.tier_sums(turn.session))
    words, everybody = turn.house.words, sum(one.spent_year for one in found.values())
    lines = [words.text("staff-tiers", staffroom.LANGUAGE, count=sum(one.buyers for one in found.values()))]
    lines += [_line(turn, name, found[name], everybody) for name in turn.house.book.tiers if name in found]
    await groups.post(turn, chat_id, {"text": "\n".join(lines)} | ({"message_thread_id": topic} if topic else {}))


def _by_tier(turn: Turn, rows: list[TierSums]) -> dict[str, _Tier]:
    found: dict[str, _Tier] = defaultdict(_Tier)
    for row in rows:
        tier = found[turn.house.book.tier_name(row.tier)]
        tier.buyers += row.buyers
        tier.spent_year += row.spent_year
        tier.value += row.value
        _add_costs(turn, tier, row)
    return found


def _add_costs(turn: Turn, tier: _Tier, row: TierSums) -> None:
    """Costs in a currency that the book has no rate for are left out, and so are those whom they are of."""
    book = turn.house.book.value
    won = counted(row.acquisition, row.cost_currency or book.currency, book)
    kept = counted(row.retention, row.cost_currency or book.currency, book)
    if won is not None and kept is not None:
        tier.acquisition += won
        tier.with_acquisition += row.with_acquisition
        tier.retention += kept
        tier.with_retention += row.with_retention


def _line(turn: Turn, name: str, tier: _Tier, everybody: int) -> str:
    return turn.house.words.text(
        "staff-tier-line",
        staffroom.LANGUAGE,
        tier=turn.house.book.tier(name).title,
        count=tier.buyers,
        share=round(100 * tier.spent_year / everybody) if everybody else 0,
        spend=_each(turn, tier.spent_year, tier.buyers),
        value=_each(turn, tier.value, tier.buyers),
        won=_each(turn, tier.acquisition, tier.with_acquisition),
        kept=_each(turn, tier.retention, tier.with_retention),
        dearer=_dearer(tier),
    )


def _each(turn: Turn, amount: int, count: int) -> str:
    """Return the mean in words; "none" where it is known of nobody."""
    return sum_in_words(round(amount / count), turn.house.book.value.currency, staffroom.LANGUAGE) if count else "none"


def _dearer(tier: _Tier) -> str:
    """Return how many times as much it costs to win one as to keep one for a year; "none" where that is not known."""
    if not tier.retention or not tier.with_acquisition:
        return "none"
    a_year = 12 * tier.retention / tier.with_retention
    return f"{tier.acquisition / tier.with_acquisition / a_year:.1f}"
