import asyncio
import json
import time
from collections.abc import Callable

import aiohttp

from nlu.addresses import Addresses
from nlu.cleaning import clean
from nlu.reading import READ, Reading, WhyNot, reading_from, unread
from nlu.server import Patience, Server
from nlu.turns import Turn, Turns

__all__ = ["NluClient", "Patience"]

BROKEN = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError)
"""Faults of the connection, not of the answer."""


class NluClient:
    """Asks Rasa servers what a text means. `read` never raises; what cannot be read is "not understood"."""

    def __init__(
        self,
        addresses: Addresses,
        token: str,
        patience: Patience | None = None,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._patience = patience or Patience()
        self._turns = Turns(addresses, token, self._patience, timer)

    async def read(self, text: str) -> Reading:
        cleaned = clean(text)
        if not cleaned:
            return unread(WhyNot.EMPTY)
        deadline = asyncio.get_running_loop().time() + self._patience.total
        reading = await self._in_turn(cleaned, deadline)
        await self._turns.put_away()
        return reading

    async def is_up(self) -> bool:
        """Whether any of the servers has a model loaded and takes our token."""
        return any(await asyncio.gather(*(server.is_up() for server in self._turns.in_force())))

    async def close(self) -> None:
        await self._turns.close()

    async def _in_turn(self, text: str, deadline: float) -> Reading:
        """Ask once more after a broken connection.

        Another server is asked if there is one; else the same: a kept connection may have died with a server that is
        back by now.
        """
        tried: Server | None = None
        for _ in range(2):
            turn = await self._turns.wait(deadline - self._patience.connect, tried)
            if isinstance(turn, WhyNot):
                return unread(turn, text)
            try:
                return await self._asked(turn, text, deadline)
            except BROKEN:
                tried = turn.server
        return unread(WhyNot.DOWN, text)

    async def _asked(self, turn: Turn, text: str, deadline: float) -> Reading:
        well: bool | None = None
        try:
            reading = await self._answer(turn.server, text, deadline)
            well = reading.why_not in READ
        except BROKEN:
            well = False
            raise
        finally:
            self._turns.over(turn, well=well)
        return reading

    async def _answer(self, server: Server, text: str, deadline: float) -> Reading:
        try:
            async with asyncio.timeout_at(deadline):
                answer = await server.parse(text)
            return reading_from(json.loads(answer), text)
        except BROKEN:
            raise
        except TimeoutError:
            return unread(WhyNot.SLOW, text)
        except aiohttp.ClientResponseError as fault:
            return unread(WhyNot.REFUSED if fault.status in (401, 403) else WhyNot.DOWN, text)
        except (aiohttp.ClientError, OSError):
            return unread(WhyNot.DOWN, text)
        except (ValueError, RecursionError):
            return unread(WhyNot.NONSENSE, text)
