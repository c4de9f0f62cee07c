"""`care rules`: check the book, foresee what it sends, compare two."""

import asyncio
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.ending import give_up_on, settings_or_end

Days = Annotated[int, typer.Option(min=1, max=400, help="How many days ahead.")]


class Formats(StrEnum):
    table = "table"
    json = "json"
    csv = "csv"


Since = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="From this day on.")]
Customers = Annotated[list[int] | None, typer.Option(help="Of this customer alone, by number; may be repeated.")]
Rules = Annotated[list[str] | None, typer.Option(help="Of this rule alone; may be repeated.")]
Form = Annotated[Formats, typer.Option("--format", help="How to show it.")]
OldBook = Annotated[Path, typer.Argument(help="The folder of the book in force.")]
NewBook = Annotated[Path, typer.Argument(help="The folder of the changed book.")]


def build() -> typer.Typer:
    rules = typer.Typer(no_args_is_help=True, help="The rule book: check it, foresee what it sends, compare two.")
    rules.command("check")(check_book)
    rules.command("preview")(preview_days)
    rules.command("diff")(diff_books)
    rules.command("report")(report_holdout)
    return rules


def check_book(
    folder: Annotated[
        Path | None, typer.Argument(help="A changed copy of the book; left out, the one in force.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Writing to very many at once is meant.")] = False,
) -> None:
    """Name every mistake in the rule book with its file and line, and rules that would write to very many at once."""
    settings = settings_or_end()
    from bot.app import spare_the_collector  # noqa: PLC0415
    from bot.cli.rules import check  # noqa: PLC0415

    spare_the_collector()
    give_up_on(asyncio.run(check(settings, folder, meant=yes)))


def preview_days(
    days: Days = 7,
    since: Since = None,
    customer: Customers = None,
    rule: Rules = None,
    form: Form = Formats.table,
) -> None:
    """Show what would be sent to whom in the coming days, and what not and why."""
    settings = settings_or_end()
    from bot.app import spare_the_collector  # noqa: PLC0415
    from bot.cli.preview import Wanted, preview  # noqa: PLC0415

    spare_the_collector()
    start = since.replace(tzinfo=ZoneInfo(settings.company_time_zone)) if since is not None else None
    wanted = Wanted(days, start, tuple(customer or ()), tuple(rule or ()), form.value)
    give_up_on(asyncio.run(preview(settings, wanted)))


def diff_books(old: OldBook, new: NewBook, days: Days = 30) -> None:
    """Show who would gain, lose or get another time for a touch if the second book took the place of the first."""
    settings = settings_or_end()
    from bot.app import spare_the_collector  # noqa: PLC0415
    from bot.cli.book_diff import diff  # noqa: PLC0415

    spare_the_collector()
    give_up_on(asyncio.run(diff(settings, old, new, days)))


def report_holdout(
    rule: Annotated[str | None, typer.Argument(help="One rule; left out, all with a holdout.")] = None,
    days: Annotated[int, typer.Option(min=1, max=366, help="What they did within so many days counts.")] = 30,
) -> None:
    """Compare those whom a rule reached with those whom it left alone (holdout)."""
    settings = settings_or_end()
    from bot.cli.holdout_report import report  # noqa: PLC0415

    give_up_on(asyncio.run(report(settings, rule, days)))
