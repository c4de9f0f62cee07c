"""Behind a webhook, and more than one of us: every message once, and a successor when the courier dies."""

import asyncio
import io
import socket
from collections import Counter
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.sandbox import running_sandbox
from tests.bot.flows.product import ASHA, FAST, GROUP, PATIENCE, RAMON, Product, running_product

SECRET = "a-secret-of-the-tests"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def test_updates_come_by_webhook_and_only_with_the_secret(database_url: str, tmp_path: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings: dict[str, Any] = {"webhook_url": address, "webhook_secret": SECRET, "web_port": port}
    async with running_product(database_url, tmp_path, **settings) as product:
        await product.hears(ASHA, "My order 4711 came with a broken lid")
        assert "I've opened case" in await product.reply(ASHA)
        async with aiohttp.ClientSession() as stranger:
            async with stranger.post(f"{address}/telegram", json={"update_id": 1}) as answer:
                assert answer.status == 403
            shown = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
            async with stranger.post(
                f"{address}/telegram", data=io.BytesIO(b"x" * (1024 * 1024 + 1)), headers=shown
            ) as answer:
                assert answer.status == 413
            async with stranger.post(f"{address}/telegram", json={"no": "update"}, headers=shown) as answer:
                assert answer.status != 200
        heard, _ = await product.counts()
        assert heard == {"done": 1}


@pytest.fixture
def shared_url(postgresql_database_url: str) -> str:
    return postgresql_database_url


async def test_two_replicas_answer_each_message_once(shared_url: str, tmp_path: Path) -> None:
    port = free_port()
    async with running_sandbox(port=0, ratio=FAST) as sandbox:
        first_settings: dict[str, Any] = {
            "webhook_url": f"http://127.0.0.1:{port}",
            "webhook_secret": SECRET,
            "web_port": port,
        }
        async with running_product(shared_url, tmp_path / "a", sandbox=sandbox, **first_settings) as first:
            other_port = free_port()
            second_settings = {**first_settings, "web_port": other_port}
            async with running_product(shared_url, tmp_path / "b", sandbox=sandbox, **second_settings) as second:
                people = await _people(first, 20)
                for round_number in range(5):
                    await asyncio.gather(*(first.hears(one, f"hello {round_number}") for one in people))
                await first.idle()
                await second.idle()
            told = Counter(entry["chat_id"] for entry in await _messages(first))
            assert told == dict.fromkeys(people, 5)


async def test_the_other_replica_sends_when_the_courier_is_gone(shared_url: str, tmp_path: Path) -> None:
    port = free_port()
    async with running_sandbox(port=0, ratio=FAST) as sandbox:
        settings: dict[str, Any] = {
            "webhook_url": f"http://127.0.0.1:{port}",
            "webhook_secret": SECRET,
            "web_port": port,
        }
        async with running_product(shared_url, tmp_path / "a", sandbox=sandbox, **settings) as first:
            await first.hears(RAMON, "hello")
            await first.reply(RAMON)
        async with running_product(shared_url, tmp_path / "b", sandbox=sandbox, **settings) as second:
            async with asyncio.timeout(PATIENCE):
                await second.hears(ASHA, "My order 4711 is late")
                assert "I've opened case" in await second.reply(ASHA)
                assert (await second.next(GROUP))[0]["delivered"]


async def _people(product: Product, count: int) -> list[int]:
    people = [1000 + number for number in range(count)]
    for person in people:
        await product.control.do("people", id=person, first_name=f"P{person}")
    return people


async def _messages(product: Product) -> list[dict[str, int]]:
    entries = await product.control.record(limit=10_000)
    return [entry for entry in entries if entry["method"] == "sendMessage" and entry["chat_id"] >= 1000]
