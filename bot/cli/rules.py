"""The rule book from the command line."""

import asyncio
from pathlib import Path

from bot.cli.parts import BOOK, count
from bot.cli.preview import Wanted, foreseen, how_many
from bot.settings import Settings
from care_rules.crowds import crowds
from care_rules.errors import BookError
from care_rules.loading import load
from care_rules.rule_book import RuleBook

_DAYS = 30


async def check(settings: Settings, folder: Path | None, *, meant: bool) -> str | None:
    """Read the rule book; return what is wrong with it, or what has to be meant to come into force."""
    try:
        book = await asyncio.to_thread(load, folder or BOOK, settings.company_time_zone)
    except BookError as error:
        return str(error)
    if not meant and (asked := await _crowded(settings, book)) is not None:
        return asked
    print(f"The rule book is fine: {count(len(book.rules), 'rule')}, {count(len(book.tiers), 'tier')}.")
    return None


async def _crowded(settings: Settings, book: RuleBook) -> str | None:
    """Return which rules would write to very many at once; without a database there is nobody to write to."""
    found = await foreseen(settings, [book], Wanted(_DAYS))
    if isinstance(found, str):
        return None
    everybody = await how_many(settings)
    lines = [
        f"{one.rule} would write to {one.customers:,} of {everybody:,} customers within an hour, "
        f"from {one.since:%Y-%m-%d %H:%M} UTC on."
        for one in crowds(found[0], everybody, book.desk.ask_over)
    ]
    return "\n".join([*lines, "If that is meant, say --yes."]) if lines else None
