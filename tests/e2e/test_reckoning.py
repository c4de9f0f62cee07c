"""The judge of the soak is judged: what it must find, it finds; what is as promised, it lets pass."""

import json
from typing import Any

import pytest

from tests.e2e.soak.answering import unanswered_or_twice
from tests.e2e.soak.asked import Ask

HELP = "Write what you need in your own words: …"
OPENED = "I'm sorry about this. I've opened case A2B3: “My order”"
ADDED = "I've added this to case A2B3. A colleague will answer here by today 16:00."

ASKS = [
    Ask(1, "words", "400001", (1,)),
    Ask(1, "help", "400002", (2,)),
    Ask(1, "words", "400003", (3,)),
    Ask(1, "odd", "400004", (4,)),
]


def told(*texts: str) -> list[dict[str, Any]]:
    """Messages as the record has them; those that add to a case carry the button of their event."""
    entries: list[dict[str, Any]] = []
    for place, text in enumerate(texts):
        data = f"other:{place}" if text == ADDED else "help"
        markup = json.dumps({"inline_keyboard": [[{"text": "x", "callback_data": data}]]})
        entries.append({"params": {"text": text, "reply_markup": markup}})
    return entries


def again(entry: dict[str, Any]) -> dict[str, Any]:
    return {"params": entry["params"] | {"text": "↻ " + entry["params"]["text"]}}


WHOLE = told(OPENED, HELP, ADDED, "I don't know /odd400004. Just write")


def test_each_answered_once_is_as_promised() -> None:
    assert unanswered_or_twice(ASKS, WHOLE, set()) == ([], [])


@pytest.mark.parametrize("place", range(4))
def test_an_answer_that_never_came_is_found(place: int) -> None:
    lost, twice = unanswered_or_twice(ASKS, WHOLE[:place] + WHOLE[place + 1 :], set())
    assert len(lost) == 1
    assert str(ASKS[place]) in lost[0]
    assert twice == []


@pytest.mark.parametrize("place", range(4))
def test_an_answer_that_came_twice_is_found(place: int) -> None:
    lost, twice = unanswered_or_twice(ASKS, [*WHOLE[: place + 1], WHOLE[place], *WHOLE[place + 1 :]], set())
    assert (lost, len(twice)) == ([], 1)


@pytest.mark.parametrize("place", range(4))
def test_a_marked_repetition_is_no_second_answer(place: int) -> None:
    repeated = [*WHOLE[: place + 1], again(WHOLE[place]), *WHOLE[place + 1 :]]
    assert unanswered_or_twice(ASKS, repeated, set()) == ([], [])


def test_a_mark_on_the_first_one_that_arrives_is_an_answer() -> None:
    assert unanswered_or_twice(ASKS, [again(entry) for entry in WHOLE], set()) == ([], [])


def test_a_nod_is_an_answer_to_words_and_not_to_a_command() -> None:
    assert unanswered_or_twice(ASKS, [*WHOLE[:2], WHOLE[3]], {(1, 3)}) == ([], [])
    lost, _ = unanswered_or_twice(ASKS, [WHOLE[0], *WHOLE[2:]], {(1, 2)})
    assert len(lost) == 1


def test_what_staff_write_is_no_answer() -> None:
    carried = told("Mira: We have looked into it, see A00001A")
    assert unanswered_or_twice(ASKS, [*WHOLE[:1], *carried, *WHOLE[1:]], set()) == ([], [])
    lost, _ = unanswered_or_twice(ASKS[:1], carried, set())
    assert len(lost) == 1
