"""`care nlu review`: what waits for a person's word before the machine learns from it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import utc_now
from bot.cli.parts import has_no_file_yet, what_went_wrong
from bot.settings import Settings
from bot.words.catalogue import FALLBACK, OWN_WORDS, Catalogue
from bot.work.improving import reviewing
from care_rules.errors import CareError
from nlu.cleaning import clean
from storage import reviews
from storage.bells import Bells
from storage.database import Database
from storage.tables import ReviewItem, ReviewState

MOST = 50  # texts listed at once
NOTHING = "Nothing waits for review."
NO_TEXT = "--text: has nothing in it to read; write what is to be learnt."
Change = Callable[[AsyncSession], Awaitable[ReviewItem]]


async def show_waiting(settings: Settings) -> str | None:
    """List what waits, the oldest first; return why that cannot be done."""
    if await asyncio.to_thread(has_no_file_yet, settings):
        print(NOTHING)
        return None
    database = Database(settings.database_url, Bells())
    try:
        async with database.read() as session:
            items, counts = await reviews.waiting(session, MOST), await reviews.counts(session)
    except (SQLAlchemyError, OSError) as error:
        return _no_database(error)
    finally:
        await database.close()
    _show(items, counts[ReviewState.waiting])
    return None


def _show(items: Sequence[ReviewItem], waiting: int) -> None:
    if not items:
        print(NOTHING)
        return
    table = Table("id", "language", "text", "read as", "why", "meant, perhaps")
    for item in items:
        sure = f" {item.confidence:.2f}" if item.confidence is not None else ""
        read = f"{item.intent_read or '–'}{sure}"
        cells = (str(item.id), item.language, item.text, read, item.why.value, item.intent_right or "")
        table.add_row(*map(Text, cells))  # as text: to rich, a customer's brackets are markup
    Console().print(table)
    print(f"{len(items)} of {waiting} that wait. `care nlu review accept ID --as INTENT`, or `reject ID`.")


async def accept(settings: Settings, item_id: int, by: str, intent: str | None, text: str | None) -> str | None:
    if text is not None and not clean(text):
        return NO_TEXT
    return await _changed(settings, lambda session: reviewing.accept(session, item_id, by, utc_now(), intent, text))


async def reject(settings: Settings, item_id: int, by: str) -> str | None:
    return await _changed(settings, lambda session: reviewing.reject(session, item_id, by, utc_now()))


async def edit(settings: Settings, item_id: int, text: str) -> str | None:
    if not clean(text):
        return NO_TEXT
    return await _changed(settings, lambda session: reviewing.edit(session, item_id, text))


async def _changed(settings: Settings, change: Change) -> str | None:
    """Do it in a transaction and tell what came of it; return why it cannot be done."""
    if await asyncio.to_thread(has_no_file_yet, settings):
        return NOTHING
    database = Database(settings.database_url, Bells())
    try:
        async with database.write() as session:
            item = await change(session)
    except CareError as refusal:
        return Catalogue(OWN_WORDS).text(refusal.key, FALLBACK, **refusal.facts)
    except (SQLAlchemyError, OSError) as error:
        return _no_database(error)
    finally:
        await database.close()
    meant = f" as {item.intent_right}" if item.state == ReviewState.accepted else ""
    print(f"Text {item.id} is {item.state.value}{meant}: {item.text}")
    return None


def _no_database(error: Exception) -> str:
    return f"DATABASE_URL: {what_went_wrong(error)} `care db upgrade` brings it to the present schema."
