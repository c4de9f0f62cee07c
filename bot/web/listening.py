"""The web edge's server, inside somebody else's event loop."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator

import uvicorn
from fastapi import FastAPI

_PATIENCE = 2  # seconds that answers under way may take when it stops


class WebServer(uvicorn.Server):
    """Says when it listens, and leaves signals to whoever runs us."""

    def __init__(self, web: FastAPI, host: str, port: int, ready: Callable[[], None]) -> None:
        config = uvicorn.Config(web, host=host, port=port, log_level="warning", access_log=False, lifespan="off")
        config.timeout_graceful_shutdown = _PATIENCE
        super().__init__(config)
        self._ready = ready

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def run_until_cancelled(self) -> None:
        """Serve, and let go of the port when cancelled."""
        try:
            await self.serve()
        except asyncio.CancelledError:
            self.should_exit = True
            await self.shutdown()
            raise
