"""Words that are no words, too many, or strange to look at."""

import pytest

from tests.bot.bad_input.playing import (
    all_done,
    cases,
    one_answer,
    private,
    shown_to_staff,
    told,
    works_on,
)
from tests.bot.flows.product import ASHA, GROUP, Product

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u2060", "\u3164\u2800"])
async def test_a_message_without_words_is_asked_what_it_is_about(product: Product, text: str) -> None:
    await told(product, private(ASHA, text=text))
    assert await one_answer(product, ASHA) == "Your message reached me without any words. What can I do for you?"
    assert await all_done(product) == 1
    assert await cases(product) == []
    await works_on(product, ASHA)


@pytest.mark.parametrize("text", ["😀" * 4096, FAMILY * 500])
async def test_thousands_of_emoji_are_kept_whole_and_shown_whole(product: Product, text: str) -> None:
    await product.hears(ASHA, text)
    assert await one_answer(product, ASHA) == "I didn't understand that. Could you say it in other words?"
    await product.hears(ASHA, "asdf gh")
    answer = await one_answer(product, ASHA)
    assert "I've passed your question to a colleague as case" in answer
    [case] = await cases(product)
    assert case.said == f"{text}\nasdf gh"
    posts = await product.quiet(GROUP)
    assert "".join(posts[1:]).replace("\n", "") == f"{text}asdf gh"  # below the card, in parts
    assert all(not post.startswith("\u200d") and not post.endswith("\u200d") for post in posts)
    assert await all_done(product) == 2
    await works_on(product, ASHA)


async def test_a_short_quotation_never_cuts_a_sign_in_two(product: Product) -> None:
    product.readings.down = True
    await product.hears(ASHA, FAMILY * 100)
    quoted = (await one_answer(product, ASHA)).split("“")[1].split("”")[0]
    assert quoted == FAMILY * (160 // len(FAMILY)) + "…"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("my order \x004711 never came", "my order 4711 never came"),
        (r"my order \u0000 4711 never came", r"my order \u0000 4711 never came"),
        (r"my order \\u0000x never came", r"my order \\u0000x never came"),
        ("my order \ud83d never came", "my order \ufffd never came"),
    ],
)
async def test_signs_that_no_database_keeps_do_no_harm(product: Product, text: str, kept: str) -> None:
    await told(product, private(ASHA, text=text))
    assert "I'm sorry about this. I've opened case" in await one_answer(product, ASHA)
    assert [case.said for case in await cases(product)] == [kept]
    assert kept in await shown_to_staff(product)
    assert await all_done(product) == 1
    await works_on(product, ASHA)


@pytest.mark.parametrize(
    "text",
    [
        "my order שלום עולם مرحبا بالعالم \u202ereversed\u202c",
        "my order " + "Z" + "\u0300\u0301\u0302\u0303" * 300 + "algo",
        "my order नमस्ते क्षत्रिय ก็ที่นี่",
    ],
)
async def test_words_of_every_script_arrive_as_they_were_written(product: Product, text: str) -> None:
    await product.hears(ASHA, text)
    answer = await one_answer(product, ASHA)  # in Hindi, where most of the letters are
    [case] = await cases(product)
    assert (case.number in answer, case.said) == (True, text)
    assert text in await shown_to_staff(product)
    assert await all_done(product) == 1


async def test_unknown_commands_are_named_and_a_way_on_is_shown(product: Product) -> None:
    await product.hears(ASHA, "/refund now please")
    expected = "I don't know /refund. Just write what you need in your own words, or pick one of these."
    assert await one_answer(product, ASHA) == expected
    await product.tap(ASHA, ASHA, "My cases")
    assert "You have no open case with us" in await one_answer(product, ASHA)
    for strange in ("/", "/" + "x" * 500, "/start@another_bot", "//"):
        await product.hears(ASHA, strange)
        assert (await one_answer(product, ASHA)).startswith(f"I don't know {strange[:32]}.")
    assert await all_done(product) == 6
    await works_on(product, ASHA)


async def test_start_twice_greets_twice_and_makes_one_customer(product: Product) -> None:
    for command in ("/start", "/Start", "/start@rapport_sandbox_bot"):
        await product.hears(ASHA, command)
        assert (await one_answer(product, ASHA)).startswith("Hello Asha. This is customer care at Lotus Pots.")
    assert await cases(product) == []
    assert await all_done(product) == 3
    await works_on(product, ASHA)
