"""Keys can be changed: everything is sealed under the new one, and found by it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.cli.keys import renew
from bot.settings import Settings, load_settings
from storage.bells import Bells
from storage.database import Database
from storage.sealing import CannotOpen, Vault
from storage.tables import Buyer, Customer, Forgotten, Profile

OLD, NEW = "an-old-key-of-the-tests", "a-new-key-of-the-tests"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PHONE = "+919812345678"


def _settings(url: str, folder: Path, keys: str) -> Settings:
    return load_settings(None, var_dir=folder, database_url=url, data_keys=keys)


async def _fill(url: str, key: str, count: int = 3) -> None:
    database, vault = Database(url, Bells()), Vault([key])
    async with database.write() as session:
        customer = Customer(telegram_id=1, first_name="A", full_name="A", created_at=NOON)
        session.add(customer)
        await session.flush()
        session.add(Profile(customer_id=customer.id or 0, address_sealed=vault.seal("12 Rose Road")))
        for at in range(count):
            sealed: dict[str, Any] = {"phone_sealed": vault.seal(PHONE), "phone_mark": vault.mark(PHONE)}
            session.add(Buyer(external_id=f"C-{at}", created_at=NOON, **sealed))
        session.add(Buyer(external_id="C-x", created_at=NOON))
    await database.close()


async def _all(url: str, table: type[Any]) -> list[Any]:
    database = Database(url, Bells())
    async with database.read() as session:
        found = list((await session.execute(select(table))).scalars())
    await database.close()
    return found


async def test_everything_is_sealed_anew_and_the_old_key_can_go(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.cli.keys._AT_ONCE", 2)
    await _fill(database_url, OLD)
    assert await renew(_settings(database_url, tmp_path, f"{NEW},{OLD}")) is None
    assert "Take the others out" in capsys.readouterr().out
    vault = Vault([NEW])
    (profile,) = await _all(database_url, Profile)
    assert vault.open(profile.address_sealed) == "12 Rose Road"
    for buyer in await _all(database_url, Buyer):
        if buyer.phone_sealed is not None:
            assert vault.open(buyer.phone_sealed) == PHONE
            assert buyer.phone_mark == vault.mark(PHONE)


async def test_what_no_key_opens_is_counted_and_left_alone(database_url: str, tmp_path: Path) -> None:
    await _fill(database_url, "a-key-that-was-lost")
    told = await renew(_settings(database_url, tmp_path, f"{NEW},{OLD}"))
    assert told is not None
    assert told.startswith("4 entries open under none of the keys")
    with pytest.raises(CannotOpen):
        Vault([NEW, OLD]).open((await _all(database_url, Profile))[0].address_sealed)


async def test_with_one_key_it_says_how_to_begin(database_url: str, tmp_path: Path) -> None:
    told = await renew(_settings(database_url, tmp_path, OLD))
    assert told is not None
    assert "Write a new one before it" in told


async def test_those_who_were_forgotten_are_spoken_of(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = Database(database_url, Bells())
    async with database.write() as session:
        session.add(Forgotten(mark=Vault([OLD]).mark("customer C-1"), at=NOON))
    await database.close()
    assert await renew(_settings(database_url, tmp_path, f"{NEW},{OLD}")) is None
    assert "Forgotten under earlier keys: 1." in capsys.readouterr().out
