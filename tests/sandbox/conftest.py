from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sandbox import Sandbox, running_sandbox
from tests.sandbox.clients import Client, connected
from tests.sandbox.control import Control

NO_LIMITS = 1_000_000.0  # a ratio under which every window is over at once


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running_sandbox(port=0, ratio=NO_LIMITS) as running:
        yield running


@pytest.fixture
async def control(sandbox: Sandbox) -> AsyncIterator[Control]:
    async with aiohttp.ClientSession() as session:
        yield Control(sandbox.url, session)


@pytest.fixture(params=["aiogram", "python-telegram-bot"])
async def client(
    request: pytest.FixtureRequest, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Client]:
    # python-telegram-bot warns of the type `retry_after` will have unless it is asked for already.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    async with connected(request.param, sandbox.url) as made:
        yield made
