"""Bring a database to the present schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

_HERE = Path(__file__).parent / "migrations"


def config_for(connection: Connection | None = None) -> Config:
    """Return Alembic's settings for our migrations, run on `connection`."""
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


async def migrate(engine: AsyncEngine, to: str = "head", *, down: bool = False) -> None:
    """Run the migrations up (or down) to the revision `to`, in one transaction."""
    step = command.downgrade if down else command.upgrade

    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: step(config_for(sync), to))


async def present_revision(engine: AsyncEngine) -> str | None:
    """Return the revision that the database is at; None before the first migration."""
    async with engine.connect() as connection:
        return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())


def newest_revision() -> str | None:
    return ScriptDirectory.from_config(config_for()).get_current_head()


def revisions() -> frozenset[str]:
    """Return every revision that this Rapport knows."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(config_for()).walk_revisions())
