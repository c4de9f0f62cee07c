"""What staff see of care: why a customer got what they got, and what the coming weeks bring."""

from datetime import datetime, timedelta

from bot.words.times import When
from bot.work import groups, staffroom
from bot.work.outreach import heat_map
from bot.work.outreach.people import person
from bot.work.turn import Turn
from care_rules.gatherings import with_feasts
from care_rules.planning import Planned
from care_rules.reasons import in_words, reason_from
from storage import feasts, plans
from storage.tables import Customer, Touch

_LAST = 6
_NEXT = 6
WEEKS = 4


async def why(turn: Turn, customer: Customer) -> None:
    """Write in the topic what was sent or withheld last, each with its reasons, and what comes next."""
    touches = await plans.last_touches(turn.session, customer.id or 0, _LAST)
    planned = await _to_come(turn, customer)
    lines = [_text(turn, "staff-why", count=len(touches))]
    lines += [_touch(turn, one) for one in touches]
    lines.append(_text(turn, "staff-why-next", count=len(planned)))
    lines += [_planned(turn, one) for one in planned[:_NEXT]]
    await staffroom.tell(turn, customer, "\n".join(lines))


async def _to_come(turn: Turn, customer: Customer) -> list[Planned]:
    """Return what is planned for the customer, feasts included, the soonest first."""
    rows = await plans.of_customers(turn.session, [customer.id or 0])
    apart = [row.planned for row in rows]
    everything = with_feasts(turn.house.book, await person(turn, customer), apart, turn.now)
    return sorted(everything, key=lambda one: one.due_at)


async def _feasts(turn: Turn, until: datetime) -> list[tuple[str, datetime, int]]:
    """Return of each feast up to then its rule, its moment, and how many it is for."""
    book, found = turn.house.book, await feasts.between(turn.session, until)
    known = [one for one in found if one[0] in book.rules]
    return [(rule, at, count) for rule, at, tier, count in known if book.rules[rule].is_for(book.tier_name(tier))]


def _touch(turn: Turn, touch: Touch) -> str:
    reasons = in_words(tuple(reason_from(one) for one in touch.reasons))
    at = When(touch.decided_at, turn.now, turn.house.company.zone)
    return _text(
        turn, "staff-why-touch", at=at, rule=touch.rule, outcome=touch.outcome.value, reasons=reasons or "none"
    )


def _planned(turn: Turn, one: Planned) -> str:
    at = When(one.due_at, turn.now, turn.house.company.zone)
    return _text(turn, "staff-why-planned", at=at, rule=one.rule, occasion=one.occasion)


def _text(turn: Turn, key: str, **facts: object) -> str:
    return turn.house.words.text(key, staffroom.LANGUAGE, **facts)


async def preview(turn: Turn, chat_id: int, *, topic: int | None) -> None:
    """Show in the group how many messages the coming weeks are to bring, day by day and rule by rule, as a picture."""
    until = turn.now + timedelta(weeks=WEEKS)
    planned = [(rule, due_at, 1) for rule, due_at in await plans.between(turn.session, until)]
    planned += await _feasts(turn, until)
    counts = heat_map.by_day(planned, turn.now, turn.house.company.zone, WEEKS * 7)
    caption = _text(turn, "staff-preview", count=sum(map(sum, counts.values())), days=WEEKS * 7)
    where = {"message_thread_id": topic} if topic else {}
    if not counts:
        await groups.post(turn, chat_id, {"text": caption, **where})
        return
    photo = heat_map.drawn(counts, turn.now, turn.house.company.zone)
    await groups.post(turn, chat_id, {"photo": photo, "caption": caption, **where}, method="sendPhoto")
