"""`care import`: what was asked for, and what came of it, in lines that people read."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from bot.app import house_of
from bot.cli.importing.run import Report, TakeOver, Wanted
from bot.cli.importing.sheets import SheetError
from bot.cli.parts import CannotStart, migrated, what_went_wrong
from bot.cli.points import take_over as take_points_over
from bot.settings import Settings
from bot.work.shop.columns import Refused, Ways
from bot.work.shop.kinds import KINDS
from bot.work.shop.parsing import is_known_currency
from care_rules.errors import BookError
from storage.bells import Bells
from storage.database import Database

POINTS = "service-points"
NAMES = (*KINDS, POINTS)


def wanted_of(settings: Settings, kind: str, file: Path, options: dict[str, str | None]) -> Wanted:
    """Return what the command line asks for.

    Raises:
        Refused: if it cannot be.
        BookError: if the rule book has mistakes; it names the currency.
    """
    if kind not in KINDS:
        raise Refused(f"“{kind}” is nothing that can be taken over; there are {', '.join(NAMES)}")
    currency = (options["currency"] or house_of(settings).book.value.currency).upper()
    if not is_known_currency(currency):
        raise Refused(f"--currency: unknown currency “{currency}”; write its three letters, like INR")
    if options["dates"] not in (None, "dmy", "mdy"):
        raise Refused(f"--dates: “{options['dates']}” is no order; write dmy or mdy")
    if options["decimal"] not in (".", ","):
        raise Refused(f"--decimal: “{options['decimal']}” is no decimal sign; write . or ,")
    zone = ZoneInfo(settings.company_time_zone)
    ways = Ways(zone, currency, settings.company_country, options["dates"], options["decimal"] or ".")
    return Wanted(kind, file, ways, encoding=options["encoding"])


def told_of(pairs: Sequence[str]) -> dict[str, str]:
    """Return our column: their heading, from "amount=Total"."""
    told = {}
    for pair in pairs:
        ours, sign, theirs = pair.partition("=")
        if not sign or not theirs.strip():
            raise Refused(f"--map: “{pair}” is no pair; write our column, =, and their heading, like amount=Total")
        told[ours.strip()] = theirs.strip()
    return told


async def import_file(settings: Settings, wanted: Wanted) -> str | None:
    """Take the file over and tell what came of it; return why that cannot be done."""
    database = Database(settings.database_url, Bells())
    try:
        await migrated(settings)
        report = await TakeOver(wanted, house_of(settings), database).run(Console(stderr=True))
    except (SheetError, CannotStart, BookError) as refusal:
        return str(refusal)
    except (SQLAlchemyError, OSError) as error:
        return f"DATABASE_URL: {what_went_wrong(error)}"
    finally:
        await database.close()
    for line in _told(wanted, report):
        print(line)
    return None


def import_points(settings: Settings, file: Path) -> str | None:
    return asyncio.run(take_points_over(settings, file))


def _told(wanted: Wanted, report: Report) -> Iterator[str]:
    if wanted.dry:
        yield f"{wanted.kind}: {report.rows} rows looked at, {report.kept} can be taken over. Nothing was changed."
    else:
        changed = report.kept - report.new
        yield f"{wanted.kind}: {report.rows} rows, {report.new} new, {changed} known already and brought up to date."
    if report.unused:
        yield f"Not used: {', '.join(report.unused)}."
    if report.refused:
        yield f"Refused: {report.refused}. All of them, with why, are in {wanted.refused_file}:"
        yield from (f"  line {number}: {why}" for number, why in report.first)
        if report.refused > len(report.first):
            yield f"  … and {report.refused - len(report.first)} more"
