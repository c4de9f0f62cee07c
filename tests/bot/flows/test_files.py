"""Photos, albums, voices and places belong to the case, and staff see them."""

import json
from typing import Any

import pytest

from tests.bot.flows.product import ASHA, GROUP, MIRA, Product


async def _opened(product: Product) -> int:
    await product.hears(ASHA, "My order 4711 came with a broken lid")
    await product.reply(ASHA)
    topic = (await product.next(GROUP, method="createForumTopic"))[0]["message_id"]
    await product.next(GROUP)
    return int(topic)


FILES: dict[str, Any] = {
    "photo": True,
    "document": True,
    "video": True,
    "location": {"latitude": 28.6, "longitude": 77.2},
}


@pytest.mark.parametrize("kind", FILES)
async def test_a_file_goes_to_the_case_and_to_the_topic(product: Product, kind: str) -> None:
    topic = await _opened(product)
    await product.hears(ASHA, **{kind: FILES[kind]})
    assert (await product.reply(ASHA)).startswith("Thank you, it is with case")
    copied = (await product.next(GROUP, method="copyMessage"))[0]
    assert copied["thread_id"] == topic


async def test_a_voice_message_is_for_a_colleague(product: Product) -> None:
    topic = await _opened(product)
    await product.hears(ASHA, voice=True)
    assert "I can't listen to voice messages" in await product.reply(ASHA)
    assert (await product.next(GROUP, method="copyMessage"))[0]["thread_id"] == topic


async def test_an_album_stays_one_and_is_answered_once(product: Product) -> None:
    topic = await _opened(product)
    await product.hears(ASHA, album=[{"photo": True}, {"photo": True}, {"photo": True}])
    assert "Thank you, all 3 are with case" in await product.reply(ASHA)
    copied = (await product.next(GROUP, method="copyMessages"))[0]
    assert copied["thread_id"] == topic
    assert len(json.loads(copied["params"]["message_ids"])) == 3
    assert await product.quiet(ASHA) == []


async def test_a_photo_from_an_agent_reaches_the_customer(product: Product) -> None:
    topic = await _opened(product)
    await product.hears(MIRA, photo=True, chat=GROUP, topic=topic)
    assert (await product.next(ASHA, method="copyMessage"))[0]["delivered"]


async def test_a_photo_without_a_case_opens_one(product: Product) -> None:
    await product.hears(ASHA, photo=True)
    assert "as case" in await product.reply(ASHA)
    await product.next(GROUP, method="copyMessage")
