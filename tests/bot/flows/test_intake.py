"""What a case lacks is asked for, one thing at a time; and words go to the case that they are about."""

from datetime import timedelta

import pytest

from care_rules.cases import CaseState
from storage.tables import CareCase
from tests.bot.flows.product import ASHA, GROUP, JONAS, MONDAY_NOON, Product
from tests.bot.flows.test_people import all_cases, staff_say
from tests.bot.flows.test_promises import complain_from

LID = "The lid was broken"


async def _case(product: Product) -> CareCase:
    return (await all_cases(product))[0]


async def _says(product: Product, text: str) -> str:
    await product.hears(ASHA, text)
    return await product.reply(ASHA)


async def test_only_what_is_missing_is_asked_for_and_one_thing_at_a_time(product: Product) -> None:
    assert (await _says(product, LID)).endswith("Which order is it about? The number is enough.")
    assert (await _says(product, "it's LP-4711")).endswith("What would you like us to do?")
    told = await _says(product, "send me a new one please")
    assert "has what it needs. A colleague will answer here by tomorrow 11:00." in told
    await product.idle()
    case = await _case(product)
    assert case.details == {"order": "LP-4711", "outcome": "send me a new one please"}
    assert "Order LP-4711 · wants: send me a new one please" in await _card(product)
    assert len(await all_cases(product)) == 1


async def test_who_named_the_order_is_asked_what_they_would_like(product: Product) -> None:
    assert (await _says(product, "My order 4711 came broken")).endswith("What would you like us to do?")
    assert (await _case(product)).details == {"order": "4711"}


async def test_each_step_can_be_skipped(product: Product) -> None:
    await _says(product, LID)
    await product.tap(ASHA, ASHA, "Skip")
    assert (await product.reply(ASHA)).endswith("Which product is it about?")
    assert (await _says(product, "no")).endswith("What would you like us to do?")
    await product.tap(ASHA, ASHA, "Skip")
    assert "has what it needs" in await product.reply(ASHA)
    assert (await _case(product)).details == {"order": "", "product": "", "outcome": ""}


async def test_what_was_put_off_is_taken_up_days_later(product: Product) -> None:
    await _says(product, LID)
    await product.tap(ASHA, ASHA, "That's all")
    assert "/cases" in await product.reply(ASHA)
    product.clock.move_to(MONDAY_NOON + timedelta(days=4))
    await _says(product, "/cases")
    await product.tap(ASHA, ASHA, "Add details")
    assert "Which order" in await product.reply(ASHA)
    assert (await _says(product, "4711")).endswith("What would you like us to do?")
    assert (await _case(product)).details == {"order": "4711"}


async def test_a_question_that_was_left_alone_can_be_answered_days_later(product: Product) -> None:
    await _says(product, LID)
    product.clock.move_to(MONDAY_NOON + timedelta(days=4))
    assert (await _says(product, "4711")).endswith("What would you like us to do?")


@pytest.mark.parametrize(
    ("text", "heard"),
    [("I want a person", "I've told the team"), ("fire!", "call 112"), ("thanks", "You're welcome")],
)
async def test_what_is_no_answer_is_heard_for_what_it_is(product: Product, text: str, heard: str) -> None:
    await _says(product, LID)
    assert heard in await _says(product, text)
    assert (await _case(product)).details == {}


async def test_once_a_colleague_has_answered_the_bot_asks_no_more(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await staff_say(product, JONAS, "Which colour was it?", topic)
    await product.hears(ASHA, "blue")
    await product.idle()
    assert await product.quiet(ASHA) == ["Jonas: Which colour was it?"]
    assert (await _case(product)).details == {"order": "4711"}


async def test_a_button_of_an_earlier_question_does_nothing(product: Product) -> None:
    await _says(product, LID)
    old = max(product.sandbox.state.room(ASHA).messages)
    await _says(product, "4711")
    assert "too old" in (await product.press(ASHA, ASHA, old, "lack:order") or "")
    assert (await _case(product)).details == {"order": "4711"}


async def test_files_without_words_are_asked_about_and_the_words_become_the_cases(product: Product) -> None:
    await product.hears(ASHA, photo=True)
    assert "A few words on what it is about" in await product.reply(ASHA)
    await _says(product, "The lid was cracked when it came")
    assert (await _case(product)).said == "The lid was cracked when it came"


async def test_another_order_is_asked_about_once_and_can_have_its_own_case(product: Product) -> None:
    await complain_from(product, ASHA)
    first = await _case(product)
    told = await _says(product, "My order 5822 never came")
    assert f"I've put this with case {first.number} for now" in told
    assert "added this" in await _says(product, "My order 5822 should have come on Friday")
    await product.tap(ASHA, ASHA, "It's another matter")
    assert "What would you like us to do?" in await product.reply(ASHA)
    second = (await all_cases(product))[1]
    assert second.details == {"order": "5822"}
    assert f"added this to case {first.number}" in await _says(product, "My order 4711 was wet as well")
    assert f"added this to case {second.number}" in await _says(product, "My order 5822 is lost, I think")


async def test_the_same_matter_stays_where_it_is(product: Product) -> None:
    await complain_from(product, ASHA)
    number = (await _case(product)).number
    await _says(product, "My order 5822 never came")
    assert await product.tap(ASHA, ASHA, f"It's about {number}") == f"Thank you, it stays with {number}."
    assert len(await all_cases(product)) == 1


async def _two_cases(product: Product) -> tuple[CareCase, CareCase]:
    await complain_from(product, ASHA)
    await _says(product, "My order 5822 never came")
    await product.tap(ASHA, ASHA, "It's another matter")
    await product.reply(ASHA)
    await product.tap(ASHA, ASHA, "That's all")
    await product.reply(ASHA)
    first, second = await all_cases(product)
    return first, second


async def test_of_several_cases_the_customer_picks_one(product: Product) -> None:
    first, second = await _two_cases(product)
    told = await _says(product, "/cases")
    assert told.startswith("You have 2 open cases")
    assert first.number in told
    assert second.number in told
    await product.tap(ASHA, ASHA, first.number)
    assert (await product.reply(ASHA)).endswith("What you write next goes to this case.")
    assert f"added this to case {first.number}" in await _says(product, "it leaks too")


async def test_a_case_is_named_by_its_number_or_by_answering_a_message_about_it(product: Product) -> None:
    first, _ = await _two_cases(product)
    assert f"added this to case {first.number}" in await _says(product, f"the lid of {first.number} leaks")
    about_first = next(
        number for number, one in product.sandbox.state.room(ASHA).messages.items() if first.number in (one.text or "")
    )
    await product.hears(ASHA, "it leaks", reply_to=about_first)
    assert f"added this to case {first.number}" in await product.reply(ASHA)


async def test_words_are_moved_to_the_other_case_with_one_tap(product: Product) -> None:
    first, second = await _two_cases(product)
    assert f"added this to case {second.number}" in await _says(product, "it leaks")
    await product.tap(ASHA, ASHA, f"It's for {first.number}")
    assert await product.reply(ASHA) == f"It is with case {first.number} now."
    await product.idle()
    shown = [message.text or "" for message in product.sandbox.state.room(GROUP).messages.values()]
    assert any(f"{first.number}: it leaks" in text for text in shown)


async def test_a_case_that_is_over_is_not_asked_about(product: Product) -> None:
    await _says(product, LID)
    await product.write(ASHA, close_cases=True)
    assert (await _case(product)).state == CaseState.closed
    assert "4711" not in str((await _case(product)).details)
    assert "Could you say it in other words" in await _says(product, "4711")


async def _card(product: Product) -> str:
    await product.idle()
    number = (await _case(product)).number
    cards = [one.text or "" for one in product.sandbox.state.room(GROUP).messages.values()]
    return next(text for text in cards if text.startswith(number))
