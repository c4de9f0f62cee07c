"""The web edge's server, inside somebody else's event loop."""

import contextlib
import socket
from collections.abc import Callable, Iterator

import uvicorn
from fastapi import FastAPI


class WebServer(uvicorn.Server):
    """Says when it listens, and leaves signals to whoever runs us."""

    def __init__(self, web: FastAPI, host: str, port: int, ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(web, host=host, port=port, log_level="warning", access_log=False, lifespan="off")
        )
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
        finally:
            self.should_exit = True
