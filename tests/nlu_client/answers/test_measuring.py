import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.answers.measuring import Case, weigh
from nlu.answers.scoring import HELD_OUT, VALIDATION, Message, Tally, messages, score


class Answer:
    def __init__(self, slug: str, *, sure: bool = True) -> None:
        self.slug, self.sure = slug, sure


class Finds:
    def __init__(self, answers: dict[str, Answer]) -> None:
        self._answers = answers

    def find(self, text: str, language: str, embedding: bytes) -> Answer | None:
        return self._answers.get(text)


def case(language: str, right: int | None, *strong: float) -> Case:
    """Three pages; the first comparison is `strong`, the second says nothing."""
    rows = np.array([[one, at / 10] for at, one in enumerate(strong)])
    return Case(language, rows, right)


CLEAR = [case("en", at % 3, *(1.0 if page == at % 3 else 0.1 for page in range(3))) for at in range(6)]
NOTHING = [case("en", None, 0.1, 0.15, 0.1) for _ in range(4)]


def test_what_tells_pages_apart_is_sure_and_what_does_not_is_not() -> None:
    measured = weigh([*CLEAR, *NOTHING])["en"]
    assert measured.chances(CLEAR[0].rows)[0] >= measured.answer
    assert measured.chances(NOTHING[0].rows).max() < measured.offer <= measured.answer


def test_a_language_in_which_nothing_is_told_apart_is_surer_before_it_answers() -> None:
    deceived = [case("hi", None, 1.0, 0.1, 0.1) for _ in range(3)] + [case("hi", 2, 1.0, 0.1, 0.1) for _ in range(3)]
    measured = weigh([*CLEAR, *NOTHING, *deceived])
    assert measured["hi"].chances(deceived[0].rows).max() < measured["hi"].answer
    assert measured["en"].chances(CLEAR[0].rows).max() >= measured["en"].answer


def test_messages_may_have_different_numbers_of_pages() -> None:
    assert weigh([*CLEAR, *NOTHING, case("zh", 1, 0.1, 1.0)])["zh"].chances(np.ones((5, 2))).shape == (5,)


def test_without_a_right_page_nothing_is_measured() -> None:
    assert weigh([]) == weigh(NOTHING) == {}


shares = st.floats(0, 1)
cases = st.builds(
    Case,
    st.sampled_from(["en", "hi"]),
    st.lists(st.tuples(shares, shares), min_size=3, max_size=3).map(np.array),
    st.none() | st.integers(0, 2),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(cases, max_size=8))
def test_whatever_the_messages_chances_are_chances(given_cases: list[Case]) -> None:
    for measured in weigh(given_cases).values():
        assert 0 <= measured.offer <= measured.answer <= 1
        assert 0 <= measured.chances(np.ones((3, 2))).sum() <= 1 + 1e-9


def test_a_tally_counts_sure_answers_and_offers_apart() -> None:
    asked = [Message(str(at), "en", page) for at, page in enumerate(["a", "a", "a", "a", None, None, None])]
    answers = {"0": Answer("a"), "1": Answer("b"), "2": Answer("a", sure=False), "4": Answer("a")}
    answers["5"] = Answer("a", sure=False)
    tally = score(Finds(answers), asked)["en"]
    assert tally == Tally(right=1, wrong=1, none=2, nulls=3, null_answered=1, offered_right=1, offered_wrong=1)
    assert tally.gain == 1 - 2 * 2


def test_both_files_of_messages_can_be_read() -> None:
    assert {message.language for message in messages(VALIDATION)} == {"en", "hi", "fil", "zh"}
    assert len(messages(HELD_OUT)) == 120
