"""What /ready asks: does everything the product needs answer?"""

from collections.abc import Mapping

from bot.web.health import Check
from nlu.client import NluClient
from storage import house
from storage.database import Database


def checks(database: Database, nlu: NluClient) -> Mapping[str, Check]:
    async def database_answers() -> str | None:
        async with database.read() as session:
            await house.staff_group(session)
        return None

    async def nlu_answers() -> str | None:
        return None if await nlu.is_up() else "free text is not read: words go to a human"

    async def staff_group_known() -> str | None:
        async with database.read() as session:
            known = await house.staff_group(session)
        return None if known else "no staff group: send /setup in it, or set STAFF_CHAT_ID"

    return {"database": database_answers, "nlu": nlu_answers, "staff group": staff_group_known}
