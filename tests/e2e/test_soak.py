"""Killed again and again, nothing is lost and nothing is done twice. The long form is in `make bench`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import NAMES, postgresql_server, postgresql_url, sqlite_url
from tests.e2e.soak.soak import SHORT, soak


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Any]:
    with postgresql_server() as server:
        yield server


@pytest.fixture(params=NAMES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, of each kind in turn."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    return postgresql_url(request.getfixturevalue("postgresql"))


@pytest.mark.timeout(600)
async def test_killed_in_the_gaps_it_loses_nothing_and_does_nothing_twice(database_url: str, tmp_path: Path) -> None:
    outcome = await soak(database_url, tmp_path, SHORT)
    assert outcome.findings.all == []
    assert outcome.killer.kills == SHORT.kills
    assert len(outcome.kept.touches) == SHORT.touches
