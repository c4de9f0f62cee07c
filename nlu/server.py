import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp

from nlu.breaker import Breaker


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait (seconds), and for how many at once.

    `total` is all a reading may take, its wait for a turn included; who gets a turn has at least `connect` left of it.
    Rasa parses one text at a time in each process, so more than a few open requests, `at_once` for each server, only
    wait there instead of here.
    """

    connect: float = 0.2
    total: float = 1.0
    at_once: int = 4
    waiting: int = 64


class Server:
    """One Rasa process: its connections, which are kept, its breaker, and how many requests to it are open."""

    def __init__(self, url: str, token: str, patience: Patience, timer: Callable[[], float]) -> None:
        self.url = url
        self.open = 0
        self.asked_last = 0
        """The number of the turn in which it was asked last."""
        self.breaker = Breaker(timer, whose=f"the NLU server at {urlsplit(url).netloc.rpartition('@')[2]}")
        self._token = token
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None
        self._closed = False

    @property
    def has_room(self) -> bool:
        return self.open < self._patience.at_once

    async def parse(self, text: str) -> bytes:
        """Return what /model/parse answers.

        Raises:
            aiohttp.ClientError, OSError, ValueError: the last when the address is none.
        """
        url, token = f"{self.url}/model/parse", {"token": self._token}
        async with self._pool().post(url, params=token, json={"text": text}, raise_for_status=True) as response:
            return await response.read()

    async def is_up(self) -> bool:
        """Whether it has a model loaded and takes our token."""
        try:
            async with (
                asyncio.timeout(self._patience.total),
                self._pool().get(f"{self.url}/status", params={"token": self._token}) as response,
            ):
                return response.status == 200
        except (aiohttp.ClientError, OSError, ValueError):
            return False

    async def close(self) -> None:
        self._closed = True
        if self._session is not None:
            await self._session.close()

    def _pool(self) -> aiohttp.ClientSession:
        if self._closed:
            raise aiohttp.ClientConnectionError("closed")
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._patience.at_once + 1),  # one more for is_up
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._patience.connect),
            )
        return self._session
