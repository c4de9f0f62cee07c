"""`care nlu knowledge`, and what the doctor says of the pages."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from bot.cli import knowledge
from bot.settings import Settings
from nlu.answers import Library, Page, PagesError

SettingsWith = Callable[..., Settings]
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TODAY = NOON.date()


def page(slug: str, day: date = TODAY, *, retired: bool = False, sample: bool = False) -> Page:
    return Page(slug, "en", slug, "Yes.", (), (), "desk", day, sample=sample, retired=retired, place=slug)


LATE = date(2026, 3, 1)
GONE = page("gone", LATE, retired=True)


@pytest.fixture
def found(settings_with: SettingsWith, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Settings]:
    """These pages are found on that day, or these mistakes in them."""

    def put(*pages: Page, mistakes: tuple[str, ...] = ()) -> Settings:
        def load(*, samples: bool) -> Library:
            assert samples
            if mistakes:
                raise PagesError(mistakes)
            return Library(pages)

        monkeypatch.setattr(knowledge, "load", load)
        monkeypatch.setattr(knowledge, "utc_now", lambda: NOON)
        return settings_with()

    return put


def test_pages_are_listed_and_the_overdue_marked(
    found: Callable[..., Settings], capsys: pytest.CaptureFixture[str]
) -> None:
    assert knowledge.show_pages(found(GONE, page("late", LATE), page("today"))) is None
    said = capsys.readouterr().out
    lines = {line.split("│")[2].strip(): line for line in said.splitlines() if "│" in line}
    assert "STALE" in lines["late"]
    assert "STALE" not in lines["today"]
    assert "retired" in lines["gone"]
    assert said.endswith("3 pages, 1 of them stale.\n")


def test_mistakes_are_named_one_by_one(found: Callable[..., Settings]) -> None:
    settings = found(mistakes=("en/a.md:1: no title", "en/b.md:2: no owner"))
    assert knowledge.show_pages(settings) == "en/a.md:1: no title\nen/b.md:2: no owner"
    assert str(knowledge.pages_finding(settings)).startswith("✗ knowledge: en/a.md:1: no title (and 1 more mistake). ")


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ((page("fine"),), "✓ knowledge: 1 page in en"),
        ((page("fine"), page("a", LATE, sample=True)), "✓ knowledge: 2 pages in en, 1 of them samples"),
        ((GONE,), "✗ knowledge: no page of the company's own: questions go to a human. Copy sample pages from"),
        ((page("a", LATE), page("b")), "✗ knowledge: 2 pages in en, 1 due for review: en/a. Check that they are true"),
        (
            tuple(page(name, LATE) for name in "abcd"),
            "✗ knowledge: 4 pages in en, 4 due for review: en/a, en/b, en/c, 1",
        ),
    ],
)
def test_the_doctor_says_what_is_to_be_done(found: Callable[..., Settings], pages: tuple[Page, ...], said: str) -> None:
    assert str(knowledge.pages_finding(found(*pages))).startswith(said)


def test_a_real_company_starts_without_pages(settings_with: SettingsWith) -> None:
    """None of the samples speaks for it."""
    settings = settings_with(bot_token="42:TEST", telegram_api_url="http://127.0.0.1:1")
    assert not knowledge.pages_finding(settings).fine
    assert knowledge.pages_finding(settings_with()).fine
