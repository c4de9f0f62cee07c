import pytest

from nlu.evaluation import baselines
from nlu.evaluation.answers import requests_in
from nlu.measuring import Guess, accuracy, confused, macro_f1, tallies, understood

GUESSES = [
    Guess("greet", "greet", 0.9),
    Guess("greet", "thanks", 0.4),
    Guess("thanks", "thanks", 0.8),
    Guess("deny", "thanks", 0.7),
]


def test_precision_recall_and_f1() -> None:
    thanks = tallies(GUESSES)["thanks"]
    assert thanks.precision == pytest.approx(1 / 3)
    assert (thanks.recall, thanks.f1) == (1.0, 0.5)


def test_a_label_that_nobody_said_counts_as_nothing() -> None:
    assert tallies(GUESSES)["deny"].f1 == 0
    assert macro_f1(GUESSES) == pytest.approx((2 / 3 + 0.5 + 0) / 3)
    assert accuracy(GUESSES) == 0.5


def test_pairs_are_counted_the_most_frequent_first() -> None:
    assert confused([*GUESSES, GUESSES[3]]) == [("deny", "thanks", 2), ("greet", "thanks", 1)]


def test_understood_is_counted_at_the_threshold() -> None:
    found = understood(GUESSES, 0.7)
    assert (found.asked, found.understood, found.rightly) == (4, 3, 2)


def ranking(name: str, confidence: float) -> list[dict[str, object]]:
    return [{"name": name, "confidence": confidence}]


@pytest.mark.parametrize(
    ("whole", "requests", "heard"),
    [
        (("complain", 0.5), [], {"complain": 1}),
        (("complain", 0.5), ["complain", "refund"], {"complain": 1, "refund": 1}),
    ],
)
def test_requests_heard_are_those_told_or_the_whole(
    whole: tuple[str, float], requests: list[str], heard: dict[str, int]
) -> None:
    told = [{"intent": intent, "text": "…"} for intent in requests]
    assert requests_in({"intent_ranking": ranking(*whole), "requests": told}) == heard


def test_the_baselines_know_the_plainest_words() -> None:
    assert baselines.category("the courier lost my parcel", "en") == "delivery"
    assert baselines.category("hmm", "en") == "other"
    assert baselines.urgency("अभी भेजो", "hi") == "pressing"
    assert baselines.sentiment("谢谢你们", "zh") == "positive"
    assert baselines.language("नमस्ते", "") == "hi"
    assert baselines.number_of_requests("nasaan na order ko at magkano ang bago", "fil") == 2
    assert baselines.number_of_requests("where is my sand bucket?", "en") == 1
