import unicodedata

import pytest

from bot.words.phrase_table import PHRASES
from bot.words.phrases import exact
from care_rules.case_numbers import number_of
from nlu.intents import INTENTS

EVERY_PHRASE = [
    (phrase, intent, language)
    for intent, languages in PHRASES.items()
    for language, phrases in languages.items()
    for phrase in phrases
]


def test_each_intent_has_phrases_in_each_language() -> None:
    assert set(PHRASES) == {"stop_care", "talk_to_human", "case_status", "emergency"} <= set(INTENTS)
    assert {intent: [language for language, phrases in of.items() if phrases] for intent, of in PHRASES.items()} == {
        intent: ["en", "hi", "fil", "zh"] for intent in PHRASES
    }


@pytest.mark.parametrize(("phrase", "intent"), [(phrase, intent) for phrase, intent, _ in EVERY_PHRASE])
def test_a_phrase_means_its_intent_also_when_shouted(phrase: str, intent: str) -> None:
    assert exact(phrase) == intent
    assert exact(f"  {phrase.upper()}!! ") == intent


def test_no_phrase_stands_twice() -> None:
    """Not under two intents, and not under one in two languages: whoever reads the table finds each in one place."""
    phrases = [phrase for phrase, _, _ in EVERY_PHRASE]
    assert sorted(phrases) == sorted(set(phrases))


def test_the_table_is_written_as_it_is_compared() -> None:
    assert [
        phrase
        for phrase, _, _ in EVERY_PHRASE
        if phrase != " ".join(unicodedata.normalize("NFC", phrase).casefold().split()).strip(" .!,~。！，।?？")
    ] == []


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("STOP.", "stop_care"),
        ("Stop\n all", "stop_care"),
        ("退订。", "stop_care"),
        ("TD", "stop_care"),
        ("\u3000转人工！！\u3000", "talk_to_human"),
        ("人工~", "talk_to_human"),
        ("मैसेज बंद करो।", "stop_care"),
        ("Saklolo po!!!", "emergency"),
        ("救命！", "emergency"),
        ("My  case", "case_status"),
    ],
)
def test_case_blanks_and_the_signs_around_do_not_matter(said: str, intent: str) -> None:
    assert exact(said) == intent


def test_one_letter_with_two_codes_is_one_letter() -> None:
    assert exact("\uf94e煤气了") == exact("漏煤气了") == "emergency"


@pytest.mark.parametrize(
    "said", ["status?", "My case??", "我的工单怎么样了？", "मेरे केस का क्या हुआ?", "status!?", "status ?"]
)
def test_how_a_case_stands_may_be_asked(said: str) -> None:
    assert exact(said) == "case_status"


@pytest.mark.parametrize("said", ["human?", "人工？", "agent ?", "stop?", "emergency?", "救命？"])
def test_a_question_mark_makes_any_other_phrase_a_question(said: str) -> None:
    assert exact(said) is None


def test_a_case_number_asks_how_the_case_stands() -> None:
    number = number_of(7)
    for said in (number, number.lower(), f" {number}? ", f"{number}。"):
        assert exact(said) == "case_status"


@pytest.mark.parametrize(
    "said",
    [
        "",
        "?",
        "!!",
        "stopped",
        "it stopped",
        "stop the car",
        "my case is broken",
        "full stop",
        "人工智能",
        "退订单",
        "भूल",
    ],
)
def test_what_is_only_like_a_phrase_is_left_to_the_machine(said: str) -> None:
    assert exact(said) is None
