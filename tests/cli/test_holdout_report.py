"""`care rules report`: those whom a rule reached beside those whom it left alone."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli import holdout_report, preview
from bot.settings import Settings
from care_rules.cases import CaseKind
from care_rules.consent import CareKind
from care_rules.loading import BOOK
from storage.bells import Bells
from storage.database import Database
from storage.tables import Buyer, CareCase, ConsentNote, Customer, Purchase, Touch, TouchOutcome
from tests.storage.rows import case_of

SettingsWith = Callable[..., Settings]
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
THEN = NOW - timedelta(days=60)
DAY = timedelta(days=1)


@pytest.fixture
def settings(
    settings_with: SettingsWith, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """A book whose rule “missed” leaves some alone."""
    book = tmp_path / "book"
    book.mkdir()
    for file in BOOK.glob("*.yml"):
        text = file.read_text("utf-8")
        (book / file.name).write_text(text.replace("  rank: 60", "  rank: 60\n  holdout: 20%"), "utf-8")
    monkeypatch.setattr(holdout_report, "BOOK", book)
    monkeypatch.setattr(preview, "utc_now", lambda: NOW)
    return settings_with(database_url=database_url)


async def fill(settings: Settings, sent: int, alone: int) -> None:
    """Of those reached every second wrote, every fourth bought, every eighth opted out; of the others nobody did."""
    database = Database(settings.database_url, Bells())
    async with database.write() as session:
        for number in range(1, sent + alone + 1):
            buyer = Buyer(external_id=f"C-{number}", created_at=THEN)
            session.add(buyer)
            await session.flush()
            name: dict[str, Any] = {"first_name": "Asha", "full_name": "Asha Verma"}
            customer = Customer(telegram_id=1000 + number, buyer_id=buyer.id, created_at=THEN, **name)
            session.add(customer)
            await session.flush()
            session.add_all(_told(customer.id or 0, buyer.id or 0, number, reached=number <= sent))
    await database.close()


def _told(customer_id: int, buyer_id: int, number: int, *, reached: bool) -> Iterator[Any]:
    held = [] if reached else [{"key": "holdout"}]
    outcome = TouchOutcome.SENT if reached else TouchOutcome.WITHHELD
    yield Touch(
        customer_id=customer_id, rule="missed", occasion="gap:1", outcome=outcome, reasons=held, decided_at=THEN
    )
    sold: dict[str, Any] = {"buyer_id": buyer_id, "amount": 100, "currency": "USD"}
    yield Purchase(external_id=f"old {number}", at=THEN - DAY, **sold)
    yield Purchase(external_id=f"late {number}", at=THEN + 20 * DAY, **sold)
    if reached and number % 2 == 0:
        yield _case(customer_id, THEN + DAY)
    if reached and number % 4 == 0:
        yield Purchase(external_id=f"new {number}", at=THEN + 2 * DAY, **sold)
    if reached and number % 8 == 0:
        note: dict[str, Any] = {"kind": CareKind.offers, "granted": False, "how": "stop"}
        yield ConsentNote(customer_id=customer_id, at=THEN + 3 * DAY, **note)
    yield ConsentNote(customer_id=customer_id, at=THEN + DAY, kind=CareKind.greetings, granted=False, how="stop")


def _case(customer_id: int, at: datetime) -> CareCase:
    return case_of(customer_id, kind=CaseKind.question, opened_at=at)


async def test_the_two_groups_stand_side_by_side(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    await fill(settings, sent=80, alone=40)
    assert await holdout_report.report(settings, None, 14) is None
    head, _, answered, bought, opted_out = capsys.readouterr().out.splitlines()
    assert head == "missed: 80 customers reached, 40 customers left alone; what they did within 14 days"
    said = "answered 40 of 80 50.0 % 0 of 40 0.0 % +50.0 (+36.2 to +60.7) more than by chance"
    assert " ".join(answered.split()) == said
    assert "20 of 80" in bought
    assert "10 of 80" in opted_out
    assert "0 of 40" in opted_out


async def test_groups_that_are_too_small_say_so(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    await fill(settings, sent=8, alone=2)
    assert await holdout_report.report(settings, "missed", 14) is None
    told = capsys.readouterr().out
    assert told.count("too few to tell") == 3
    assert "The groups are too small to tell anything: 30 customers in each are needed at least." in told


async def test_nobody_to_compare_with(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    await fill(settings, sent=3, alone=0)
    assert await holdout_report.report(settings, "missed", 14) is None
    assert "Nobody to compare with yet: one of the groups is empty." in capsys.readouterr().out
    assert await holdout_report.report(settings, "missed", 90) is None
    assert "missed: 0 customers reached" in capsys.readouterr().out, "their 90 days are not over"


async def test_what_cannot_be_reported(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "The book has no rule mised." in (await holdout_report.report(settings, "mised", 14) or "")
    monkeypatch.setattr(holdout_report, "BOOK", BOOK)
    assert "No rule leaves anybody alone." in (await holdout_report.report(settings, None, 14) or "")
