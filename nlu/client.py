import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from nlu.breaker import Attempt, Breaker
from nlu.cleaning import clean
from nlu.reading import CAUTIOUS_THRESHOLD, Reading, WhyNot, reading_from, unread


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait (seconds), and for how many at once.

    `total` is all a reading may take, its wait for a turn included; who gets a turn has at least `connect` left of it.
    Rasa parses one text at a time in each process, so more than a few open requests only wait there instead of here.
    """

    connect: float = 0.2
    total: float = 1.0
    at_once: int = 4
    waiting: int = 64


class NluClient:
    """Asks a Rasa server what a text means. `read` never raises; what cannot be read is "not understood"."""

    def __init__(
        self,
        base_url: str,
        token: str,
        threshold: float = CAUTIOUS_THRESHOLD,
        patience: Patience | None = None,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._token = token
        self._threshold = threshold
        self._patience = patience or Patience()
        self._breaker = Breaker(timer)
        self._slots = asyncio.Semaphore(self._patience.at_once)
        self._waiting = 0
        self._session: aiohttp.ClientSession | None = None
        self._closed = False

    async def read(self, text: str) -> Reading:
        cleaned = clean(text)
        if not cleaned:
            return unread(WhyNot.EMPTY)
        attempt = None if self._closed else self._breaker.attempt()
        if attempt is None:
            return unread(WhyNot.DOWN, cleaned)
        try:
            reading = await self._in_turn(cleaned)
        except asyncio.CancelledError:
            self._breaker.given_up(attempt)
            raise
        self._learn(attempt, reading)
        return reading

    async def is_up(self) -> bool:
        """Whether the server has a model loaded and takes our token."""
        if self._closed:
            return False
        try:
            async with self._pool().get(f"{self._base_url}/status", params={"token": self._token}) as response:
                return response.status == 200
        except (aiohttp.ClientError, OSError, ValueError):
            return False

    async def close(self) -> None:
        self._closed = True
        if self._session is not None:
            await self._session.close()

    async def _in_turn(self, text: str) -> Reading:
        if self._waiting >= self._patience.waiting:
            return unread(WhyNot.BUSY, text)
        self._waiting += 1
        deadline = asyncio.get_running_loop().time() + self._patience.total
        try:
            async with asyncio.timeout_at(deadline - self._patience.connect):
                await self._slots.acquire()
        except TimeoutError:
            return unread(WhyNot.BUSY, text)
        finally:
            self._waiting -= 1
        try:
            return await self._asked(text, deadline)
        finally:
            self._slots.release()

    async def _asked(self, text: str, deadline: float) -> Reading:
        try:
            return reading_from(json.loads(await self._answer(text, deadline)), text, self._threshold)
        except TimeoutError:
            return unread(WhyNot.SLOW, text)
        except aiohttp.ClientResponseError as fault:
            return unread(WhyNot.REFUSED if fault.status in (401, 403) else WhyNot.DOWN, text)
        except (aiohttp.ClientError, OSError):
            return unread(WhyNot.DOWN, text)
        except (ValueError, RecursionError):
            return unread(WhyNot.NONSENSE, text)

    def _learn(self, attempt: Attempt, reading: Reading) -> None:
        match reading.why_not:
            case None | WhyNot.UNSURE:
                self._breaker.succeeded(attempt)
            case WhyNot.BUSY:
                self._breaker.given_up(attempt)
            case _:
                self._breaker.failed(attempt)

    async def _answer(self, text: str, deadline: float) -> bytes:
        """Ask once more after a broken connection: a kept one may have died with a server that is back by now."""
        async with asyncio.timeout_at(deadline):
            try:
                return await self._post(text)
            except aiohttp.ServerTimeoutError:
                raise
            except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError):
                return await self._post(text)

    async def _post(self, text: str) -> bytes:
        url, token = f"{self._base_url}/model/parse", {"token": self._token}
        async with self._pool().post(url, params=token, json={"text": text}, raise_for_status=True) as response:
            return await response.read()

    def _pool(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._patience.at_once + 1),  # one more for is_up
                timeout=aiohttp.ClientTimeout(total=self._patience.total, sock_connect=self._patience.connect),
            )
        return self._session
