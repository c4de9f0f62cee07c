"""`care import service-points FILE`: the service points that are told of emergencies."""

import asyncio
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.cli.parts import what_went_wrong
from bot.settings import Settings
from care_rules.errors import BookError
from care_rules.service_points import read_points
from storage import service_points
from storage.bells import Bells
from storage.database import Database


async def take_over(settings: Settings, file: Path) -> str | None:
    """Make the file's points all there are, or change nothing; return why that cannot be done."""
    try:
        points = read_points(await asyncio.to_thread(file.read_text, "utf-8-sig"), str(file))
    except BookError as mistakes:
        return str(mistakes)
    except (OSError, UnicodeDecodeError) as trouble:
        return f"{file}: cannot be read ({trouble}). Save the table as CSV in UTF-8."
    database = Database(settings.database_url, Bells())
    try:
        async with database.write() as session:
            gone = await service_points.replace(session, points)
    except (SQLAlchemyError, OSError) as error:
        return f"DATABASE_URL: {what_went_wrong(error)} `care db upgrade` brings it to the present schema."
    finally:
        await database.close()
    print(f"Service points: {len(points)}. Removed: {gone}.")
    return None
