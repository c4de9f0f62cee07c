"""What a reviewer, and the machine, never get to see."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.entities import Entity
from nlu.masking import mask

NAMES = st.lists(st.text(st.sampled_from("abcdeéशरमाि李伟王"), min_size=2, max_size=6), max_size=3)
TEXTS = st.text(st.sampled_from("abcdeéशरमाि李伟王 .,@0123456789٣५-+"), max_size=60)


@pytest.mark.parametrize(
    ("text", "names", "masked"),
    [
        ("write to Asha.V@mail.example or call", (), "write to name@example.com or call"),
        ("call +91 98765-43210 about order A-4471", (), "call +00 00000-00000 about order A-0000"),
        ("क्रमांक ४४७१ और ٣", (), "क्रमांक 0000 और 0"),
        ("asha here, ASHA VERMA's mixer; ashamed", ("Asha", "Asha Verma"), "… here, … …'s mixer; ashamed"),
        ("वर्मा बोल रहा हूँ, एक वर्ष से", ("वर्मा",), "… बोल रहा हूँ, एक वर्ष से"),
        ("我是李伟,李子坏了", ("李 伟",), "我是……,…子坏了"),
        ("我是Asha李", ("Asha",), "我是…李"),
        ("José Josés", ("Jose\u0301",), "… Josés"),
        ("I am J and it broke", ("J 42",), "I am J and it broke"),
    ],
)
def test_mails_numbers_and_names_go(text: str, names: tuple[str, ...], masked: str) -> None:
    assert mask(text, (), names) == masked


def test_what_was_found_goes_wherever_it_stands_and_the_rest_stays() -> None:
    found = (
        Entity("phone", "98 76 54", 0, 8, "+91987654"),
        Entity("product", "mixer", 20, 25, "Mixer"),
    )
    assert mask("my mixer: ring  98 76 54", found, ()) == "my mixer: ring  0000000000"


@given(TEXTS, NAMES)
def test_no_digit_no_mail_and_no_name_is_left(text: str, names: list[str]) -> None:
    masked = mask(text, (), names)
    assert not re.search(r"[^\W\D0]", masked)
    assert not re.search(r"[^\s@<>]@[^\s@<>]", masked.replace("name@example.com", " "))
    words = {word.casefold() for name in names for word in name.split()}
    assert not words & {word.casefold() for word in masked.split()}


@given(TEXTS, NAMES)
def test_masking_again_changes_nothing(text: str, names: list[str]) -> None:
    masked = mask(text, (), names)
    assert mask(masked, (), names) == masked
