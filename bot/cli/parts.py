"""What a start needs before the bot itself: its ports, its account, its database, its neighbours."""

import asyncio
from pathlib import Path
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from bot.cli.fleet import Fleet
from bot.cli.ports import wanted_ports, why_taken
from bot.cli.processes import Kept
from bot.cli.reading import WITHOUT, CannotRead, prepare_model
from bot.cli.standin import sandbox_listens, sandbox_plan
from bot.cli.telegram_account import Refused, Unreachable, ask
from bot.settings import Settings
from bot.settings_checks import HOUSE
from bot.words.catalogue import OWN_WORDS, Catalogue, UnreadableWords
from care_rules.errors import BookError
from care_rules.loading import load
from nlu.addresses import Addresses
from nlu.serving import Home
from storage.bells import Bells
from storage.database import Database
from storage.migrate import migrate

BOOK = HOUSE / "care_rules" / "book"


class CannotStart(Exception):
    """`str()` is the line that says why, and the remedy."""


class Part(Protocol):
    """What runs beside us until `keep` is cancelled, and says in the file `log` what ails it."""

    @property
    def name(self) -> str: ...

    @property
    def log(self) -> Path: ...

    @property
    def ready(self) -> asyncio.Event: ...

    async def keep(self) -> None: ...


def say(line: str) -> None:
    print(line, flush=True)


async def why_not_startable(settings: Settings) -> str | None:
    """Return what would stop the start, found out before anything is started."""
    nlu = settings.own_nlu and Home(HOUSE, settings.nlu_encoder).python.exists()
    for wanted in wanted_ports(settings, nlu=nlu):
        if problem := await asyncio.to_thread(why_taken, wanted):
            return problem
    try:
        await asyncio.to_thread(load, BOOK, settings.company_time_zone)
        await asyncio.to_thread(Catalogue, OWN_WORDS)
    except (BookError, UnreadableWords) as error:
        return str(error)
    return None if settings.own_sandbox else await _why_no_account(settings)


async def _why_no_account(settings: Settings) -> str | None:
    try:
        await ask(settings, "getMe")
    except Refused as refusal:
        return f"BOT_TOKEN: {settings.telegram_api_url} refuses it ({refusal}). {refusal.remedy}"
    except Unreachable as trouble:
        say(f"{settings.telegram_api_url} does not answer ({trouble}); it is asked again until it does.")
    return None


async def migrated(settings: Settings) -> None:
    """Bring the database to the present schema.

    Raises:
        CannotStart
    """
    database = Database(settings.database_url, Bells())
    try:
        if file := sqlite_file(settings):
            file.parent.mkdir(parents=True, exist_ok=True)
        await migrate(database.engine)
    except (SQLAlchemyError, OSError) as error:
        raise CannotStart(f"DATABASE_URL: {what_went_wrong(error)}") from None
    finally:
        await database.close()


def sqlite_file(settings: Settings) -> Path | None:
    """Return where the database lies, if it is a file."""
    scheme, _, path = settings.database_url.partition(":///")
    return Path(path.partition("?")[0]) if scheme.startswith("sqlite") else None


def has_no_file_yet(settings: Settings) -> bool:
    file = sqlite_file(settings)
    return file is not None and not file.exists()


def what_went_wrong(error: Exception) -> str:
    """Return the driver's own line, without the statement and its values."""
    cause = getattr(error, "orig", None) or error
    first = (str(cause).strip() or type(cause).__name__).splitlines()[0]
    return f"the database cannot be used ({first}). Is it running, and are user, password and name right?"


async def parts_beside(settings: Settings, addresses: Addresses) -> list[Part]:
    """Return what runs beside us, in the order in which it is waited for; `addresses` are kept by our NLU servers."""
    logs = settings.var_dir / "logs"
    parts: list[Part] = []
    if settings.own_sandbox:
        parts.append(Kept(sandbox_plan(settings, logs), lambda: sandbox_listens(settings)))
    if settings.own_nlu:
        home = Home(HOUSE, settings.nlu_encoder)
        try:
            model = await prepare_model(home, logs)
        except CannotRead as lack:
            say(f"{lack}\n{WITHOUT}")
        else:
            parts.append(Fleet(settings, home, model, addresses))
    return parts


def count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
