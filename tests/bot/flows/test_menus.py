"""The menus of commands that people see at Telegram."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import AsyncMock

import pytest
from aiogram import Bot
from aiogram.filters import Command

from bot.telegram.menus import CUSTOMERS, STAFF, show_menus
from bot.telegram.routes import build_dispatcher
from bot.words.catalogue import Catalogue, telegram_code
from tests.bot.flows.product import Product, until


def routed(name: str) -> Iterator[str]:
    """The commands that a router handles."""
    (router,) = (one for one in build_dispatcher().sub_routers if one.name == name)
    for handler in router.message.handlers:
        for found in handler.filters or ():
            if isinstance(found.callback, Command):
                yield from map(str, found.callback.commands)


def test_every_command_that_is_handled_is_in_a_menu() -> None:
    assert len(set(CUSTOMERS)) == len(CUSTOMERS)
    assert len(set(STAFF)) == len(STAFF)
    assert set(CUSTOMERS) | {"start", "menu"} == set(routed("customers"))
    assert set(STAFF) | {"block"} == set(routed("staff"))


def test_help_names_every_command() -> None:
    words = Catalogue()
    for language in ("en", "fil", "hi", "zh"):
        told = words.text("help", language)
        assert [name for name in CUSTOMERS if name != "help" and f"/{name}" not in told] == []
    staff = words.text("staff-help", "en") + words.text("staff-help-general", "en")
    assert [name for name in {*routed("staff")} - {"setup"} if f"/{name}" not in staff] == []


@pytest.mark.parametrize(("ours", "telegrams"), [("fil", "tl"), ("hi", "hi"), ("pt-br", None), ("ceb", None)])
def test_telegram_knows_languages_by_two_letters(ours: str, telegrams: str | None) -> None:
    assert telegram_code(ours) == telegrams


async def test_customers_read_the_menu_in_their_language_and_staff_have_their_own(product: Product) -> None:
    async def there() -> bool:
        menus = (await product.control.get("state"))["commands"]
        return "tl" in menus["private"] and menus["groups"] != menus["private"]

    await until(there, "the menus")
    menus = (await product.control.get("state"))["commands"]
    words = Catalogue()
    cases = {language: menu[0] for language, menu in menus["private"].items()}
    assert set(cases) == {"", "en", "hi", "tl", "zh"}
    assert cases[""] == cases["en"] == {"command": "cases", "description": "Where your cases stand"}
    assert cases["tl"]["description"] == words.text("command-cases", "fil") != cases[""]["description"]
    (staff,) = menus["groups"].values()
    assert [entry["command"] for entry in staff] == [*STAFF]
    assert {entry["command"]: entry["description"] for entry in staff}["queue"] == "What waits for somebody"


async def test_a_company_words_its_menu_and_a_mistake_costs_one_entry(tmp_path: Path) -> None:
    own = "command-care = News from us\ncommand-stop = Stop { $everything }\n"
    (tmp_path / "en.ftl").write_text(own, encoding="utf-8")
    bot = AsyncMock(Bot)
    await show_menus(bot, Catalogue(tmp_path))
    said = {entry.command: entry.description for entry in bot.set_my_commands.await_args_list[0].args[0]}
    assert said["care"] == "News from us"
    assert set(said) == set(CUSTOMERS) - {"stop"}
