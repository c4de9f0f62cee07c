from collections.abc import AsyncIterator

import pytest

from storage.bells import Bells
from storage.database import Database


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated database, of each kind in turn."""
    async for one in opened(database_url):
        yield one


@pytest.fixture
async def server_database(postgresql_database_url: str) -> AsyncIterator[Database]:
    """A migrated database on PostgreSQL."""
    async for one in opened(postgresql_database_url):
        yield one


async def opened(url: str) -> AsyncIterator[Database]:
    database = Database(url, Bells())
    yield database
    await database.close()
