"""The rule book from the command line."""

from bot.cli.parts import BOOK
from bot.settings import Settings
from care_rules.errors import BookError
from care_rules.loading import load


def check(settings: Settings) -> str | None:
    """Read the rule book; return what is wrong with it."""
    try:
        book = load(BOOK, settings.company_time_zone)
    except BookError as error:
        return str(error)
    print(f"The rule book is fine: {count(len(book.rules), 'rule')}, {count(len(book.tiers), 'tier')}.")
    return None


def count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
