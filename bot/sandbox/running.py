"""Starting and stopping the server."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import uvicorn

from bot.sandbox.delivery import WebhookDelivery
from bot.sandbox.server import build_app
from bot.sandbox.spoiling import BreakableProtocol
from bot.sandbox.state import SandboxState, furnish

HOST = "127.0.0.1"


@dataclass
class Sandbox:
    url: str
    state: SandboxState


class SandboxServer(uvicorn.Server):
    """Tells waiting calls that it is time to go, and leaves signals alone inside somebody else's loop."""

    def __init__(self, state: SandboxState, *, signals: bool) -> None:
        config = uvicorn.Config(
            build_app(state),
            http=BreakableProtocol,
            ws="none",
            lifespan="off",
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=2,
            timeout_keep_alive=75,  # longer than clients keep one: a reused connection must not break on them
        )
        super().__init__(config)
        self.state = state
        self.ready = asyncio.Event()
        self._signals = signals
        self._stopped = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        if self._signals:
            with super().capture_signals():
                yield
        else:
            yield

    def stop(self) -> None:
        self.should_exit = True
        self._stopped.set()

    async def main_loop(self) -> None:
        """As uvicorn's own, but a stop is heard at once: hundreds of tests start and stop a sandbox."""
        ticks = 0
        while not await self.on_tick(ticks):
            ticks = (ticks + 1) % 864_000
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), 0.1)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.state.closing.set()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await asyncio.sleep(0)  # idle connections are gone now; uvicorn would sleep before it looked
        await super().shutdown(sockets)


def listening_socket(port: int) -> socket.socket:
    """Raises: OSError when the port is taken."""
    # The protocol is named because asyncio turns off delays (Nagle) only for sockets that say they are TCP.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)  # at once: whoever is told the address may call it
    except OSError:
        listener.close()
        raise
    return listener


def furnished_state(ratio: float, product_url: str) -> SandboxState:
    state = SandboxState(ratio, product_url)
    furnish(state)
    return state


@contextlib.asynccontextmanager
async def running_sandbox(
    port: int = 0, ratio: float = 1.0, product_url: str = "http://127.0.0.1:8080"
) -> AsyncIterator[Sandbox]:
    """A sandbox inside the running event loop; port 0 takes a free one."""
    state = furnished_state(ratio, product_url)
    listener = listening_socket(port)
    server = SandboxServer(state, signals=False)
    async with asyncio.TaskGroup() as group:
        group.create_task(serve(server, listener))
        try:
            await server.ready.wait()
            yield Sandbox(address_of(listener), state)
        finally:
            server.stop()


async def serve(server: SandboxServer, listener: socket.socket) -> None:
    """Serve and deliver to webhooks until the server is told to stop."""
    async with asyncio.TaskGroup() as group:
        group.create_task(WebhookDelivery(server.state).run())
        await server.serve(sockets=[listener])


def address_of(listener: socket.socket) -> str:
    return f"http://{HOST}:{listener.getsockname()[1]}"
