"""Two readings too close to choose between: the customer chooses, and what they choose is done."""

import pytest

from bot.words.catalogue import Catalogue
from storage.tables import ReviewWhy
from tests.bot.bad_input.playing import all_done, buttons, cases, customer, in_review, one_answer, open_case
from tests.bot.flows.product import ASHA, Product
from tests.bot.flows.readings import LANGUAGES, OPENING_HOURS, close

STOPPED = "it stopped"
WHICH = "I want to get this right. Do you mean one of these?"
OTHER_WORDS = "All right. Could you say in other words what you need?"
TOO_OLD = "This button is too old. Write what you need, and I'll take it from there."


async def in_doubt(product: Product, one: str = "complain", other: str = "stop_care", text: str = STOPPED) -> None:
    product.readings.know(close(text, one, other))
    await product.hears(ASHA, text)
    assert await one_answer(product, ASHA) == WHICH
    assert await cases(product) == []


async def test_doubt_is_spoken_in_every_language(product: Product) -> None:
    words = Catalogue()
    for person, language in enumerate(LANGUAGES, start=1001):
        await product.control.do("people", id=person, first_name="P", language_code=language)
        product.readings.know(close(f"{language} 4711", "track_order", "refund"))
        await product.hears(person, f"{language} 4711")
        assert await one_answer(product, person) == words.text("which-meaning", language)
        labels = ("meant-track_order", "meant-refund", "button-something-else")
        assert await buttons(product, person) == [[words.text(label, language)] for label in labels]
        await product.tap(person, person, words.text("button-something-else", language))
        assert await one_answer(product, person) == words.text("rephrase-else", language)
        await product.tap(person, person, words.text("button-human", language))
        await one_answer(product, person)
    assert [case.said for case in await cases(product)] == [f"{language} 4711" for language in LANGUAGES]


@pytest.mark.parametrize(
    ("label", "answer", "opened", "right"),
    [
        ("Something went wrong", "I'm sorry about this. I've opened case", ["complaint"], "complain"),
        ("Stop sending messages", "Done. I won't write to you first any more.", [], "stop_care"),
        ("Something else", OTHER_WORDS, [], None),
    ],
)
async def test_each_button_does_what_it_says_and_is_learnt_from(
    product: Product, label: str, answer: str, opened: list[str], right: str | None
) -> None:
    await in_doubt(product)
    assert await buttons(product, ASHA) == [["Something went wrong"], ["Stop sending messages"], ["Something else"]]
    await product.tap(ASHA, ASHA, label)
    assert (await one_answer(product, ASHA)).startswith(answer)
    assert [(case.kind, case.said) for case in await cases(product)] == [(kind, STOPPED) for kind in opened]
    assert ((await customer(product, ASHA)).stopped_at is not None) is (right == "stop_care")
    why = ReviewWhy.chosen if right else ReviewWhy.unsure
    assert [(one.text, one.intent_right, one.why) for one in await in_review(product)] == [(STOPPED, right, why)]
    newest = max(product.sandbox.state.room(ASHA).messages)
    assert await product.press(ASHA, ASHA, newest, "meant:complain") == TOO_OLD
    await all_done(product)


async def test_a_button_that_was_not_offered_is_refused_and_the_offer_stands(product: Product) -> None:
    await in_doubt(product)
    newest = max(product.sandbox.state.room(ASHA).messages)
    for data in ("meant:refund", "meant:nonsense", "meant:"):
        assert await product.press(ASHA, ASHA, newest, data) == TOO_OLD
    await product.tap(ASHA, ASHA, "Something went wrong")
    assert "I've opened case" in await one_answer(product, ASHA)


async def test_what_may_be_an_emergency_stands_first(product: Product) -> None:
    await in_doubt(product, "complain", "emergency")
    assert (await buttons(product, ASHA))[0] == ["Somebody is in danger"]
    await product.tap(ASHA, ASHA, "Somebody is in danger")
    assert (await one_answer(product, ASHA)).startswith("If anyone is hurt or in danger, call 112 now.")


async def test_a_question_that_was_meant_is_answered_from_its_page(product: Product) -> None:
    await in_doubt(product, "book_service", "ask_question", OPENING_HOURS["en"])
    await product.tap(ASHA, ASHA, "A general question")
    assert (await one_answer(product, ASHA)).endswith("(from: Opening hours)")
    assert await cases(product) == []


async def test_something_else_and_still_not_clear_brings_a_human_with_all_the_words(product: Product) -> None:
    await in_doubt(product)
    await product.tap(ASHA, ASHA, "Something else")
    assert await one_answer(product, ASHA) == OTHER_WORDS
    await product.hears(ASHA, "the-liddd")
    assert "I've passed your question to a colleague" in await one_answer(product, ASHA)
    assert [case.said for case in await cases(product)] == [f"{STOPPED}\nthe-liddd"]


async def test_whoever_asks_for_a_human_instead_takes_the_words_along(product: Product) -> None:
    await in_doubt(product)
    await product.hears(ASHA, "human")
    assert (await one_answer(product, ASHA)).startswith("Of course.")
    assert [case.said for case in await cases(product)] == [f"{STOPPED}\nhuman"]


async def test_put_in_other_words_the_offer_is_settled(product: Product) -> None:
    await in_doubt(product)
    await product.hears(ASHA, "My order 4711 stopped working")
    assert "I've opened case" in await one_answer(product, ASHA)
    assert await product.tap(ASHA, ASHA, "Stop sending messages") == TOO_OLD
    assert (await customer(product, ASHA)).stopped_at is None


async def test_with_a_case_open_doubtful_words_go_to_it_without_a_question(product: Product) -> None:
    number, _ = await open_case(product, ASHA)
    product.readings.know(close(STOPPED, "complain", "stop_care"))
    await product.hears(ASHA, STOPPED)
    assert f"I've added this to case {number}" in await one_answer(product, ASHA)
