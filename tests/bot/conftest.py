from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.flows.product import Product, running_product


@pytest.fixture
async def product(database_url: str, tmp_path: Path) -> AsyncIterator[Product]:
    async with running_product(database_url, tmp_path) as running:
        yield running
