"""Free text that nobody, or no machine, could read."""

import asyncio

from nlu.reading import Reading
from tests.bot.bad_input.playing import (
    all_done,
    buttons,
    cases,
    customer,
    one_answer,
    open_case,
    shown_to_staff,
    works_on,
)
from tests.bot.flows.product import ASHA, RAMON, Product

REPHRASE = "I didn't understand that. Could you say it in other words?"


async def test_asked_once_to_put_it_differently_then_a_human_gets_both_texts(product: Product) -> None:
    await product.hears(ASHA, "asdf gh lid k")
    assert await one_answer(product, ASHA) == REPHRASE
    assert await cases(product) == []
    await product.hears(ASHA, "the-liddd")
    assert "I've passed your question to a colleague as case" in await one_answer(product, ASHA)
    assert [case.said for case in await cases(product)] == ["asdf gh lid k\nthe-liddd"]
    shown = await shown_to_staff(product)
    assert "asdf gh lid k" in shown
    assert "the-liddd" in shown
    assert await all_done(product) == 2
    await works_on(product, ASHA)


async def test_the_button_under_the_question_brings_a_human_with_the_words(product: Product) -> None:
    await product.hears(ASHA, "asdf gh lid k")
    await one_answer(product, ASHA)
    await product.tap(ASHA, ASHA, "Talk to a person")
    assert (await one_answer(product, ASHA)).startswith("Of course. I've told the team; a colleague will answer here")
    assert [case.said for case in await cases(product)] == ["asdf gh lid k"]
    await all_done(product)


async def test_with_the_machine_down_words_go_to_a_human_at_once(product: Product) -> None:
    product.readings.down = True
    await product.hears(ASHA, "My order 4711 came with a broken lid")
    answer = await one_answer(product, ASHA)
    assert "I've passed your question to a colleague as case" in answer
    assert "You will have an answer here by tomorrow" in answer
    await product.hears(ASHA, "and nobody answers the phone")
    assert "I've added this to case" in await one_answer(product, ASHA)
    assert "and nobody answers the phone" in await shown_to_staff(product)
    assert await all_done(product) == 2


async def test_exact_phrases_need_no_machine(product: Product) -> None:
    number, _ = await open_case(product, ASHA)
    product.readings.down = True
    await product.hears(ASHA, number.lower())
    assert (await one_answer(product, ASHA)).startswith(f"{number}, “My order 4711")
    await product.hears(ASHA, " Human! ")
    assert (await one_answer(product, ASHA)).startswith("Of course. I've told the team")
    await product.hears(ASHA, "STOP.")
    assert (await one_answer(product, ASHA)).startswith("Done. I won't write to you first any more.")
    assert (await customer(product, ASHA)).stopped_at is not None
    assert len(await cases(product)) == 1
    await all_done(product)


async def test_menu_commands_and_buttons_need_no_machine(product: Product) -> None:
    product.readings.down = True
    await product.hears(ASHA, "/menu")
    assert "Write what you need in your own words" in await one_answer(product, ASHA)
    assert await buttons(product, ASHA) == [["My cases", "Talk to a person"], ["Emergency"]]
    await product.tap(ASHA, ASHA, "My cases")
    assert "You have no open case with us" in await one_answer(product, ASHA)
    await product.hears(ASHA, "/human")
    assert (await one_answer(product, ASHA)).startswith("Of course. I've told the team")
    await product.hears(ASHA, "/cases")
    assert "with the team since" in await one_answer(product, ASHA)
    await all_done(product)


async def test_a_slow_machine_keeps_only_those_waiting_who_wrote_free_text(product: Product) -> None:
    released = asyncio.Event()
    read = product.readings.read

    async def slowly(text: str) -> Reading:
        await released.wait()
        return await read(text)

    product.readings.read = slowly  # type: ignore[method-assign]
    await product.hears(ASHA, "my order never came")
    await product.hears(RAMON, "/start")
    assert "Hello Ramon." in await product.reply(RAMON)
    released.set()
    assert "I've opened case" in await product.reply(ASHA)
    await all_done(product)


async def test_a_question_to_rephrase_forgets_no_open_rating(product: Product) -> None:
    await product.hears(ASHA, "my order never came")
    await product.idle()
    [case] = await cases(product)
    newest = max(product.sandbox.state.room(ASHA).messages)
    await product.press(ASHA, ASHA, newest, f"solved:{case.id}")
    await product.quiet(ASHA)
    await product.hears(ASHA, "asdf gh lid k")
    assert await one_answer(product, ASHA) == REPHRASE
    await product.hears(ASHA, "human")
    assert (await one_answer(product, ASHA)).startswith("Of course.")
    await product.hears(ASHA, "5")
    assert "Thank you for the 5." in (await product.quiet(ASHA))[0]
    await all_done(product)
