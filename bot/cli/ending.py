"""How a command ends that cannot do what it was asked for: one line on standard error, and an exit code."""

import sys
from typing import NoReturn

import typer

from bot.settings import Settings, SettingsError, load_settings

STOPPED_BY_SETTINGS = 2


def settings_or_end() -> Settings:
    try:
        return load_settings()
    except SettingsError as wrong:
        give_up(str(wrong), STOPPED_BY_SETTINGS)


def give_up_on(problem: str | None) -> None:
    if problem:
        give_up(problem)


def give_up(line: str, code: int = 1) -> NoReturn:
    print(line, file=sys.stderr)
    raise typer.Exit(code)
