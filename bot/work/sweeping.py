"""Once a day: what was kept long enough goes, as retention.yml has it."""

from datetime import datetime

from bot.work.turn import House
from care_rules.retention import Retention
from storage import retention
from storage.database import Database

_AT_ONCE = 1000
_WORDS = "written"


async def sweep(database: Database, house: House) -> None:
    """Delete every kind of data that is past its time. Nothing stays of it in the database's own files."""
    for kind in Retention.model_fields:
        before = house.clock() - getattr(house.book.retention, kind)
        if kind == _WORDS:
            await _forget_words(database, before)
        else:
            await _forget(database, kind, before)
    await database.overwrite_deleted()


async def _forget(database: Database, kind: str, before: datetime) -> None:
    gone = _AT_ONCE
    while gone == _AT_ONCE:
        async with database.write() as session:
            gone = await retention.forget(session, kind, before, _AT_ONCE)


async def _forget_words(database: Database, before: datetime) -> None:
    last: int | None = 0
    while last is not None:
        async with database.write() as session:
            last = await retention.forget_words(session, before, last, _AT_ONCE)
