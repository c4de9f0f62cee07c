"""The arithmetic of the components, on arrays that show what it is for."""

import numpy as np
import pytest

from nlu.components.asking import may_hold_several, requests_in
from nlu.components.mixing import Signs, fit_belief, fit_mixture, nearest
from nlu.components.splitting import parts_of
from nlu.components.strangers import NEIGHBOURHOODS, strangers
from nlu.components.thresholds import close, understood
from nlu.components.words import WordCounts, skeleton, sound

WHOLE = [
    {"name": name, "confidence": 0.2} for name in ("complain", "refund", "ask_question", "greet", "praise", "deny")
]


def said(*parts: tuple[str, str, float]) -> list[tuple[str, dict[str, object]]]:
    return [(text, {"name": name, "confidence": confidence}) for text, name, confidence in parts]


@pytest.mark.parametrize(
    ("parts", "heard"),
    [
        ([("it broke", "complain", 0.9), ("open today?", "ask_question", 0.9)], ["complain", "ask_question"]),
        ([("it broke", "complain", 0.9), ("open today?", "ask_question", 0.5)], []),
        ([("hello", "greet", 0.9), ("it broke", "complain", 0.9)], []),
        ([("it broke", "complain", 0.9), ("badly", "complain", 0.9)], []),
        ([("it broke", "complain", 0.9), ("so much rain", "out_of_scope", 0.9)], []),
        ([("it broke", "complain", 0.9), ("no way", "deny", 0.9), ("well", "stop_care", 0.9)], []),
    ],
    ids=["two", "one unsure", "a greeting", "the same again", "nothing of ours", "unlikely of the whole"],
)
def test_a_message_holds_several_requests_only_if_each_is_sure(
    parts: list[tuple[str, str, float]], heard: list[str]
) -> None:
    assert [request["intent"] for request in requests_in(said(*parts), WHOLE, 0.6)] == heard


@pytest.mark.parametrize(
    ("whole", "part", "heard"),
    [
        (0.95, 0.79, []),
        (0.95, 0.8, ["change_order", "complain"]),
        (0.89, 0.61, ["change_order", "complain"]),
    ],
    ids=["of one piece", "of one piece, and a part that is surer", "of no one piece"],
)
def test_where_the_whole_is_clear_a_part_has_to_be_surer(whole: float, part: float, heard: list[str]) -> None:
    """A late order is no wish to change it, in a complaint that says so."""
    ranking = [{"name": "complain", "confidence": whole}, {"name": "change_order", "confidence": 0.04}]
    parts = said(("it is three weeks late,", "change_order", part), ("I am disappointed", "complain", 0.7))
    assert [request["intent"] for request in requests_in(parts, ranking, 0.6)] == heard


@pytest.mark.parametrize(
    ("favourites", "worth"),
    [
        (["complain", "refund"], True),
        (["complain", "complain"], False),
        (["complain", "greet"], False),
        (["complain", "stop_care"], False),
        ([], False),
    ],
    ids=["two", "the same", "a greeting", "unlikely of the whole", "in one piece"],
)
def test_parts_are_read_only_if_they_may_ask_for_different_things(favourites: list[str], worth: bool) -> None:
    assert may_hold_several(favourites, WHOLE) is worth


def test_no_word_of_a_request_is_lost() -> None:
    parts = said(
        ("listen", "praise", 0.1),
        ("it broke", "complain", 0.9),
        ("on Monday", "refund", 0.2),
        ("hello?", "greet", 0.9),
        ("money back", "refund", 0.9),
        ("the lid too", "complain", 0.8),
    )
    assert requests_in(parts, WHOLE, 0.6) == [
        {"intent": "complain", "text": "listen it broke on Monday the lid too"},
        {"intent": "refund", "text": "money back"},
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("my lid is broken, and when do you open on Sunday?", ["my lid is broken,", "when do you open on Sunday?"]),
        ("盖子坏了，另外你们周日几点开门", ["盖子坏了，", "你们周日几点开门"]),
        ("dhakkan toota hai aur aap kab khulte ho", ["dhakkan toota hai", "aap kab khulte ho"]),
        ("sira ang takip tapos anong oras kayo bukas", ["sira ang takip", "anong oras kayo bukas"]),
        ("it cost 1,250.50 yesterday", []),
        ("one two, three four, five six, seven eight, nine ten", []),
        ("", []),
    ],
)
def test_where_a_message_may_be_cut(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


def signs(probability: float, meaning: float, count: int) -> Signs:
    wobble = np.linspace(-0.02, 0.02, count)
    return Signs(probability + wobble, meaning + wobble, np.zeros(count), np.zeros(count), np.zeros(count))


def joined(one: Signs, other: Signs) -> Signs:
    return Signs(*(np.r_[mine, theirs] for mine, theirs in zip(vars(one).values(), vars(other).values(), strict=True)))


def test_what_is_like_nothing_learnt_is_believed_less() -> None:
    validation = joined(signs(0.9, 0.8, 100), signs(0.4, 0.8, 100))
    right = np.r_[np.ones(100, bool), np.zeros(100, bool)]
    belief = fit_belief(validation, right, signs(0.9, 0.3, 50))
    near, far, doubtful = (belief.of(signs(*about, 1)) for about in ((0.9, 0.8), (0.9, 0.3), (0.4, 0.8)))
    assert near > 0.8
    assert far < near - 0.3
    assert doubtful < 0.2


@pytest.mark.parametrize("right", [np.ones(6, bool), np.zeros(6, bool)])
def test_without_an_example_of_both_the_probability_is_believed_as_it_is(right: np.ndarray) -> None:
    assert fit_belief(signs(0.7, 0.5, 6), right, None).of(signs(0.7, 0.1, 1)) == pytest.approx(0.68, abs=0.01)


def test_each_head_is_believed_as_far_as_it_has_been_right() -> None:
    labels = np.arange(300) % 3
    knows, guesses = np.log(np.eye(3)[labels] * 0.88 + 0.04), np.log(np.full((300, 3), 1 / 3))
    known, strange = np.zeros(300), np.ones(300)
    trusting = fit_mixture(knows, guesses, known, labels)
    assert (trusting.mix(knows, guesses, known).argmax(1) == labels).all()
    other = fit_mixture(guesses, knows, strange, labels)
    assert (other.mix(guesses, knows, strange).argmax(1) == labels).all()
    assert np.allclose(other.mix(guesses, knows, strange).sum(1), 1)


def test_the_threshold_is_where_acting_stops_to_pay() -> None:
    confidence = np.linspace(0, 1, 101)
    assert understood(confidence, confidence > 0.45) == pytest.approx(0.46)
    assert understood(confidence, np.ones(101, bool)) == 0


def test_two_readings_are_offered_where_one_of_them_is_right_often_enough() -> None:
    first, second = np.full(100, 0.4), np.repeat([0.38, 0.25], 50)
    one_is_right = np.repeat([True, False], 50)
    assert 0.02 < close(first, second, one_is_right, 0.6) <= 0.15
    assert close(first, second, ~one_is_right & False, 0.6) == 0


def test_whole_neighbourhoods_are_strangers() -> None:
    middles = np.repeat(np.eye(NEIGHBOURHOODS, 16, dtype=np.float32), 4, axis=0)
    labels = np.repeat(np.arange(4 * NEIGHBOURHOODS), 5)
    out = strangers(middles[labels], labels)
    assert len(out) == 8
    assert all(set(range(label // 4 * 4, label // 4 * 4 + 4)) <= set(out.tolist()) for label in out.tolist())
    assert strangers(middles[:4][labels[:20]], labels[:20]).tolist() == [], "too few labels to leave one out"


def test_the_nearest_count() -> None:
    assert nearest(np.array([[0.1, 0.9, 0.6, 0.6]])) == pytest.approx([0.7])
    assert nearest(np.array([[0.5]])) == pytest.approx([0.5])


def test_a_word_sounds_the_same_however_it_is_spelt() -> None:
    assert sound("kharaab") == sound("kharab")
    assert skeleton("पैसा वापस") == skeleton("paisa vaapas") == "ps vps"
    assert sound("退款") == ""


def test_counts_have_unit_length_a_kind_and_know_only_what_was_learnt() -> None:
    counts = WordCounts.learn(["the lid is broken", "where is my parcel"])
    places, weights = counts.of("the lid")
    assert places.max() < counts.width
    assert np.linalg.norm(weights) == pytest.approx(2, abs=1e-3), "four kinds, each of length one"
    assert len(counts.of("")[0]) == 0
