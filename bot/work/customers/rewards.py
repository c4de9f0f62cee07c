"""Who brought somebody is rewarded as value.yml has it: staff are given the task, once for each whom they brought."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.work import tasks
from bot.work.customers.records import buyer_of
from bot.work.turn import Turn
from care_rules.value_book import RewardAfter
from storage import buyers, customers
from storage.tables import Referral

_WITHIN = timedelta(days=3)


async def note_arrival(turn: Turn, referral: Referral) -> None:
    """Somebody came by a recommendation."""
    rule = turn.house.book.value.referrals
    if rule is not None and rule.after is RewardAfter.arrival:
        await _reward(turn, referral, rule.reward)


async def note_purchases(turn: Turn, bought: Mapping[int, datetime]) -> None:
    """Whoever brought one of these customers before their last purchase (UTC) is due the reward, once."""
    rule = turn.house.book.value.referrals
    if rule is not None and rule.after is RewardAfter.purchase:
        found = await buyers.unrewarded(turn.session, list(bought))
        for referral in (one for one in found if one.at <= bought[one.referred_id]):
            await _reward(turn, referral, rule.reward)


async def _reward(turn: Turn, referral: Referral, reward: str) -> None:
    referrer = await customers.by_id(turn.session, referral.referrer_id)
    referred = await customers.by_id(turn.session, referral.referred_id)
    if referrer is None or referred is None:
        return
    referral.rewarded_at = turn.now
    await tasks.give(
        turn,
        f"reward {referred.id}",
        customer=referrer,
        buyer=await buyer_of(turn, referrer),
        facts={"reward": reward, "other": referred.known_as},
        due_at=turn.now + _WITHIN,
    )
