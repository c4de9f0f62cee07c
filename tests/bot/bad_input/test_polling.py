"""Telegram's own bad days while we ask it for updates."""

import json
from typing import Any

import pytest
from aiogram import Bot

from bot.telegram import polling
from bot.telegram.ingestion import RawUpdate
from tests.bot.bad_input.playing import all_done, works_on
from tests.bot.flows.product import ASHA, Product


@pytest.mark.parametrize(
    "fault", [{"kind": "500"}, {"kind": "502"}, {"kind": "drop"}, {"kind": "429", "retry_after": 1}]
)
async def test_updates_that_could_not_be_fetched_are_fetched_later(product: Product, fault: dict[str, Any]) -> None:
    await product.control.do("faults", method="getUpdates", times=2, **fault)
    await product.hears(ASHA, "/start")
    await product.hears(ASHA, "my order never came")
    assert "Hello Asha." in await product.reply(ASHA)
    assert "I've opened case" in await product.reply(ASHA)
    assert await all_done(product) == 2
    await works_on(product, ASHA)


async def test_an_answer_that_is_no_json_does_not_end_the_polling(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch, answers = polling.fetch, ["<html>502 Bad Gateway</html>"] * 2

    async def from_a_proxy(bot: Bot, offset: int | None) -> list[RawUpdate]:
        if answers:
            json.loads(answers.pop())
        return await fetch(bot, offset)

    monkeypatch.setattr(polling, "fetch", from_a_proxy)
    await product.hears(ASHA, "/start")
    assert "Hello Asha." in await product.reply(ASHA)
    await product.hears(ASHA, "my order never came")
    assert "I've opened case" in await product.reply(ASHA)
    assert answers == []
    assert await all_done(product) == 2
