import time

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.words.splitting import LONGEST, Entity, Part, split, utf16_length

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇩🇪"
SMALL = 40
"""Texts short enough for hypothesis to be split in parts of this length."""

graphemes = st.sampled_from(
    [
        "a",
        "word ",
        " ",
        "\n",
        "\r\n",
        "👍",
        "👍🏽",
        FAMILY,
        FLAG,
        "e\u0301",
        "क्षि",
        "שלום ",
        "مرحبا ",
        "\u202e",
        "1️⃣",
        "각",
    ]
)
texts = st.lists(graphemes, max_size=150).map("".join)
odd_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def slice_of(text: str, entity: Entity) -> str:
    """Return what an entity marks, as Telegram counts."""
    start = 2 * entity["offset"]
    return utf16(text)[start : start + 2 * entity["length"]].decode("utf-16-le", "surrogatepass")


def hidden(text: str) -> bool:
    return regex.fullmatch(r"[\s\p{Z}\p{Cc}\p{Cf}]*", text) is not None


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, tuple[Entity, ...]]:
    """A text with entities that begin and end between graphemes, one after the other, as Telegram sends them."""
    pieces = draw(st.lists(graphemes, min_size=20, max_size=150))
    edges = sorted(draw(st.sets(st.integers(0, len(pieces)), max_size=12)))
    text, places = "", [0]
    for piece in pieces:
        text += piece
        places.append(utf16_length(text))
    entities = tuple(
        {"type": "bold", "offset": places[first], "length": places[last] - places[first], "mark": number}
        for number, (first, last) in enumerate(zip(edges[::2], edges[1::2], strict=False))
    )
    return text, entities


def kept_pieces(text: str, parts: list[Part]) -> list[str]:
    """Return what of the text is in no part; fails if the parts are not in it, in order."""
    dropped, place = [], 0
    for part in parts:
        found = text.index(part.text, place)
        dropped.append(text[place:found])
        place = found + len(part.text)
    return [*dropped, text[place:]]


@given(texts | odd_texts)
@settings(deadline=None, derandomize=True)
def test_parts_fit_and_lose_nothing_that_can_be_seen(text: str) -> None:
    parts = split(text, longest=SMALL)
    assert all(utf16_length(part.text) <= SMALL for part in parts)
    assert all(hidden(dropped) for dropped in kept_pieces(text, parts))


@given(texts)
@settings(deadline=None, derandomize=True)
def test_no_grapheme_is_broken(text: str) -> None:
    whole = regex.findall(r"\X", text)
    in_parts = [grapheme for part in split(text, longest=SMALL) for grapheme in regex.findall(r"\X", part.text)]
    assert [one for one in in_parts if not hidden(one)] == [one for one in whole if not hidden(one)]


@given(marked())
@settings(deadline=None, derandomize=True)
def test_an_entity_that_fits_stays_whole_and_marks_the_same_words(marking: tuple[str, tuple[Entity, ...]]) -> None:
    text, entities = marking
    parts = split(text, entities, longest=SMALL)
    for entity in entities:
        before = slice_of(text, entity)
        after = [slice_of(part.text, one) for part in parts for one in part.entities if one["mark"] == entity["mark"]]
        if entity["length"] <= SMALL:
            assert after == [before] or (after == [] and hidden(before))


@given(marked())
@settings(deadline=None, derandomize=True)
def test_an_entity_too_long_for_one_part_goes_on_in_the_next(marking: tuple[str, tuple[Entity, ...]]) -> None:
    text, _ = marking
    everything: Entity = {"type": "bold", "offset": 0, "length": utf16_length(text)}
    for part in split(text, (everything,), longest=SMALL):
        assert [(one["offset"], one["length"]) for one in part.entities] == [(0, utf16_length(part.text))]


@pytest.mark.parametrize("text", ["", " ", "short", "a" * LONGEST, "👍" * (LONGEST // 2), "\n" * LONGEST])
def test_a_text_that_fits_is_left_alone(text: str) -> None:
    entity: Entity = {"type": "bold", "offset": 0, "length": 1}
    assert split(text, (entity,)) == [Part(text, (entity,))]


@pytest.mark.parametrize("grapheme", ["👍", "👍🏽", FAMILY, FLAG, "e\u0301", "क्षि"])
def test_four_thousand_of_one_kind_come_in_full_parts(grapheme: str) -> None:
    text = grapheme * 4096
    parts = split(text)
    assert "".join(part.text for part in parts) == text
    width = utf16_length(grapheme)
    assert {utf16_length(part.text) for part in parts[:-1]} == {LONGEST // width * width}


def test_a_break_falls_after_a_line_else_after_a_word_but_not_early_in_a_part() -> None:
    line, words = "x" * 30 + "\n", "yy " * 10
    assert [part.text for part in split(line + words, longest=SMALL)] == [line, words]
    assert [part.text for part in split("Hi\n" + words + "z" * 20, longest=SMALL)] == ["Hi\n" + words, "z" * 20]
    assert [part.text for part in split("Hi\n" + "z" * 50, longest=SMALL)] == ["Hi\n" + "z" * 37, "z" * 13]


def test_windows_line_ends_are_line_ends() -> None:
    assert [part.text for part in split("x" * 30 + "\r\n" + "yy " * 10, longest=SMALL)] == [
        "x" * 30 + "\r\n",
        "yy " * 10,
    ]


def test_a_link_over_a_possible_break_moves_to_the_next_part_as_a_whole() -> None:
    text = "a " * 15 + "the link to it " + "b" * 20
    link: Entity = {"type": "text_link", "offset": 30, "length": 14, "url": "https://example.org"}
    first, second = split(text, (link,), longest=SMALL)
    assert first == Part("a " * 15)
    assert second.entities == ({"type": "text_link", "offset": 0, "length": 14, "url": "https://example.org"},)


def test_nested_entities_stay_together() -> None:
    text = "a" * 30 + "b" * 20 + "c" * 20
    outer: Entity = {"type": "bold", "offset": 30, "length": 20}
    inner: Entity = {"type": "italic", "offset": 32, "length": 4}
    parts = split(text, (outer, inner), longest=SMALL)
    assert [part.text for part in parts] == ["a" * 30, "b" * 20 + "c" * 20]
    assert parts[1].entities == (outer | {"offset": 0}, inner | {"offset": 2})


def test_parts_with_nothing_to_see_are_left_out() -> None:
    assert [part.text for part in split("a" * SMALL + " " * 200 + "b", longest=SMALL)] == ["a" * SMALL, "b"]
    assert split("\u200b" * 5000) == []


@pytest.mark.parametrize(
    "text",
    ["\u0301" * 4097, "a" + "\u0301" * 100_000, FAMILY * 20_000, "word " * 40_000, "\u200d" * 100_000, "a" * 100_000],
    ids=["marks", "more marks", "families", "words", "joiners", "letters"],
)
def test_long_texts_do_not_take_long(text: str) -> None:
    entities = tuple({"type": "bold", "offset": place, "length": 3} for place in range(0, 1000, 5))
    started = time.monotonic()
    parts = split(text, entities)
    assert time.monotonic() - started < 5
    assert all(utf16_length(part.text) <= LONGEST for part in parts)
    assert all(hidden(dropped) for dropped in kept_pieces(text, parts))
