"""The menus of commands that Telegram shows beside the message field: customers', and the staff's in groups."""

from collections.abc import Iterable

import structlog
from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllGroupChats

from bot.words.catalogue import FALLBACK, Catalogue, MissingWords, telegram_code

log = structlog.get_logger()

CUSTOMERS = ("cases", "human", "profile", "care", "survey", "pause", "stop", "mydata", "forget", "help")
STAFF = (
    *("queue", "mine", "find", "tasks", "people", "away", "back", "tiers", "preview", "surveys", "skills", "role"),
    *("say", "handover", "snooze", "history", "customer", "why", "gesture", "expert", "split", "merge", "link", "open"),
    *("tier", "mourning", "unblock", "setup", "help"),
)
"""All but /block: a menu sends at a tap, and that one would shut a customer out by a slip of the finger."""
_LONGEST = 256  # characters of a description


async def show_menus(bot: Bot, words: Catalogue) -> None:
    """Set the customers' menu in English and in each language of the house, and the staff's, in English, in groups.

    The staff's is set for all groups: so it is there before `/setup`, and stays when a group becomes a supergroup.
    """
    await bot.set_my_commands(_menu(words, "command", CUSTOMERS, FALLBACK))
    for language in words.languages:
        code = telegram_code(language)
        if code is not None:
            await bot.set_my_commands(_menu(words, "command", CUSTOMERS, language), language_code=code)
    staff = _menu(words, "staff-command", STAFF, FALLBACK)
    await bot.set_my_commands(staff, scope=BotCommandScopeAllGroupChats())


def _menu(words: Catalogue, kind: str, names: Iterable[str], language: str) -> list[BotCommand]:
    """Describe the commands. One whose words a company changed beyond saying is left out; the others stay."""
    found: list[BotCommand] = []
    for name in names:
        try:
            description = words.text(f"{kind}-{name}", language)
        except MissingWords as fault:
            log.warning("a command has no description", action="menu_fault", language=language, fault=str(fault))
        else:
            found.append(BotCommand(command=name, description=description[:_LONGEST]))
    return found
