"""A copy of the database: the same rows in the other kind of database, whatever schema it was made under."""

import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text
from sqlmodel import SQLModel

from storage import archive
from storage.archive import CannotRestore
from storage.archive_rows import tables_of
from storage.bells import Bells
from storage.database import Database
from storage.migrate import migrate, newest_revision, present_revision
from storage.tables import Buyer, Customer, HouseNote
from tests.storage.rows import NOW, a_customer
from tests.storage.test_migrations import one_of_each

OLDER = "0005"


@pytest.fixture
async def bare(bare_database_url: str) -> AsyncIterator[Database]:
    """A database without tables: of each kind, for each kind that the copy is made of."""
    database = Database(bare_database_url, Bells())
    yield database
    await database.close()


@pytest.fixture
async def before(bare_database_url: str) -> AsyncIterator[Database]:
    """A database of the schema before the present one."""
    database = Database(bare_database_url, Bells())
    await migrate(database.engine, OLDER)
    yield database
    await database.close()


async def _rows(database: Database) -> dict[str, list[Any]]:
    async with database.read() as session:
        return {
            table.name: sorted((tuple(row) for row in (await session.execute(select(table))).all()), key=repr)
            for table in SQLModel.metadata.sorted_tables
        }


async def test_all_is_as_it_was_in_the_other_database(database: Database, bare: Database, tmp_path: Path) -> None:
    await one_of_each(database)
    async with database.write() as session:
        firm = Buyer(external_id="O-1", name="Verma & Söhne 李", attributes={"tea": "Assam"}, created_at=NOW)
        session.add(firm)
        await session.flush()
        session.add(Buyer(id=900, external_id="C-9", organisation_id=firm.id, created_at=NOW))
        session.add(HouseNote(key="a note", value={"count": 1, "words": ["नमस्ते"]}))
    made = await archive.save(database, tmp_path / "copy.zip", NOW)
    assert (made.revision, made.rows["buyer"]) == (newest_revision(), 3)
    told = await archive.restore(bare, tmp_path / "copy.zip")
    assert told == made
    assert await _rows(bare) == await _rows(database)


async def test_what_points_to_a_later_row_of_its_own_table_comes_back(
    database: Database, bare: Database, tmp_path: Path
) -> None:
    async with database.write() as session:
        session.add(Buyer(id=1, external_id="C-1", created_at=NOW))
        session.add(Buyer(id=2, external_id="O-1", created_at=NOW))
    async with database.write() as session:
        (await session.get_one(Buyer, 1)).organisation_id = 2
    await archive.save(database, tmp_path / "copy.zip", NOW)
    await archive.restore(bare, tmp_path / "copy.zip")
    async with bare.read() as session:
        assert (await session.get_one(Buyer, 1)).organisation_id == 2


async def test_no_number_is_given_again(database: Database, bare: Database, tmp_path: Path) -> None:
    first = await a_customer(database)
    async with database.write() as session:
        await session.execute(text("DELETE FROM customer"))
    await archive.save(database, tmp_path / "copy.zip", NOW)
    await archive.restore(bare, tmp_path / "copy.zip")
    assert await a_customer(bare) == first + 1


async def test_a_copy_made_before_an_upgrade_is_read_after_it(before: Database, tmp_path: Path, templates: Any) -> None:
    async with before.engine.begin() as connection:
        tables = await connection.run_sync(_reflected)
        await connection.execute(
            insert(tables["customer"]),
            {
                "telegram_id": 101,
                "first_name": "Asha",
                "full_name": "Asha Verma",
                "language": "hi",
                "language_chosen": True,
                "consent": "all",
                "tier": "gold",
                "created_at": NOW,
            },
        )
    made = await archive.save(before, tmp_path / "copy.zip", NOW)
    assert made.revision == OLDER
    present = Database(templates.sqlite_url(tmp_path), Bells())
    await archive.restore(present, tmp_path / "copy.zip")
    assert await present_revision(present.engine) == newest_revision()
    async with present.read() as session:
        customer = (await session.execute(select(Customer))).scalar_one()
    await present.close()
    assert (customer.full_name, customer.tier, customer.created_at, customer.declined) == (
        "Asha Verma",
        "gold",
        NOW,
        [],
    )


def _reflected(connection: Any) -> dict[str, Any]:
    return {table.name: table for table in tables_of(connection)}


async def test_a_database_in_use_is_left_alone(database: Database, tmp_path: Path) -> None:
    await a_customer(database)
    await archive.save(database, tmp_path / "copy.zip", NOW)
    before = await _rows(database)
    with pytest.raises(CannotRestore, match="in use already"):
        await archive.restore(database, tmp_path / "copy.zip")
    assert await _rows(database) == before


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"about.json": b"{}"}, "no copy that `care backup` made"),
        ({"about.json": None}, "no copy that `care backup` made"),
        ({"customer.jsonl": b""}, "0 rows where there were 1"),
        ({"revision": "0999"}, "made by a newer Rapport"),
        ({"format": 2}, "made by a newer Rapport"),
    ],
)
async def test_a_copy_that_is_not_whole_is_refused_and_nothing_put_in(
    database: Database, bare: Database, tmp_path: Path, changed: dict[str, Any], why: str
) -> None:
    await a_customer(database)
    await archive.save(database, tmp_path / "copy.zip", NOW)
    _rewrite(tmp_path / "copy.zip", tmp_path / "changed.zip", changed)
    with pytest.raises(CannotRestore, match=why):
        await archive.restore(bare, tmp_path / "changed.zip")
    if await present_revision(bare.engine) is not None:
        assert not any(rows for rows in (await _rows(bare)).values())


def _rewrite(old: Path, new: Path, changed: dict[str, Any]) -> None:
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w") as target:
        for name in source.namelist():
            content = changed.get(name, source.read(name))
            if name == "about.json" and not any("." in key for key in changed):
                content = json.dumps(json.loads(content) | changed).encode()
            if content is not None:
                target.writestr(name, content)


async def test_what_is_no_copy_is_refused(bare: Database, tmp_path: Path) -> None:
    (tmp_path / "copy.zip").write_bytes(b"no ZIP at all")
    with pytest.raises(CannotRestore, match="no copy"):
        await archive.restore(bare, tmp_path / "copy.zip")
    with pytest.raises(CannotRestore, match="There is no file"):
        await archive.restore(bare, tmp_path / "nowhere.zip")
    with pytest.raises(CannotRestore, match="nothing to copy"):
        await archive.save(bare, tmp_path / "empty.zip", NOW)
    assert not (tmp_path / "empty.zip").exists()


async def test_a_damaged_copy_is_refused(database: Database, bare: Database, tmp_path: Path) -> None:
    await one_of_each(database)
    await archive.save(database, tmp_path / "copy.zip", NOW)
    content = bytearray((tmp_path / "copy.zip").read_bytes())
    with zipfile.ZipFile(tmp_path / "copy.zip") as whole:
        member = whole.getinfo("customer.jsonl")
    content[member.header_offset + len(member.filename) + 60] ^= 0xFF
    (tmp_path / "copy.zip").write_bytes(content)
    with pytest.raises(CannotRestore, match=r"damaged|no copy"):
        await archive.restore(bare, tmp_path / "copy.zip")
