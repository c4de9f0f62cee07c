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
    print(f"The rule book is fine: {len(book.rules)} rules, {len(book.tiers)} tiers.")
    return None
