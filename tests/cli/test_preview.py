"""`care rules preview`: what is shown is what the tick would do."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import preview as previewing
from bot.cli.parts import migrated
from bot.cli.preview import Wanted, preview
from bot.cli.rules import check
from bot.settings import Settings
from care_rules.consent import Consent
from storage import house
from storage.bells import Bells
from storage.database import Database
from storage.tables import Customer

SettingsWith = Callable[..., Settings]
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
async def settings(settings_with: SettingsWith, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Asha's birthday is tomorrow; Ramon's too, but he said no; Wei's is in a month."""
    settings = settings_with(company_name="Tea House")
    await migrated(settings)
    monkeypatch.setattr(previewing, "utc_now", lambda: NOON)
    database = Database(settings.database_url, Bells())
    async with database.write() as session:
        session.add_all(
            [
                customer(101, "Asha", day=2, month=5, consent=Consent.all, zone="Asia/Kolkata"),
                customer(102, "Ramon", day=2, month=5, consent=Consent.none),
                customer(103, "Wei", day=1, month=6, consent=Consent.all),
            ]
        )
    await database.close()
    return settings


def customer(telegram_id: int, name: str, *, day: int, month: int, consent: Consent, zone: str = "UTC") -> Customer:
    return Customer(
        telegram_id=telegram_id,
        first_name=name,
        full_name=name,
        name=name,
        language="en",
        time_zone=zone,
        birth_month=month,
        birth_day=day,
        consent=consent,
        tier="gold",
        created_at=NOON,
    )


async def shown(settings: Settings, days: int, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert await preview(settings, Wanted(days)) is None
    return capsys.readouterr().out.splitlines()


async def test_it_shows_the_words_and_the_hour_of_the_customer(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = await shown(settings, 7, capsys)

    assert lines[0].startswith("2026-05-02 09:00 Asia/Kolkata  customer 1  birthday  send: ")
    assert "Asha" in lines[0]


async def test_what_is_withheld_says_why(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    lines = await shown(settings, 7, capsys)

    assert len(lines) == 2
    assert lines[1].startswith("2026-05-02 09:00 UTC  customer 2  birthday  withhold: ")


async def test_days_end_where_they_were_asked_to(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(await shown(settings, 40, capsys)) == 3


async def test_the_sandbox_clock_counts(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    database = Database(settings.database_url, Bells())
    async with database.write() as session:
        await house.write_note(session, house.CLOCK, {"offset_seconds": 2 * 86400})
    await database.close()

    assert await shown(settings, 7, capsys) == ["Nothing is planned for the next 7 days."]


async def test_before_the_first_start_there_is_nobody_to_greet(settings_with: SettingsWith) -> None:
    assert await preview(settings_with(), Wanted(7)) == (
        "There is no database yet, and nobody to greet. `care run` makes it."
    )


async def test_a_rule_that_would_write_to_very_many_at_once_has_to_be_meant(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    database = Database(settings.database_url, Bells())
    async with database.write() as session:
        session.add_all(
            customer(200 + number, f"Asha {number}", day=3, month=5, consent=Consent.all) for number in range(30)
        )
    await database.close()

    assert await check(settings, None, meant=False) == (
        "birthday would write to 30 of 33 customers within an hour, from 2026-05-03 09:00 UTC on.\n"
        "If that is meant, say --yes."
    )
    assert await check(settings, None, meant=True) is None
    assert "The rule book is fine" in capsys.readouterr().out


async def test_a_few_are_no_crowd_and_without_a_database_there_is_nobody(
    settings: Settings, settings_with: SettingsWith, tmp_path: Path
) -> None:
    assert await check(settings, None, meant=False) is None
    nowhere = settings_with(database_url=f"sqlite+aiosqlite:///{tmp_path / 'none.db'}")
    assert await check(nowhere, None, meant=False) is None
    (tmp_path / "tiers.yml").write_text("tiers: {}", "utf-8")
    assert "tiers.yml:1" in str(await check(settings, tmp_path, meant=True))
