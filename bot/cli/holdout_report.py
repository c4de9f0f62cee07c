"""`care rules report`: what a rule does, told by those whom it leaves alone."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.cli.parts import BOOK, count, has_no_file_yet, what_went_wrong
from bot.cli.preview import NO_DATABASE, present
from bot.settings import Settings
from care_rules.errors import BookError
from care_rules.holdouts import FEWEST, Finding, Seen, Share, compared, difference, held_out, share
from care_rules.loading import load
from care_rules.rule_book import RuleBook
from storage import holdouts
from storage.bells import Bells
from storage.database import Database
from storage.holdouts import Moment
from storage.tables import TouchOutcome

CHUNK = 1000  # customers read at once
LOOKED_BACK = timedelta(days=366)
_SAID = {
    Finding.too_few: "too few to tell",
    Finding.may_be_chance: "may be chance",
    Finding.more: "more than by chance",
    Finding.fewer: "fewer than by chance",
}
Shares = Mapping[str, tuple[Share, Share]]


async def report(settings: Settings, rule: str | None, days: int) -> str | None:
    """Print what came of a rule within so many days, or of all that leave somebody alone; return why it cannot be."""
    try:
        book = load(BOOK, settings.company_time_zone)
    except BookError as mistakes:
        return str(mistakes)
    if rule is not None and rule not in book.rules:
        return f"The book has no rule {rule}. Rules are {', '.join(book.rules)}."
    names = [rule] if rule is not None else [name for name, one in book.rules.items() if one.holdout is not None]
    if not names:
        return "No rule leaves anybody alone. Give one a holdout, like holdout: 20%, and ask again in some weeks."
    if await asyncio.to_thread(has_no_file_yet, settings):
        return NO_DATABASE
    database = Database(settings.database_url, Bells())
    try:
        now = await present(settings, database)
        tables = [table(name, await _shares(database, book, name, now, days), days) for name in names]
    except (SQLAlchemyError, OSError) as error:
        return f"DATABASE_URL: {what_went_wrong(error)} `care db upgrade` brings it to the present schema."
    finally:
        await database.close()
    print("\n\n".join("\n".join(lines) for lines in tables))
    return None


async def _shares(database: Database, book: RuleBook, rule: str, now: datetime, days: int) -> Shares:
    """Return for each thing that customers may do the shares of those written to and of those left alone."""
    span = timedelta(days=days)
    async with database.read() as session:
        touches = await holdouts.touches_of(session, rule, now - LOOKED_BACK - span, now - span)
    found = [Seen(one.customer_id, one.at, left_alone) for one in touches if (left_alone := _held_out(one)) is not None]
    everybody = compared(found)
    kind = book.rules[rule].kind
    asked: dict[str, Callable[..., Awaitable[list[Moment]]]] = {
        "answered": holdouts.wrote,
        "bought again": holdouts.bought,
        "opted out": lambda session, ids, since: holdouts.opted_out(session, ids, kind, since),
    }
    groups = [one for one in everybody if not one.held_out], [one for one in everybody if one.held_out]
    shares: dict[str, tuple[Share, Share]] = {}
    for what, query in asked.items():
        moments = await _moments(database, query, everybody)
        sent, alone = (share(group, moments, span) for group in groups)
        shares[what] = (sent, alone)
    return shares


def _held_out(touch: holdouts.TouchSeen) -> bool | None:
    return held_out(touch.outcome is TouchOutcome.SENT, [str(one["key"]) for one in touch.reasons])


async def _moments(
    database: Database, query: Callable[..., Awaitable[list[Moment]]], everybody: Sequence[Seen]
) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = defaultdict(list)
    for at in range(0, len(everybody), CHUNK):
        chunk = everybody[at : at + CHUNK]
        async with database.read() as session:
            for customer_id, moment in await query(
                session, [one.customer for one in chunk], min(one.at for one in chunk)
            ):
                found[customer_id].append(moment)
    return found


def table(rule: str, shares: Shares, days: int) -> list[str]:
    """Return the lines of one rule's report; differences are in percentage points, with their 95 % interval."""
    sent, alone = next(iter(shares.values()))
    head = (
        f"{rule}: {count(sent.of, 'customer')} reached, {count(alone.of, 'customer')} left alone; "
        f"what they did within {count(days, 'day')}"
    )
    if not sent.of or not alone.of:
        return [head, "  Nobody to compare with yet: one of the groups is empty."]
    lines = [head, f"  {'':<14}{'reached':>18}{'left alone':>18}{'difference, 95 %':>28}"]
    lines += [_line(what, *both) for what, both in shares.items()]
    if min(sent.of, alone.of) < FEWEST:
        lines.append(f"  The groups are too small to tell anything: {FEWEST} customers in each are needed at least.")
    return lines


def _line(what: str, sent: Share, alone: Share) -> str:
    found = difference(sent, alone)
    told = f"{_points(found.value)} ({_points(found.low)} to {_points(found.high)})"
    return f"  {what:<14}{_share(sent):>18}{_share(alone):>18}{told:>28}  {_SAID[found.finding]}"


def _share(one: Share) -> str:
    return f"{one.hits} of {one.of} {100 * one.value:5.1f} %"


def _points(value: float) -> str:
    return f"{100 * value:+.1f}"
