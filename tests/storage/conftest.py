from collections.abc import AsyncIterator

import pytest

from storage.bells import Bells
from storage.database import Database
from storage.migrate import migrate


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated database, of each kind in turn."""
    async for one in migrated(database_url):
        yield one


@pytest.fixture
async def server_database(postgresql_database_url: str) -> AsyncIterator[Database]:
    """A migrated database on PostgreSQL."""
    async for one in migrated(postgresql_database_url):
        yield one


async def migrated(url: str) -> AsyncIterator[Database]:
    database = Database(url, Bells())
    await migrate(database.engine)
    yield database
    await database.close()
