import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import nlu_commands
from bot.cli.ending import give_up, give_up_on, settings_or_end

Days = Annotated[int, typer.Option(min=1, max=400, help="How many days ahead.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more in the logs.")]


PointsFile = Annotated[Path, typer.Argument(help="name, phone, latitude, longitude, hours, services, chat_id")]


def build() -> typer.Typer:
    care = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    rules = typer.Typer(no_args_is_help=True, help="The rule book.")
    database = typer.Typer(no_args_is_help=True, help="The database.")
    for command in (run, doctor, doubts, train, points):
        care.command()(command)
    rules.command("check")(rules_check)
    rules.command("preview")(rules_preview)
    database.command("upgrade")(db_upgrade)
    care.add_typer(rules, name="rules")
    care.add_typer(database, name="db")
    care.add_typer(nlu_commands.build(), name="nlu")
    care.callback()(_about)
    return care


def _about() -> None:
    """Rapport, a customer-care team's Telegram bot."""


def run(verbose: Verbose = False) -> None:
    """Start everything in the foreground; Ctrl-C stops it."""
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
    """Train the reading of free text, when its data or config changed."""
    settings = settings_or_end()
    from bot.cli.reading import CannotRead, prepare_model  # noqa: PLC0415
    from bot.settings_checks import HOUSE  # noqa: PLC0415
    from nlu.serving import Home  # noqa: PLC0415

    try:
        asyncio.run(prepare_model(Home(HOUSE, settings.nlu_encoder), settings.var_dir / "logs"))
    except CannotRead as lack:
        give_up(str(lack))


def points(file: PointsFile) -> None:
    """Take the service points for emergencies over from a CSV file."""
    settings = settings_or_end()
    from bot.cli.points import take_over  # noqa: PLC0415

    give_up_on(asyncio.run(take_over(settings, file)))


def rules_check() -> None:
    """Read the rule book and name every mistake with its file and line."""
    settings = settings_or_end()
    from bot.cli.rules import check  # noqa: PLC0415

    give_up_on(check(settings))


def rules_preview(days: Days = 7) -> None:
    """Show what would be sent to whom in the coming days, and what not and why."""
    settings = settings_or_end()
    from bot.cli.preview import preview  # noqa: PLC0415

    give_up_on(asyncio.run(preview(settings, days)))


def db_upgrade() -> None:
    """Bring the database to the present schema."""
    settings = settings_or_end()
    from bot.cli.parts import CannotStart, migrated  # noqa: PLC0415

    try:
        asyncio.run(migrated(settings))
    except CannotStart as why:
        give_up(str(why))
    print("The database is at the present schema.")
