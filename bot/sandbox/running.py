"""Starting and stopping the server."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from bot.sandbox.delivery import WebhookDelivery
from bot.sandbox.keeping import Keeper, kept_state
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

    def __init__(self, state: SandboxState, keeper: Keeper | None = None, *, signals: bool) -> None:
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
        self.keeper = keeper
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
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await asyncio.sleep(0)  # idle connections are gone now
        if self.server_state.connections or self.server_state.tasks:
            await super().shutdown(sockets)  # which sleeps before it looks
        if self.keeper is not None:
            await self.keeper.close()  # here: after this uvicorn raises the signal anew, and SIGTERM ends at once


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


def sandbox_server(state: SandboxState, kept: Path | None, *, signals: bool) -> SandboxServer:
    """A server of this state, or, with a file, of what was kept there.

    Raises: InUseError, UnreadableError, OSError.
    """
    if kept is None:
        furnish(state)
        return SandboxServer(state, signals=signals)
    keeper = kept_state(kept, state.fresh, furnish)
    return SandboxServer(keeper.state, keeper, signals=signals)


@contextlib.asynccontextmanager
async def running_sandbox(
    port: int = 0, ratio: float = 1.0, product_url: str = "http://127.0.0.1:8080", kept: Path | None = None
) -> AsyncIterator[Sandbox]:
    """A sandbox inside the running event loop; port 0 takes a free one. It is kept in a file if one is named."""
    server = sandbox_server(SandboxState(ratio, product_url), kept, signals=False)
    listener = listening_socket(port)
    async with asyncio.TaskGroup() as group:
        group.create_task(serve(server, listener))
        try:
            await server.ready.wait()
            yield Sandbox(address_of(listener), server.state)
        finally:
            server.stop()


async def serve(server: SandboxServer, listener: socket.socket) -> None:
    """Serve and deliver to webhooks until the server is told to stop."""
    async with asyncio.TaskGroup() as group:
        group.create_task(WebhookDelivery(server.state).run())
        if server.keeper is not None:
            group.create_task(server.keeper.run())
        await server.serve(sockets=[listener])


def address_of(listener: socket.socket) -> str:
    return f"http://{HOST}:{listener.getsockname()[1]}"
