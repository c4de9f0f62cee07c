import shutil
from datetime import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from care_rules.errors import BookError
from care_rules.loading import BOOK, load
from care_rules.preview import text_for
from care_rules.working_hours import Shift
from tests.unit.book_folder import change, refusals
from tests.unit.books import person


def test_the_products_own_book_is_in_order() -> None:
    book = load(BOOK, "Europe/Berlin")
    assert list(book.tiers) == ["gold", "silver", "ordinary"]
    assert book.desk.working_hours.week[5] == (Shift(time(10), time(16)),)
    assert str(book.desk.time_zone) == "Europe/Berlin"
    assert {tier: bool(book.rules["birthday"].text[tier]["en"]) for tier in book.tiers} == dict.fromkeys(
        book.tiers, True
    )


def test_the_birthday_text_is_the_tiers_and_reads_on_one_line() -> None:
    text = text_for(load(BOOK), "birthday", person(), "Acme")
    assert text.startswith("Happy birthday, Asha. It is good to have you with us")
    assert text.isprintable()
    assert "{" not in text


def test_the_books_zone_wins_over_the_settings(folder: Path) -> None:
    change(folder / "desk.yml", "# time_zone: Europe/Berlin", "time_zone: Asia/Kolkata")
    assert str(load(folder, "Europe/Berlin").desk.time_zone) == "Asia/Kolkata"


def test_the_fingerprint_changes_with_the_contents_only(folder: Path) -> None:
    first = load(folder)
    assert load(folder).fingerprint == load(folder.resolve()).fingerprint == first.fingerprint
    change(folder / "greetings.yml", "a kind year", "a year of kindness")
    second = load(folder)
    assert second.fingerprint != first.fingerprint
    assert second.rules["birthday"].fingerprint == first.rules["birthday"].fingerprint
    change(folder / "greetings.yml", "at: 09:00", "at: 10:00")
    assert load(folder).rules["birthday"].fingerprint != first.rules["birthday"].fingerprint


def test_all_mistakes_of_all_files_are_told_at_once_by_line(folder: Path) -> None:
    change(folder / "greetings.yml", "rank: 10", "ranl: 10")
    change(folder / "greetings.yml", "silver:", "platinum:")
    change(folder / "tiers.yml", "complaint: 2h", "complaint: soon")
    change(folder / "desk.yml", "sunday: closed", "sunday: 22:00-06:00")
    assert [one.split(". ")[0] for one in refusals(folder)] == [
        'book/desk.yml:13: sunday: "22:00-06:00" goes over midnight',
        'book/greetings.yml:3: "rank" is missing in "birthday"',
        'book/greetings.yml:8: unknown key "ranl" in "birthday"',
        'book/greetings.yml:21: unknown tier "platinum"',
        'book/tiers.yml:19: complaint: "soon" is no span of time',
    ]


def test_a_mistake_says_what_to_write_instead(folder: Path) -> None:
    change(folder / "greetings.yml", "silver:", "platinum:")
    assert refusals(folder) == [
        'book/greetings.yml:21: unknown tier "platinum". Tiers are gold, silver, ordinary (tiers.yml).'
    ]


def test_a_folder_that_is_not_there_or_empty_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert refusals(Path("nowhere")) == ["nowhere: no such folder. Give the folder that holds tiers.yml and desk.yml."]
    Path("empty").mkdir()
    assert refusals(Path("empty")) == [
        "empty/desk.yml: missing. Copy it from the book that comes with the product.",
        "empty/tiers.yml: missing. Copy it from the book that comes with the product.",
    ]


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "folder.yml").mkdir()
    assert refusals(folder) == ["book/folder.yml: cannot be read: Is a directory. Check its permissions."]


def test_a_rule_without_english_words_for_a_tier_is_refused(folder: Path) -> None:
    change(folder / "greetings.yml", "    ordinary:\n      en:", "    ordinary:\n      de:")
    assert refusals(folder) == [
        'book/greetings.yml:10: no text in "en" for ordinary. Write one under ordinary, or under ordinary for all.'
    ]


def test_a_byte_order_mark_is_no_mistake(folder: Path) -> None:
    path = folder / "greetings.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert "birthday" in load(folder).rules


PIECES = [
    "birthday",
    ":",
    " ",
    "\n",
    "  ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "&a",
    "*a",
    "<<",
    "!!int",
    "'",
    '"',
    "|",
    ">",
    "#",
    "%",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["tiers.yml", "desk.yml", "greetings.yml"]),
    st.floats(0, 1),
    st.integers(0, 30),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=4).map("".join),
)
@example("desk.yml", 0.0, 0, "%YAML 9.9\n---\n")
def test_a_damaged_book_is_loaded_or_refused_in_words(
    folder: Path, file: str, where: float, cut: int, put: str
) -> None:
    whole = (BOOK / file).read_text("utf-8")
    at = int(len(whole) * where)
    (folder / file).write_text(whole[:at] + put + whole[at + cut :], "utf-8", errors="replace")
    outcome = _outcome(folder)
    shutil.copy(BOOK / file, folder / file)
    assert outcome == [] or all(one.startswith("book/") for one in outcome)


def _outcome(folder: Path) -> list[str]:
    """The refusals, none for a book that is in order still; anything but a refusal is a fault."""
    try:
        load(folder)
    except BookError as refused:
        return str(refused).splitlines() or ["refused without a word"]
    return []
