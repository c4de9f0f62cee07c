"""House rules of the tests. Imports nothing heavy: the unit tests are to start at once."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
NO_SOCKETS = {"unit", "house"}
"""Folders whose tests open no socket at all; the others reach this machine only (pyproject.toml)."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.relative_to(HERE).parts[0] in NO_SOCKETS:
            item.add_marker(pytest.mark.disable_socket)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test has failed: nobody would see that PostgreSQL or Rasa was never tried.

    Not so one on other people's data, which not every machine has.
    """
    report = yield
    if item.get_closest_marker("public_sample") is not None:
        return report
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: skipped, which CI does not allow: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Any]:
    """One real PostgreSQL for the whole run. It waits for no disk: tests kill processes, not the machine."""
    from tests.databases import postgresql_server

    with postgresql_server() as server:
        server.psql("ALTER SYSTEM SET fsync = off")
        server.psql("SELECT pg_reload_conf()")
        yield server


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A migrated database of each kind, to copy: migrating takes longer than most tests.

    As with PostgreSQL, nobody waits for a disk; `care` as a process of its own does, as anywhere.
    """
    from storage import database
    from tests.databases import Templates

    database.SYNCHRONOUS = "OFF"

    return Templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path, templates: Any) -> str:
    """A migrated database with nothing in it, of each kind in turn."""
    if request.param == "sqlite":
        return str(templates.sqlite_url(tmp_path))
    return str(templates.postgresql_url(request.getfixturevalue("postgresql")))


@pytest.fixture
def postgresql_database_url(postgresql: Any, templates: Any) -> str:
    """A migrated database on PostgreSQL, for what only a server does."""
    return str(templates.postgresql_url(postgresql))


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables, of each kind in turn."""
    from tests.databases import postgresql_url, sqlite_url

    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    return postgresql_url(request.getfixturevalue("postgresql"))
