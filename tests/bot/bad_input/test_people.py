"""Names and languages as people really have them."""

from typing import Any

import pytest

from tests.bot.bad_input.playing import all_done, customer, one_answer, private, shown_to_staff, told, topics
from tests.bot.flows.product import ASHA, GROUP, MIRA, Product

_HELLO = "This is customer care at Lotus Pots."


@pytest.mark.parametrize(
    ("sender", "greeting", "topic"),
    [
        ({"first_name": "\u3164", "last_name": None}, "Hello. ", "🟡 Customer 101 · Ordinary"),
        ({"first_name": "\u200b", "last_name": "\u2800"}, "Hello. ", "🟡 Customer 101 · Ordinary"),
        ({"first_name": "\u3164", "last_name": None, "username": "lotus"}, "Hello @lotus. ", "🟡 @lotus · Ordinary"),
        ({"first_name": "🌸🌸", "last_name": None}, "Hello 🌸🌸. ", "🟡 🌸🌸 · Ordinary"),
        ({"first_name": "\u202eevil\u202c", "last_name": "A\nB"}, "Hello evil. ", "🟡 evil A B · Ordinary"),
    ],
)
async def test_people_without_a_readable_name_are_met_all_the_same(
    product: Product, sender: dict[str, Any], greeting: str, topic: str
) -> None:
    await told(product, private(ASHA, sender=sender, text="/start"))
    assert (await one_answer(product, ASHA)).startswith(greeting + _HELLO)
    await told(product, private(ASHA, sender=sender, text="my order never came"))
    assert "I've opened case" in await one_answer(product, ASHA)
    assert [made["params"]["name"] for made in await topics(product)] == [topic]
    assert await all_done(product) == 2


@pytest.mark.parametrize("name", ["X" * 5000, "Z" + "\u0301" * 5000, "👨‍👩‍👧‍👦" * 300])
async def test_very_long_names_are_cut_where_a_sign_ends(product: Product, name: str) -> None:
    await told(product, private(ASHA, sender={"first_name": name}, text="my order never came"))
    assert "I've opened case" in await one_answer(product, ASHA)
    known = await customer(product, ASHA)
    assert 0 < len(known.first_name) <= 64
    assert name.startswith(known.first_name)
    assert not known.first_name.endswith("\u200d")
    assert await all_done(product) == 1


async def test_a_name_of_flowers_can_be_kept_with_a_tap(product: Product) -> None:
    sender = {"first_name": "🌸🌸", "last_name": None}
    await told(product, private(ASHA, sender=sender, text="my order never came"))
    await product.reply(ASHA)
    await product.idle()
    await product.tap(MIRA, GROUP, "Resolve")
    await product.reply(ASHA)
    await product.tap(ASHA, ASHA, "Yes")
    await product.reply(ASHA)
    await product.tap(ASHA, ASHA, "5")
    await product.reply(ASHA, count=2)
    await product.tap(ASHA, ASHA, "Yes")
    assert "What may I call you?" in await product.reply(ASHA, count=2)
    await product.tap(ASHA, ASHA, "🌸🌸")
    assert "Thank you, 🌸🌸." in await product.reply(ASHA, count=2)
    await all_done(product)


@pytest.mark.parametrize("code", ["xx", "ja-Hira-JP-x-private", "tlh", "🌸", "", "e" * 200])
async def test_a_language_that_we_do_not_have_is_answered_in_english(product: Product, code: str) -> None:
    await told(product, private(ASHA, sender={"language_code": code}, text="my order never came"))
    assert "by tomorrow 11:00" in await one_answer(product, ASHA)
    await told(product, private(ASHA, sender={"language_code": code}, text="what about my case"))
    assert "Answer due by tomorrow 11:00" in await one_answer(product, ASHA)
    assert "my order never came" in await shown_to_staff(product)
    assert await all_done(product) == 2


async def test_a_language_of_many_parts_is_known_by_the_first(product: Product) -> None:
    await told(product, private(ASHA, sender={"language_code": "zh-hans-CN-x-private"}, text="my order never came"))
    assert "同事会在明天11:00前在这里回复您" in await one_answer(product, ASHA)
