"""The HTTP side: Bot API, files, control API, events and the page, on loopback only."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

from aiogram.methods import GetUpdates
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.bounding import BoundedBodies
from bot.sandbox.calls import Answer, answer_call, refused
from bot.sandbox.control import control_routes
from bot.sandbox.errors import RefusedError
from bot.sandbox.parsing import method_call, parameters
from bot.sandbox.polling import poll
from bot.sandbox.spoiling import Spoiled, gone
from bot.sandbox.state import TOKEN, SandboxState

PAGE = Path(__file__).parent / "page"
KEEP_ALIVE = 15.0  # seconds


class BotApi:
    def __init__(self, state: SandboxState) -> None:
        self.state = state

    async def call(self, request: Request) -> Response:
        if request.path_params["token"] != TOKEN:
            return as_response(refused(RefusedError(401, "Unauthorized")))
        name: str = request.path_params["method"]
        try:
            given = await parameters(request)
            if name.lower() == "getupdates":
                return as_response(await self._updates(request, given))
        except RefusedError as refusal:
            return as_response(refused(refusal))
        return as_response(answer_call(self.state, name, given), self.state)

    async def _updates(self, request: Request, given: dict[str, object]) -> Answer:
        call = method_call(GetUpdates, given)
        async with gone(request.receive) as left:
            try:
                return Answer(200, {"ok": True, "result": await poll(self.state, call, left)})
            except RefusedError as refusal:  # here, because the task group behind `gone` would wrap it
                return refused(refusal)

    async def file(self, request: Request) -> Response:
        stored = self.state.files.at(request.path_params["path"])
        if request.path_params["token"] != TOKEN or stored is None:
            return as_response(refused(RefusedError(404, "Not Found")))
        return Response(stored.content, media_type=stored.mime_type or "application/octet-stream")


def as_response(answer: Answer, state: SandboxState | None = None) -> Response:
    if answer.spoiled is not None and state is not None:
        return Spoiled(answer.spoiled, state.closing)
    if answer.body is None:
        return Response(
            "<html><head><title>502 Bad Gateway</title></head></html>", answer.status, media_type="text/html"
        )
    # Escaped to ASCII, as Telegram does.
    return Response(json.dumps(answer.body, separators=(",", ":")), answer.status, media_type="application/json")


def events_route(state: SandboxState) -> Route:
    async def lines() -> AsyncIterator[str]:
        listener = state.feed.open()
        closing = state.closing.watch()
        closing.add_done_callback(lambda _: None if listener.full() else listener.put_nowait(": the end\n\n"))
        try:
            yield "retry: 1000\n\n"
            while not state.closing.is_set:
                try:
                    yield await asyncio.wait_for(listener.get(), KEEP_ALIVE)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            state.feed.close(listener)
            closing.cancel()

    async def events(_: Request) -> Response:
        return StreamingResponse(lines(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    return Route("/sandbox/events", events)


def build_app(state: SandboxState) -> Starlette:
    api = BotApi(state)
    routes = [
        Route("/bot{token}/{method}", api.call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", api.file),
        events_route(state),
        *control_routes(state),
        Mount("/", StaticFiles(directory=PAGE, html=True, check_dir=False)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(BoundedBodies)])
