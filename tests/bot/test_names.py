import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.work.customers.names import LONGEST, name_in


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Asha", "Asha"),
        ("asha", "asha"),
        ("I'm Asha Verma", "Asha Verma"),
        ("I’m Asha Verma.", "Asha Verma"),
        ("my name is Ramon Cruz.", "Ramon Cruz"),
        ("Name: Asha", "Asha"),
        ("call me Ramon :)", "Ramon"),
        ("You can call me Bo, please", "Bo"),
        ("it's Wei", "Wei"),
        ("Hi, I'm Asha", "Asha"),
        ("ich heiße Jürgen", "Jürgen"),
        ("меня зовут Иван", "Иван"),
        ("मेरा नाम आशा है", "आशा"),
        ("我叫王小明", "王小明"),
        ("私は田中です", "田中"),
        ("“Asha”", "Asha"),
        ("🌸 Asha 🌸 Verma 👩🏽‍💻", "Asha Verma"),
    ],
)
def test_the_name_is_taken_out_of_what_stands_around_it(said: str, name: str) -> None:
    assert name_in(said) == name


@pytest.mark.parametrize(
    "name",
    [
        "O'Brien",
        "Jean-Luc Picard",
        "J.R.R. Tolkien",
        "Martin Luther King Jr.",
        "Dr. Asha Verma",
        "Asha K.",
        "Maria da Conceição de Souza e Silva",
        "N'Golo Kanté",
        "ʻIolani",
        "My Nguyen",
        "Do Thi Hoa",
        "Will",
        "May",
        "An",
        "Imran",
        "Itsuki",
        "Soraya",
        "王小明",
        "أحمد بن علي",
        "علی\u200cرضا",
        "สมชาย ใจดี",
        "Βασίλης",
        "김민준",
    ],
)
def test_a_name_is_kept_as_its_owner_spells_it(name: str) -> None:
    assert name_in(name) == name


@pytest.mark.parametrize(
    "said",
    [
        *(
            "",
            "   ",
            "!!!",
            "🌸🌸",
            "A",
            "No.",
            "no thanks",
            "skip",
            "not now",
            "ok",
            "thanks",
            "нет",
            "不要",
            "nein danke",
        ),
        *("12345", "Asha2", "+49 30 12345", "https://asha.example", "asha.com", "@asha", "asha_verma", "/start"),
        *("why do you ask?", "my order is late", "I don't want to tell you", "I'm fine", "it's broken", "my lid leaks"),
        *("call me later", "please call me", "what about my complaint", "nobody answers", "it stopped", "我不想告诉你"),
        *("I am John and my order 4711 is late", "Asha\nmy order is broken", "My name is", "I'm", "Marie and Tom"),
        *("a" * (LONGEST + 1), "Z" + "\u0301" * 50, "\ud800", "\u3164", "\u200d\u200d"),
    ],
)
def test_what_is_no_name_is_not_taken_for_one(said: str) -> None:
    assert name_in(said) is None


def test_what_cannot_be_seen_is_left_out_and_accents_are_composed() -> None:
    assert name_in("\u202eAs\x00h\u200ba\u2066") == "Asha"
    assert name_in("Zoe\u0308") == "Zo\u00eb"


def test_sixty_characters_are_still_a_name() -> None:
    assert name_in("a" * LONGEST) == "a" * LONGEST


@given(st.text(max_size=120))
@settings(deadline=None, max_examples=200, derandomize=True)
def test_whatever_is_written_a_name_is_short_composed_and_read_again_the_same(said: str) -> None:
    name = name_in(said)
    if name is not None:
        assert 0 < len(name) <= LONGEST
        assert name == unicodedata.normalize("NFC", name) == name.strip()
        assert not any(character.isdigit() or unicodedata.category(character) == "Cc" for character in name)
        assert name_in(name) == name
