from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.bells import Bells
from storage.database import Database
from tests.bot.shop.till import Shop, house_of_a_shop


@pytest.fixture
async def shop(database_url: str, tmp_path: Path) -> AsyncIterator[Shop]:
    """A shop's files and a database to take them over into, of each kind in turn."""
    database = Database(database_url, Bells())
    yield Shop(tmp_path, database, house_of_a_shop())
    await database.close()
