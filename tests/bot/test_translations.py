from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import bot.words
from bot.words.catalogue import Catalogue
from bot.words.times import When
from nlu.intents import INTENTS
from tests.bot.translations import STAFF_KEYS, STAFF_SECTIONS, by_section, faults, for_customers

WORDS = Path(bot.words.__file__).parent
TRANSLATIONS = ("fil", "hi", "zh")
LONGEST_MEANING = 26  # characters of a button's label

ENGLISH = """
## Hello
hello = Hello { $name }.
nameless = Customer { $id }
bye = { $known ->
        [no] Goodbye.
       *[yes] Goodbye, { $name }.
    }
## Where it stands
start = { hello } It is { $state ->
        [late] late
       *[other] { $state }
    }.
## For staff
card = Card of { $name }
"""
HALF_DONE = """
## Hello
bye = { $known ->
        [no] Goodbye.
       *[yes] Leb wohl, { $name }.
    }
hello = Hallo.
nameless = Kunde { $id }
## Staff
extra = Mehr
"""
WELL_DONE = """
## Hello
hello = Hallo { $name }.
bye = { $known ->
        [no] Leb wohl.
       *[yes] Leb wohl, { $name }.
    }
## Where it stands
start = { hello } Es ist { $state }.
"""


def source(language: str) -> str:
    return (WORDS / f"{language}.ftl").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_customers_read_every_sentence_in_their_language(language: str) -> None:
    assert faults(source("en"), source(language), language) == []


def test_the_comparison_finds_what_is_missing_strange_or_still_english() -> None:
    assert faults(ENGLISH, HALF_DONE, "de") == [
        "start: not under “Where it stands”",
        "nameless: no place under “Hello”",
        "extra: no place under “Staff”",
        "hello: facts [], not ['name']",
        "bye: still English: Goodbye.",
    ]


def test_the_comparison_finds_another_order_and_what_cannot_be_said() -> None:
    assert faults(ENGLISH, WELL_DONE, "de") == []
    hello, rest = "hello = Hallo { $name }.\n", WELL_DONE.replace("hello = Hallo { $name }.\n", "", 1)
    later = rest.replace("## Where it stands", f"{hello}## Where it stands")
    assert faults(ENGLISH, later, "de") == ["the order is another"]
    unsaid = WELL_DONE.replace("Hallo { $name }.", "Hallo { $name }. { NOSUCH() }")
    assert [line.split(" with ")[0] for line in faults(ENGLISH, unsaid, "de")] == [
        "hello: cannot be said",
        *["start: cannot be said"] * 2,
    ]


def test_what_only_staff_read_is_in_the_english_catalogue_and_no_other() -> None:
    english = by_section(source("en"))
    elsewhere = {key for heading, sentences in english.items() if heading not in STAFF_SECTIONS for key in sentences}
    assert elsewhere >= STAFF_KEYS
    staff = STAFF_KEYS | {key for heading in STAFF_SECTIONS for key in english.get(heading, ())}
    words = Catalogue()
    assert [(key, language) for key in sorted(staff) for language in TRANSLATIONS if words.knows(key, language)] == []


@pytest.mark.parametrize("language", ["en", *TRANSLATIONS])
def test_each_meaning_has_a_short_label_of_its_own(language: str) -> None:
    words = Catalogue()
    labels = [words.text(f"meant-{intent}", language) for intent in INTENTS]
    labels.append(words.text("button-something-else", language))
    assert [label for label in labels if len(label) > LONGEST_MEANING] == []
    assert len(set(labels)) == len(labels)


def test_no_label_is_for_a_meaning_that_there_is_not() -> None:
    sentences = for_customers(source("en"))["What was understood"]
    meanings = {key.partition("-")[2] for key in sentences if key.startswith(("meant-", "heard-"))}
    assert meanings == set(INTENTS)


@pytest.mark.parametrize("language", ["en", *TRANSLATIONS])
def test_the_answer_to_a_request_begins_with_what_was_understood(language: str) -> None:
    words, zone = Catalogue(), ZoneInfo("Asia/Manila")
    now = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)
    due = When(now + timedelta(hours=2), now, zone)
    for order in ("4711", "none"):
        heard = words.text("heard-track_order", language, order=order)
        assert ("4711" in heard) == (order == "4711")
        assert "none" not in heard
        for key, more in (("opened-request", {}), ("opened-request-out-of-hours", {"opens": due})):
            answer = words.text(key, language, heard=heard, number="K7F2", due=due, **more)
            assert answer.startswith(heard)
            assert "K7F2" in answer
            assert "16:00" in answer
