"""`care invite`: a personal link for somebody in the shop's books."""

from sqlalchemy.exc import SQLAlchemyError

from bot.app import house_of
from bot.cli.parts import what_went_wrong
from bot.settings import Settings
from bot.work.customers.linking import INVITED_FOR
from bot.work.customers.linking import invite as made
from bot.work.turn import Turn
from care_rules.errors import BookError
from storage import buyers
from storage.bells import Bells
from storage.database import Database


async def invite(settings: Settings, external_id: str) -> str | None:
    """Print the link; return why there can be none."""
    database = Database(settings.database_url, Bells())
    try:
        house = house_of(settings)
        async with database.write() as session:
            buyer = await buyers.by_external_id(session, external_id)
            if buyer is None:
                return f"Nobody in the books is “{external_id}”. `care import customers` takes them over."
            link = await made(Turn(session, house.clock(), house), buyer)
    except BookError as mistakes:
        return str(mistakes)
    except (SQLAlchemyError, OSError) as error:
        return f"DATABASE_URL: {what_went_wrong(error)} `care db upgrade` brings it to the present schema."
    finally:
        await database.close()
    if link is None:
        return "The bot's name is not known yet. Start it once with `care run`, then try again."
    print(f"{link}\nFor {external_id} alone, once, within {INVITED_FOR.days} days.")
    return None
