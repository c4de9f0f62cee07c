from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI

SECRET = "a-secret-of-the-webhook"
PAGE = "http://127.0.0.1:8081"


class Inbox:
    """Takes updates, or fails as it is told to."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []
        self.failure: Exception | None = None

    async def __call__(self, body: bytes) -> None:
        if self.failure:
            raise self.failure
        self.kept.append(body)


class Clock:
    """Starts at noon on 2 May 2026; something is due every day at 09:00."""

    def __init__(self) -> None:
        self.offset = 0

    def now(self) -> tuple[datetime, int]:
        return datetime(2026, 5, 2, 12, tzinfo=UTC) + timedelta(seconds=self.offset), self.offset

    async def forward(self, seconds: int) -> tuple[datetime, int]:
        self.offset += seconds
        return self.now()

    async def to_next(self) -> tuple[datetime, int]:
        now, _ = self.now()
        due = now.replace(hour=9) + timedelta(days=1)
        return await self.forward(int((due - now).total_seconds()))


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def checks() -> dict[str, Callable[[], Awaitable[str | None]]]:
    return {}


@pytest.fixture
def web(inbox: Inbox, clock: Clock, checks: Mapping[str, Callable[[], Awaitable[str | None]]]) -> FastAPI:
    from bot.web import create_web

    return create_web(inbox, SECRET, checks, clock, sandbox_origins=[PAGE])


@pytest.fixture
async def client(web: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(web)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
        yield client
