"""A rule book with mistakes: refused at the start with its lines, and on reload the old one stays in force."""

import re
import shutil
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.app import BOOK, build
from bot.cli import parts
from bot.settings import load_settings
from care_rules.errors import BookError
from tests.bot.bad_input.playing import all_done, works_on
from tests.bot.flows.product import ASHA, running_product


def _copy(folder: Path) -> Path:
    shutil.copytree(BOOK, folder / "book")
    return folder / "book"


def _spoil(book: Path) -> None:
    greetings = book / "greetings.yml"
    greetings.write_text(greetings.read_text().replace("gold:", "platinum:"))


async def test_a_broken_book_stops_the_start_with_its_error(database_url: str, tmp_path: Path) -> None:
    book = _copy(tmp_path)
    _spoil(book)
    settings = load_settings(None, var_dir=tmp_path, database_url=database_url, bot_token="1:sandbox")
    with pytest.raises(BookError, match=r"greetings\.yml:\d+: .*platinum.*Tiers are gold, silver, ordinary"):
        async with build(settings, book=book):
            raise AssertionError("it started")
    shutil.rmtree(book)
    shutil.copytree(BOOK, book)
    async with build(settings, book=book) as app:  # the same database, let go of by the first try
        assert "gold" in app.house.book.tiers


async def test_care_run_gives_up_with_the_books_own_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = _copy(tmp_path)
    _spoil(book)
    monkeypatch.setattr(parts, "BOOK", book)
    monkeypatch.setattr(parts, "wanted_ports", lambda *_, **__: [])
    settings = load_settings(None, var_dir=tmp_path)
    assert re.match(r"\S*greetings\.yml:\d+: .*platinum.*", await parts.why_not_startable(settings) or "")


async def test_on_reload_a_broken_book_leaves_the_old_one_in_force(database_url: str, tmp_path: Path) -> None:
    book = _copy(tmp_path)
    async with running_product(database_url, tmp_path, book=book) as product:
        before = product.app.house.book
        _spoil(book)
        with capture_logs() as logs:
            await product.app.jobs.reload_book()
            await product.app.jobs.reload_book()
        refused = [entry["mistakes"] for entry in logs if entry.get("action") == "book_refused"]
        assert len(refused) == 1  # said once, not every ten seconds
        assert "platinum" in refused[0]
        assert product.app.house.book is before
        await works_on(product, ASHA)
        desk = book / "desk.yml"
        shutil.copy(BOOK / "greetings.yml", book / "greetings.yml")
        desk.write_text(desk.read_text() + "\n# changed\n")
        await product.app.jobs.reload_book()
        assert product.app.house.book.tiers == before.tiers
        await all_done(product)
