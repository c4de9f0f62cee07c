import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import nlu_commands, rules_commands
from bot.cli.ending import give_up, give_up_on, settings_or_end

Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more in the logs.")]


Kind = Annotated[
    str, typer.Argument(help="customers, purchases, products, orders, bills, appointments or service-points")
]
TableFile = Annotated[Path, typer.Argument(help="A table in CSV or Excel (.xlsx), with headings in its first line.")]
Maps = Annotated[list[str] | None, typer.Option("--map", help="Our column = their heading, like amount=Total.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Check every row and change nothing.")]
Dates = Annotated[str | None, typer.Option(help="Order of dates that are not like 2026-03-05: dmy or mdy.")]
Decimal = Annotated[str, typer.Option(help="The sign before decimals, . or ,")]
Currency = Annotated[str | None, typer.Option(help="Where a row names none; left out: the rule book's.")]
Encoding = Annotated[str | None, typer.Option(help="Where it is not found by itself, like cp1252.")]


def build() -> typer.Typer:
    care = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    database = typer.Typer(no_args_is_help=True, help="The database's schema; `care run` sees to it by itself.")
    keys = typer.Typer(no_args_is_help=True, help="The keys that phones, emails and addresses are sealed with.")
    for command in (run, doctor, doubts, train):
        care.command()(command)
    care.command("import")(import_table)
    care.command()(invite)
    care.command()(backup)
    care.command()(restore)
    keys.command("renew")(keys_renew)
    database.command("upgrade")(db_upgrade)
    care.add_typer(rules_commands.build(), name="rules")
    care.add_typer(database, name="db")
    care.add_typer(keys, name="keys")
    care.add_typer(nlu_commands.build(), name="nlu")
    care.callback()(_about)
    return care


def _about() -> None:
    """Rapport, a customer-care team's Telegram bot.

    `care run` starts it, `care doctor` says what is missing. Settings come from the environment and from .env;
    .env.example lists them all. A command's own help: care rules preview --help
    """


def run(verbose: Verbose = False) -> None:
    """Start everything in the foreground, the sandbox too when BOT_TOKEN is not set; Ctrl-C stops it."""
    settings = settings_or_end()
    from bot.app import serve  # noqa: PLC0415 - it imports all there is
    from bot.cli.parts import CannotStart  # noqa: PLC0415
    from bot.cli.run import run as run_all  # noqa: PLC0415
    from bot.logs import configure_logs  # noqa: PLC0415
    from storage.presence import AlreadyRunning  # noqa: PLC0415

    configure_logs(verbose=verbose)
    try:
        asyncio.run(run_all(settings, serve))
    except CannotStart as why:
        give_up(str(why))
    except AlreadyRunning as where:
        give_up(f"Another Rapport works with {where} already. Stop it, or set another DATABASE_URL.")


def doctor() -> None:
    """Check token, forum, rights, ids, database, NLU and ports; a line each, with the remedy."""
    settings = settings_or_end()
    from bot.cli.doctor import findings  # noqa: PLC0415

    found = asyncio.run(findings(settings))
    for finding in found:
        print(finding)
    raise typer.Exit(0 if all(finding.fine for finding in found) else 1)


def doubts() -> None:
    """List sends in doubt or failed, and updates that were set aside."""
    settings = settings_or_end()
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    from bot.cli.doubts import doubts as listed  # noqa: PLC0415
    from bot.cli.parts import what_went_wrong  # noqa: PLC0415

    try:
        lines = asyncio.run(listed(settings))
    except (SQLAlchemyError, OSError) as error:
        give_up(f"DATABASE_URL: {what_went_wrong(error)} `care db upgrade` brings it to the present schema.")
    for line in lines:
        print(line)


def train() -> None:
    """Make the model that reads free text, if there is none yet for the present data; `care run` does so by itself.

    What was accepted in review is learnt with `care nlu train`.
    """
    settings = settings_or_end()
    from bot.cli.reading import CannotRead, prepare_model  # noqa: PLC0415
    from bot.settings_checks import HOUSE  # noqa: PLC0415
    from nlu.serving import Home  # noqa: PLC0415

    try:
        asyncio.run(prepare_model(Home(HOUSE, settings.nlu_encoder), settings.var_dir / "logs"))
    except CannotRead as lack:
        give_up(str(lack))


def import_table(  # noqa: PLR0913 - each is an option that people write
    kind: Kind,
    file: TableFile,
    *,
    map_: Maps = None,
    dry_run: Dry = False,
    dates: Dates = None,
    decimal: Decimal = ".",
    currency: Currency = None,
    encoding: Encoding = None,
) -> None:
    """Take a table of the shop over; what is known already is brought up to date.

    For example: care import purchases till.xlsx --map amount=Total --dry-run
    """
    settings = settings_or_end()
    from bot.cli.importing import command  # noqa: PLC0415
    from bot.work.shop.columns import Refused  # noqa: PLC0415
    from care_rules.errors import BookError  # noqa: PLC0415

    if kind == command.POINTS:
        give_up_on(command.import_points(settings, file))
        return
    options = {"dates": dates, "decimal": decimal, "currency": currency, "encoding": encoding}
    try:
        wanted = command.wanted_of(settings, kind, file, options)
        told = command.told_of(map_ or [])
    except (Refused, BookError) as refusal:
        give_up(str(refusal))
    give_up_on(asyncio.run(command.import_file(settings, replace(wanted, told=told, dry=dry_run))))


def invite(customer: Annotated[str, typer.Argument(help="The shop's own number of the customer.")]) -> None:
    """Make a personal link: whoever opens it first on Telegram is this customer of the shop."""
    settings = settings_or_end()
    from bot.cli.inviting import invite as made  # noqa: PLC0415

    give_up_on(asyncio.run(made(settings, customer)))


def backup(
    file: Annotated[Path | None, typer.Argument(help="Where to; left out: var/backups/, named by the time.")] = None,
) -> None:
    """Copy the whole database into one file, while the product runs."""
    settings = settings_or_end()
    from bot.cli.backup import backup as made  # noqa: PLC0415

    give_up_on(asyncio.run(made(settings, file)))


def restore(file: Annotated[Path, typer.Argument(help="What `care backup` made.")]) -> None:
    """Fill an empty database (DATABASE_URL) from a copy: SQLite or PostgreSQL, whichever it came from."""
    settings = settings_or_end()
    from bot.cli.backup import restore as restored  # noqa: PLC0415

    give_up_on(asyncio.run(restored(settings, file)))


def keys_renew() -> None:
    """Seal everything under the first key of DATA_KEYS."""
    settings = settings_or_end()
    from bot.cli.keys import renew  # noqa: PLC0415

    give_up_on(asyncio.run(renew(settings)))


def db_upgrade() -> None:
    """Bring the database to the present schema."""
    settings = settings_or_end()
    from bot.cli.parts import CannotStart, migrated  # noqa: PLC0415

    try:
        asyncio.run(migrated(settings))
    except CannotStart as why:
        give_up(str(why))
    print("The database is at the present schema.")
