import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

TOKEN = "sesame"


THRESHOLDS = {"understood": 0.5, "close": 0.1}


def ranking(*scores: tuple[str, float], **more: Any) -> dict[str, Any]:
    """What /model/parse answers, as far as we look at it."""
    entries = [{"name": name, "confidence": confidence} for name, confidence in scores]
    return {
        "text": "…",
        "intent": entries[0],
        "intent_ranking": entries,
        "thresholds": THRESHOLDS,
        "requests": [],
        **more,
    }


SURE = ranking(("complain", 0.9), ("praise", 0.1))


class FakeRasa:
    """Answers as told, and remembers what it was asked."""

    def __init__(self, port: int | None = None) -> None:
        self.port = port or unused_port()
        self.token = TOKEN
        self.texts: list[Any] = []
        self.asked = asyncio.Event()
        self.connections: set[Any] = set()
        self.open_now = 0
        self.most_open = 0
        self.answer: Answer = says(SURE)
        self._server: TestServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        app = web.Application()
        app.add_routes([web.post("/model/parse", self._parse), web.get("/status", self._status)])
        self._server = TestServer(app, port=self.port)
        await self._server.start_server(shutdown_timeout=0)

    async def stop(self) -> None:
        if self._server is not None:
            await self._server.close()

    async def _parse(self, request: web.Request) -> web.StreamResponse:
        if request.query.get("token") != self.token:
            return web.json_response({"reason": "NotAuthenticated"}, status=401)
        self.connections.add(request.transport)
        self.texts.append((await request.json())["text"])
        self.asked.set()
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        try:
            return await self.answer(request)
        finally:
            self.open_now -= 1

    async def _status(self, request: web.Request) -> web.Response:
        return web.json_response({}, status=200 if request.query.get("token") == self.token else 401)


@asynccontextmanager
async def fake_rasa(port: int | None = None) -> AsyncIterator[FakeRasa]:
    server = FakeRasa(port)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


def says(content: object, status: int = 200) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.json_response(content, status=status)

    return answer


def says_bytes(content: bytes) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(body=content, content_type="application/json")

    return answer


def hangs_until(gate: asyncio.Event, content: object = SURE) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        await gate.wait()
        return web.json_response(content)

    return answer


def answers_by_three() -> Answer:
    """Answers when three wait for an answer: all three."""
    barrier = asyncio.Barrier(3)

    async def answer(request: web.Request) -> web.StreamResponse:
        await barrier.wait()
        return web.json_response(SURE)

    return answer


def hangs_up_first(times: int) -> Answer:
    """Breaks the connection without a word `times` times, then answers."""
    left = times

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal left
        if left > 0 and request.transport is not None:
            left -= 1
            request.transport.abort()
        return web.json_response(SURE)

    return answer


def stops_half_way(request: web.Request) -> Awaitable[web.StreamResponse]:
    async def answer() -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "500"})
        await response.prepare(request)
        await response.write(json.dumps(SURE).encode()[:20])
        assert request.transport is not None
        request.transport.abort()
        return response

    return answer()
