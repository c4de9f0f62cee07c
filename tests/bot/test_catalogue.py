from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.words.catalogue import Catalogue, MissingWords, UnreadableWords
from bot.words.times import When

NOW = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)  # Wednesday, 14:00 in Manila
MANILA = ZoneInfo("Asia/Manila")

ENGLISH = """
test-due = Case { $case-number }, by { $due }.
test-count = { $count ->
    [one] one photo
   *[other] { $count } photos
}
test-span = { $span } ago
test-flag = { $open ->
    [true] open
   *[false] closed
}
test-only-english = In English, by { $due }.
test-attribute =
    .label = Label
"""
GERMAN = """
day-today = heute { $time }
day-named = { $day } { $time }
test-due = Fall { $case-number }, bis { $due }.
test-span = vor { $span }
"""


@pytest.fixture
def own_words(tmp_path: Path) -> Path:
    (tmp_path / "en.ftl").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "de.ftl").write_text(GERMAN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def words(own_words: Path) -> Catalogue:
    return Catalogue(own_words)


def test_a_company_adds_languages_and_sentences_of_its_own(words: Catalogue) -> None:
    assert {"en", "de"} <= set(words.languages)
    assert words.knows("test-due", "de")
    assert words.knows("test-due", "de-AT")
    assert not words.knows("test-only-english", "de")
    assert words.knows("day-today", "en")


def test_a_companys_sentence_wins_over_ours(own_words: Path) -> None:
    ours = Catalogue().text("day-today", "en", time="16:00")
    with (own_words / "en.ftl").open("a", encoding="utf-8") as file:
        file.write("\nday-today = this very day at { $time }\n")
    assert Catalogue(own_words).text("day-today", "en", time="16:00") == "this very day at 16:00" != ours


def test_moments_are_put_in_words_in_the_language_of_the_sentence(words: Catalogue) -> None:
    today = When(NOW + timedelta(hours=2), NOW, MANILA)
    friday = When(NOW + timedelta(days=2), NOW, MANILA)
    assert words.text("test-due", "en", case_number="K7F2", due=today) == "Case K7F2, by today 16:00."
    assert words.text("test-due", "de", case_number="K7F2", due=today) == "Fall K7F2, bis heute 16:00."
    assert words.text("test-due", "de-at", case_number="K7F2", due=friday) == "Fall K7F2, bis Freitag 14:00."
    assert words.text("test-only-english", "de", due=friday) == "In English, by Friday 14:00."


def test_spans_are_put_in_words(words: Catalogue) -> None:
    assert words.text("test-span", "en", span=timedelta(minutes=20)) == "20 minutes ago"
    assert words.text("test-span", "de", span=timedelta(minutes=20)) == "vor 20 Minuten"
    assert words.text("test-span", "fr", span=timedelta(hours=1)) == "1 hour ago"


def test_numbers_choose_the_form_and_are_written_without_grouping(words: Catalogue) -> None:
    assert words.text("test-count", "en", count=1) == "one photo"
    assert words.text("test-count", "en", count=4711) == "4711 photos"


def test_yes_and_no_choose_the_form(words: Catalogue) -> None:
    assert words.text("test-flag", "en", open=True) == "open"
    assert words.text("test-flag", "en", open=False) == "closed"


@pytest.mark.parametrize("language", ["en", "de", "DE", "de-AT", "fr", "xx", "", "zh-hans"])
def test_every_language_is_answered(words: Catalogue, language: str) -> None:
    assert words.text("test-due", language, case_number="K7F2", due="16:00").endswith("16:00.")
    assert words.text("test-only-english", language, due="16:00") == "In English, by 16:00."


@pytest.mark.parametrize("language", ["tl", "TL", "tl-PH"])
def test_tagalog_as_telegram_calls_it_is_filipino(language: str) -> None:
    words = Catalogue()
    assert words.knows("talk-thanks", language)
    assert words.text("talk-thanks", language) == words.text("talk-thanks", "fil") != words.text("talk-thanks", "en")
    friday = When(NOW + timedelta(days=2), NOW, MANILA)
    assert words.text("day-named", language, day="", time=friday) == words.text("day-named", "fil", day="", time=friday)
    assert words.spoken(language) == language.lower().replace("tl", "fil")


def test_a_language_that_only_begins_like_tagalog_is_another() -> None:
    assert Catalogue().spoken("tlh") == "en"


def test_a_customers_words_are_written_as_they_are(words: Catalogue) -> None:
    said = "{ $due } -term \u202eabc <b>&amp;"
    assert words.text("test-only-english", "en", due=said) == f"In English, by {said}."


def test_a_sentence_that_nobody_wrote_and_a_fact_that_nobody_gave_are_faults(words: Catalogue) -> None:
    with pytest.raises(MissingWords, match="no-such-key"):
        words.text("no-such-key", "de")
    with pytest.raises(MissingWords, match=r"test-due.*due"):
        words.text("test-due", "en", case_number="K7F2")
    with pytest.raises(MissingWords, match="test-attribute"):
        words.text("test-attribute", "en")


def test_a_mistake_in_a_file_is_named_with_its_line(own_words: Path) -> None:
    (own_words / "en.ftl").write_text("good = Good\n\nbad bad\nworse = { $span\n", encoding="utf-8")
    with pytest.raises(UnreadableWords) as refused:
        Catalogue(own_words)
    first, second = str(refused.value).splitlines()
    assert first.startswith(f"{own_words.name}/en.ftl:3: ")
    assert second.startswith(f"{own_words.name}/en.ftl:")


def test_a_folder_without_words_changes_nothing(tmp_path: Path) -> None:
    assert Catalogue(tmp_path).languages == Catalogue(tmp_path / "none").languages == Catalogue().languages


def test_the_wall_clock_is_the_readers() -> None:
    assert Catalogue().clock_time(NOW, MANILA) == "14:00"
