"""`care keys renew`: what was sealed under a former key is sealed under the present one."""

from sqlalchemy.exc import SQLAlchemyError

from bot.cli.parts import what_went_wrong
from bot.settings import Settings
from storage import sealed
from storage.bells import Bells
from storage.database import Database
from storage.sealing import Vault

_AT_ONCE = 200


async def renew(settings: Settings) -> str | None:
    """Go over everything that is sealed; return what stands in the way of giving former keys up."""
    keys = (settings.data_keys or "").split(",")
    if len(keys) == 1:
        return "DATA_KEYS has one key. Write a new one before it, with a comma between; restart; then come back."
    database = Database(settings.database_url, Bells())
    try:
        lost = sum([await _go_over(database, Vault(keys), place) for place in range(len(sealed.TABLES))])
        async with database.read() as session:
            forgotten = await sealed.forgotten(session)
    except (SQLAlchemyError, OSError) as error:
        return f"DATABASE_URL: {what_went_wrong(error)} What was gone over stays so; come back when it answers."
    finally:
        await database.close()
    if lost:
        return f"{lost} entries open under none of the keys and were left alone. Add the key they were sealed under."
    print("Everything is sealed under the first key of DATA_KEYS.")
    if forgotten:
        print(
            f"Forgotten under earlier keys: {forgotten}. While those keys stay in DATA_KEYS, no import brings anybody"
        )
        print("of them back. Without that worry, take the earlier keys out and restart.")
    else:
        print("Take the others out and restart.")
    return None


async def _go_over(database: Database, vault: Vault, place: int) -> int:
    """Seal a table anew; return how many of its rows no key opens."""
    after: int | None = 0
    lost = 0
    while after is not None:
        async with database.write() as session:
            after, unopened = await sealed.seal_anew(session, vault, place, after, _AT_ONCE)
            lost += unopened
    return lost
