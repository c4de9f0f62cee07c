"""Who is to be looked at now: those with something due of their own, then those who gather for a feast, in chunks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.work.turn import Turn
from care_rules.gatherings import Gathering, feast_after, is_shared
from care_rules.planning import Planned
from storage import customers, feasts, plans
from storage.plans import PlannedRow
from storage.tables import Customer, FeastRow


@dataclass
class InHand:
    """Customers, locked, and what is due of each, by id. `feast` is what they gather for, if that is why."""

    customers: Sequence[Customer]
    rows: Sequence[PlannedRow] = ()
    feast: FeastRow | None = None
    is_last: bool = True
    plans: dict[int, list[Planned]] = field(default_factory=lambda: defaultdict(list))


async def take(turn: Turn, most: int) -> InHand | None:
    """Take up to `most` customers in hand; None if there is nothing left to do, or another replica does it."""
    due, feasting = await plans.due(turn.session, turn.now, most)
    free = await customers.those_free(turn.session, due) if due else []
    hand = InHand(free) if free else await _gathered(turn, most) if feasting else None
    if hand is None:
        return None
    ids = [one.id or 0 for one in hand.customers]
    hand.rows = await plans.claim_due(turn.session, ids, turn.now)
    for row in hand.rows:
        hand.plans[row.customer_id].append(row.planned)
    if feasting:
        await _join_in(turn, hand)
    return hand


async def _gathered(turn: Turn, most: int) -> InHand | None:
    feast = await feasts.claim_due(turn.session, turn.now)
    if feast is None:
        return None
    some = await feasts.next_to_look_at(turn.session, feast, most)
    return InHand(some, feast=feast, is_last=len(some) < most)


async def _join_in(turn: Turn, hand: InHand) -> None:
    """Add the feasts that have begun, whyever these customers are in hand, so that all that is due competes.

    A rule of which something is planned for the customer alone was seen to: it waits, or is due with the rest.
    """
    begun = await feasts.due(turn.session, turn.now)
    gathering = {feast.gathering for feast in begun}
    feasting = [one for one in hand.customers if one.gathering in gathering]
    apart = await plans.of_customers(turn.session, [one.id or 0 for one in feasting])
    own = {(row.customer_id, row.rule) for row in apart}
    for customer in feasting:
        number = customer.id or 0
        for feast in begun:
            if feast.gathering == customer.gathering and (number, feast.rule) not in own:
                hand.plans[number].append(_feast(feast))


async def put_by(turn: Turn, hand: InHand, later: Sequence[tuple[int, Planned]]) -> None:
    """Plan what is to come for these customers, by id, and go on with the feast, or turn to the next one."""
    book = turn.house.book
    own = [one for one in later if not is_shared(book, one[1], turn.now)]
    await plans.follow(turn.session, hand.rows, own)
    if hand.feast is None:
        return
    if not hand.is_last:
        hand.feast.reached = hand.customers[-1].id or 0
        return
    await _turn_to_next(turn, hand.feast)


async def _turn_to_next(turn: Turn, feast: FeastRow) -> None:
    book = turn.house.book
    following = None
    if feast.rule in book.rules:
        following = feast_after(book, feast.rule, Gathering.read(feast.gathering), _feast(feast), turn.now)
    if following is None:
        await turn.session.delete(feast)
        return
    feast.occasion, feast.due_at, feast.reached = following.key, following.moment, 0


def _feast(feast: FeastRow) -> Planned:
    return Planned(rule=feast.rule, occasion=feast.occasion, occasion_at=feast.due_at, due_at=feast.due_at)
