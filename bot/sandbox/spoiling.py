"""Answers that never come: the caller waits in vain, or the connection breaks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.sandbox.closing import Closing


class BreakableProtocol(H11Protocol):
    """Puts a way to break the connection into the scope of each request."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        super().connection_made(transport)
        inner = self.app

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            scope["break_off"] = transport.abort
            await inner(scope, receive, send)

        self.app = app


class Spoiled(Response):
    """`drop` breaks the connection; `timeout` keeps silent until the caller gives up."""

    def __init__(self, way: str, closing: Closing) -> None:
        super().__init__()
        self.way = way
        self.closing = closing

    async def __call__(self, scope: Scope, receive: Receive, _: Send) -> None:
        if self.way == "drop":
            scope["break_off"]()
        async with gone(receive) as left:
            closing = self.closing.watch()
            await asyncio.wait({left, closing}, return_when=asyncio.FIRST_COMPLETED)
            if closing.done():
                scope["break_off"]()
            closing.cancel()


@asynccontextmanager
async def gone(receive: Receive) -> AsyncIterator[asyncio.Future[Any]]:
    """A future that is done when the caller has closed the connection."""

    async def disconnected() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    async with asyncio.TaskGroup() as group:
        watch = group.create_task(disconnected())
        try:
            yield watch
        finally:
            watch.cancel()
