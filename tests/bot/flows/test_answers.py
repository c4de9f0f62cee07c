"""Questions: answered from a page with its source, or honestly not; and a way on to a person."""

from datetime import timedelta

import pytest

from storage.tables import ReviewWhy
from tests.bot.bad_input.playing import all_done, buttons, cases, in_review, one_answer, shown_to_staff
from tests.bot.flows.product import ASHA, GROUP, MIRA, Product
from tests.bot.flows.readings import OPENING_HOURS, understood

OPEN, PARK, MOON = OPENING_HOURS["en"], "Where can I park?", "Why is the moon on your sign?"
NO_ANSWER = "I have no answer to that at hand, and I don't want to guess. Shall I ask a colleague?"
PASSED_ON = "I've passed your question to a colleague as case"
COLLEAGUE, GOOD, ALL_RIGHT = "Ask a colleague", "Good. If there is anything else", "All right. If there is anything"


async def ask(product: Product, question: str) -> str:
    product.readings.know(understood(question, "ask_question"))
    await product.hears(ASHA, question)
    return await one_answer(product, ASHA)


async def test_a_page_answers_with_its_source_and_it_helped(product: Product) -> None:
    assert (await ask(product, OPEN)).endswith("(from: Opening hours)")
    assert await buttons(product, ASHA) == [["That helps", COLLEAGUE]]
    await product.tap(ASHA, ASHA, "That helps")
    assert (await one_answer(product, ASHA)).startswith(GOOD)
    assert (await cases(product), await in_review(product)) == ([], [])


async def test_it_did_not_help_and_a_colleague_gets_the_question(product: Product) -> None:
    await ask(product, OPEN)
    await product.tap(ASHA, ASHA, COLLEAGUE)
    assert (await one_answer(product, ASHA)).startswith(PASSED_ON)
    assert [(case.kind, case.said) for case in await cases(product)] == [("question", OPEN)]
    assert OPEN in await shown_to_staff(product)
    assert [(one.text, one.why) for one in await in_review(product)] == [(OPEN, ReviewWhy.not_helped)]
    await product.tap(ASHA, ASHA, COLLEAGUE)
    assert (await one_answer(product, ASHA)).startswith("Of course. I've told the team")
    assert len(await cases(product)) == 1


@pytest.mark.parametrize(
    ("question", "word", "answer", "opened"),
    [
        (OPEN, "yes", GOOD, []),
        (OPEN, "no", PASSED_ON, [OPEN]),
        (MOON, "yes", PASSED_ON, [MOON]),
        (MOON, "no", ALL_RIGHT, []),
        (MOON, "human", "Of course.", [f"{MOON}\nhuman"]),
        (OPEN, "human", "Of course.", ["human"]),
    ],
)
async def test_what_the_buttons_say_may_be_written_too(
    product: Product, question: str, word: str, answer: str, opened: list[str]
) -> None:
    assert (await ask(product, question) == NO_ANSWER) is (question == MOON)
    await product.hears(ASHA, word)
    assert (await one_answer(product, ASHA)).startswith(answer)
    assert [case.said for case in await cases(product)] == opened


async def test_an_hour_later_yes_is_about_something_else(product: Product) -> None:
    await ask(product, MOON)
    product.clock.move_to(product.clock() + timedelta(hours=1))
    await product.hears(ASHA, "yes")
    assert (await one_answer(product, ASHA)).startswith(GOOD)
    assert await cases(product) == []


async def test_without_a_page_a_colleague_is_offered_and_the_question_noted(product: Product) -> None:
    assert await ask(product, MOON) == NO_ANSWER
    assert [(one.text, one.why) for one in await in_review(product)] == [(MOON, ReviewWhy.unanswered)]
    await product.tap(ASHA, ASHA, COLLEAGUE)
    assert (await one_answer(product, ASHA)).startswith(PASSED_ON)
    assert [case.said for case in await cases(product)] == [MOON]


async def test_of_two_answers_each_keeps_its_own_question(product: Product) -> None:
    await ask(product, OPEN)
    first = max(product.sandbox.state.room(ASHA).messages)
    await ask(product, PARK)
    await product.press(ASHA, ASHA, first, "nothelped:opening-hours")
    await product.tap(ASHA, ASHA, COLLEAGUE)
    assert [case.said for case in await cases(product)] == [OPEN, PARK]
    await all_done(product)


async def test_a_question_is_found_however_it_is_spaced(product: Product) -> None:
    product.readings.table["when"] = "ask_question"
    await product.hears(ASHA, " When do you  open\non Sunday?\u200b ")
    assert (await one_answer(product, ASHA)).endswith("(from: Opening hours)")


async def test_a_human_who_talks_is_asked_instead(product: Product) -> None:
    await product.hears(ASHA, "my order never came")
    await product.idle()
    topic = (await product.next(GROUP, method="createForumTopic"))[0]["message_id"]
    await product.control.say(MIRA, "Which colour?", chat=GROUP, topic=topic)
    await product.quiet(ASHA)
    for said in (OPEN, "what about my complaint?"):
        await product.hears(ASHA, said)
    assert await product.quiet(ASHA) == []
    assert OPEN in await shown_to_staff(product)
