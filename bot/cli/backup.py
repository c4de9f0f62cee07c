"""`care backup` and `care restore`: a copy of all that the database holds, and a database filled from one."""

from pathlib import Path

from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from bot.app import house_of
from bot.cli.parts import sqlite_file, what_went_wrong
from bot.settings import Settings
from bot.work import restoring
from bot.work.turn import House, Turn
from care_rules.errors import BookError
from storage import archive, sealed
from storage.archive import CannotRestore
from storage.bells import Bells
from storage.database import Database
from storage.sealing import CannotOpen

FOLDER = "backups"


async def backup(settings: Settings, file: Path | None) -> str | None:
    """Write the copy and say where it is; return why there is none."""
    database = Database(settings.database_url, Bells())
    try:
        now = house_of(settings).clock()
        file = file or settings.var_dir / FOLDER / f"rapport-{now:%Y-%m-%d-%H%M%S}.zip"
        if file.exists():
            return f"There is a file {file} already. Name another one."
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = await archive.save(database, file, now)
    except (BookError, CannotRestore) as why:
        return str(why)
    except SQLAlchemyError as error:
        return f"No copy was made: {what_went_wrong(error)}"
    except OSError as error:
        return f"No copy was made ({error}). Is there room for it, may it be written there, and does the database run?"
    finally:
        await database.close()
    print(f"{file}: {sum(about.rows.values()):,} rows of {len(about.rows)} tables.")
    print("It holds what customers wrote: keep it safe. DATA_KEYS is not in it: keep a copy of that elsewhere.")
    return None


async def restore(settings: Settings, file: Path) -> str | None:
    """Fill an empty database from the copy, and say what there is; return why it was not."""
    if path := sqlite_file(settings):
        path.parent.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url, Bells())
    try:
        house = house_of(settings)
        with Console().status("Restoring …"):
            about = await archive.restore(database, file)
            await _settle(database, house)
        lost = await _why_sealed(database, house)
    except (BookError, CannotRestore) as why:
        return str(why)
    except SQLAlchemyError as error:
        return f"Nothing was restored: {what_went_wrong(error)}"
    except OSError as error:
        return f"Nothing was restored ({error}). Can the copy be read, is there room, and does the database run?"
    finally:
        await database.close()
    print(f"{sum(about.rows.values()):,} rows, as they were at {about.made_at:%Y-%m-%d %H:%M} UTC.")
    print("Messages that waited then count as in doubt, and care that came due until now is withheld: both may have")
    print("gone out since. `care doubts` lists what is left over.")
    return lost


async def _settle(database: Database, house: House) -> None:
    async with database.write() as session:
        await restoring.doubt_what_waited(Turn(session, house.clock(), house))
    more = True
    while more:
        async with database.write() as session:
            more = await restoring.withhold_what_was_due(Turn(session, house.clock(), house))


async def _why_sealed(database: Database, house: House) -> str | None:
    async with database.read() as session:
        example = await sealed.example(session)
    try:
        if example is not None:
            house.vault.open(example)
    except CannotOpen:
        return (
            "All is restored, but DATA_KEYS cannot open phones, emails and addresses: set the keys of the old machine."
        )
    return None
