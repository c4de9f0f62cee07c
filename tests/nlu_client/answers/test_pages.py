from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlu.answers.pages import COMPANY, KNOWLEDGE, Library, PagesError, load
from nlu.answers.reading_pages import read_page
from tests.nlu_client.answers.conftest import Write

GOOD = """---
title: Parking
owner: shop manager
review_by: 2027-05-31
questions:
  - Where can I park?
---
Behind the shop.
"""


def slugs(library: Library, language: str = "en") -> list[str]:
    return [page.slug for page in library.answering(language)]


def mistakes(folder: Path, text: str | bytes, name: str = "en/parking.md") -> list[str]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(PagesError) as caught:
        load(folder, None, samples=True)
    assert str(caught.value).splitlines() == list(caught.value.mistakes)
    return [line.removeprefix(f"{folder.as_posix()}/") for line in caught.value.mistakes]


def test_our_own_pages_have_no_mistake_and_are_all_samples() -> None:
    library = load(company=None, samples=True)
    assert library.languages == ("en", "fil", "hi", "zh")
    assert all(page.sample for page in library.pages)
    assert load(KNOWLEDGE, COMPANY.parent / "nowhere", samples=False).pages == ()


def test_a_page_is_read_as_it_is_written(shipped: Path, write: Write) -> None:
    write(shipped, "en/parking", "Where can I park?", keywords="parking, car", answer="Behind.\n\nFree.")
    (page,) = load(shipped, None, samples=False).pages
    assert (page.slug, page.language, page.title, page.owner) == ("parking", "en", "Parking", "shop manager")
    assert (page.asked, page.keywords) == (("Parking", "Where can I park?"), ("parking", "car"))
    assert (page.answer, page.review_by) == ("Behind.\n\nFree.", date(2027, 5, 31))


@pytest.mark.parametrize(
    ("written", "instead", "line", "told"),
    [
        ("---\ntitle", "title", 1, "begin the file with a line ---"),
        ("\n---\nBehind", "\nBehind", 7, "write a line ---"),
        ("Behind the shop.", "", 7, "no answer"),
        ("Behind the shop.", "x" * 4_000, 8, "3500 at most"),
        ("title: Parking", "title: 5", 2, 'write title: "..."'),
        ("title: Parking\n", "", 1, "add a line `title: ...`"),
        ("owner:", "owned_by:", 3, "`owned_by` is not known"),
        ("2027-05-31", "next May", 4, "write it like review_by: 2027-05-31"),
        ("2027-05-31", "2027-05-31 10:00:00", 4, "is not a date"),
        ("2027-05-31", "2027-13-31", 2, "a date that does not exist"),
        ("owner:", "retired: perhaps\nowner:", 3, "write retired: true"),
        ("owner:", "title: Again\nowner:", 3, "a second time"),
        ("\n  - Where can I park?", " Where can I park?", 5, "after a hyphen"),
        ("\n  - Where can I park?", " []", 5, "after a hyphen"),
        ("Where can I park?", "24", 6, 'like - "..."'),
        ("Where can I park?", "parking: where?", 6, "put it in quotes"),
        ("Where can I park?", "'//'", 6, "put it in quotes"),
        ("title: Parking", "title: Parking: where", 2, "put text with a colon in quotes"),
    ],
)
def test_a_mistake_says_where_it_is_and_what_to_write_instead(
    shipped: Path, written: str, instead: str, line: int, told: str
) -> None:
    assert written in GOOD
    found = mistakes(shipped, GOOD.replace(written, instead, 1))
    assert any(one.startswith(f"en/parking.md:{line}: ") and told in one for one in found), found


def test_mistakes_of_all_files_are_told_at_once(shipped: Path) -> None:
    mistakes(shipped, GOOD.replace("Parking", "5").replace("2027-05-31", "soon"))
    found = mistakes(shipped, GOOD, "english/Big Page.md")
    assert [one.split(": ")[0] for one in found] == [
        "en/parking.md:2",
        "en/parking.md:4",
        "english/Big Page.md:1",
        "english/Big Page.md:1",
    ]


def test_a_page_in_no_languages_folder_is_a_mistake(shipped: Path) -> None:
    assert "move it to" in mistakes(shipped, GOOD, "parking.md")[0]


def test_a_file_that_is_not_utf8_is_a_mistake(shipped: Path) -> None:
    assert mistakes(shipped, GOOD.replace("Where", "Où").encode("latin-1"))[0].startswith("en/parking.md:6: ")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(alphabet=st.sampled_from("-:[]{}&*<!?|>#'\"\n 5atitlequestions")), st.booleans())
def test_whatever_is_in_a_file_nothing_but_mistakes_comes_of_it(tmp_path: Path, text: str, is_fenced: bool) -> None:
    path = tmp_path / "en" / "page.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\n{text}\n---\nAn answer." if is_fenced else text, encoding="utf-8")
    with pytest.raises(PagesError, match=r"en/page\.md:\d+: "):
        read_page(path)


def test_without_samples_only_the_companys_pages_answer(three: Path, company: Path, write: Write) -> None:
    write(company, "en/parking", answer="In the yard.")
    assert slugs(load(three, company, samples=False)) == ["parking"]
    assert slugs(load(three, company, samples=True)) == ["opening-hours", "parking", "returns"]


def test_a_companys_page_wins_over_the_sample_of_its_language(three: Path, company: Path, write: Write) -> None:
    write(three, "fil/parking", flags="sample: true\n")
    write(company, "en/parking", answer="In the yard.")
    library = load(three, company, samples=True)
    (ours,) = (page for page in library.answering("en") if page.slug == "parking")
    assert ours.answer == "In the yard."
    assert library.answering("fil")[0].answer == "Behind the shop."
    assert "Behind the shop." in {page.answer for page in library.examples}


def test_a_copied_sample_must_be_made_the_companys_own(three: Path, company: Path, write: Write) -> None:
    write(company, "en/parking", flags="sample: true\n")
    with pytest.raises(PagesError, match="delete `sample: true`"):
        load(three, company, samples=False)


def test_a_retired_page_never_answers_but_staff_find_it(three: Path, write: Write) -> None:
    write(three, "en/market", "When is the market?", title="Market", flags="retired: true\nsample: true\n")
    library = load(three, None, samples=True)
    assert "market" not in slugs(library)
    assert next(page.slug for page in library.search_all("the market")) == "market"
    assert library.search_all("") == []


def test_a_retired_page_of_the_company_silences_the_sample(three: Path, company: Path, write: Write) -> None:
    write(company, "en/parking", flags="retired: true\n")
    assert slugs(load(three, company, samples=True)) == ["opening-hours", "returns"]


def test_a_page_is_stale_from_the_day_after_it_was_to_be_reviewed(shipped: Path, write: Write) -> None:
    write(shipped, "en/later", review_by="2027-05-31")
    write(shipped, "en/sooner", review_by="2027-01-31")
    write(shipped, "en/gone", review_by="2020-01-01", flags="retired: true\n")
    library = load(shipped, None, samples=False)
    assert [page.slug for page in library.stale(date(2027, 5, 31))] == ["sooner"]
    assert [page.slug for page in library.stale(date(2027, 6, 1))] == ["sooner", "later"]


def test_who_has_no_page_in_their_language_is_answered_in_english(three: Path, write: Write) -> None:
    write(three, "zh/parking", flags="sample: true\n")
    library = load(three, None, samples=True)
    spoken = {tag: library.spoken(tag) for tag in ("zh", "zh-Hans", "ZH_tw", "hi", "", "en-GB")}
    assert spoken == {"zh": "zh", "zh-Hans": "zh", "ZH_tw": "zh", "hi": "en", "": "en", "en-GB": "en"}
