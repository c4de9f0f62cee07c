from collections.abc import AsyncIterator

import pytest

from tests.bot.courier.office import Office, open_office


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with open_office(database_url) as one:
        yield one
