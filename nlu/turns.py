"""Who may ask which server next: the longest waiting first, the server with the fewest open requests first."""

import asyncio
import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from nlu.addresses import Addresses
from nlu.breaker import Attempt
from nlu.reading import WhyNot
from nlu.server import Patience, Server


@dataclass(frozen=True, slots=True)
class Turn:
    """Leave to ask that server once."""

    server: Server
    attempt: Attempt


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """In the queue. `tried` is the server that need not be given, having failed already."""

    given: asyncio.Future[Turn | WhyNot]
    tried: Server | None


class Turns:
    def __init__(self, addresses: Addresses, token: str, patience: Patience, timer: Callable[[], float]) -> None:
        self._addresses = addresses
        self._patience = patience
        self._new: Callable[[str], Server] = lambda url: Server(url, token, patience, timer)
        self._servers: dict[str, Server] = {}
        self._queue: deque[_Place] = deque()
        self._numbers = itertools.count(1)
        self._closed = False

    async def wait(self, until: float, tried: Server | None = None) -> Turn | WhyNot:
        """Return a turn, to be handed back with `over`; or why there is none: BUSY or DOWN.

        `until` is a moment of the running loop. Who has tried a server comes first, and gets another if there is one.
        """
        loop = asyncio.get_running_loop()
        self._hand_out()  # to those who came before
        if tried is None and len(self._queue) >= self._patience.waiting:
            return WhyNot.BUSY
        place = _Place(loop.create_future(), tried)
        (self._queue.append if tried is None else self._queue.appendleft)(place)
        self._hand_out()
        try:
            async with asyncio.timeout_at(until):
                return await place.given
        except TimeoutError:
            self._leave(place)
            return WhyNot.BUSY
        except asyncio.CancelledError:
            self._leave(place)
            raise

    def over(self, turn: Turn, *, well: bool | None) -> None:
        """Hand a turn back, with whether the server did well; None when nothing was learnt."""
        breaker = turn.server.breaker
        learn = {True: breaker.succeeded, False: breaker.failed, None: breaker.given_up}[well]
        learn(turn.attempt)
        turn.server.open -= 1
        self._addresses.end(turn.server.url)
        self._hand_out()

    def in_force(self) -> list[Server]:
        urls = () if self._closed else self._addresses.in_force
        return [self._servers.get(url) or self._servers.setdefault(url, self._new(url)) for url in urls]

    async def put_away(self) -> None:
        """Close the connections to servers that are no longer named and answer nothing any more."""
        idle = {url for url, server in self._servers.items() if not server.open}
        for server in [self._servers.pop(url) for url in idle.difference(self._addresses.in_force)]:
            await server.close()

    async def close(self) -> None:
        self._closed = True
        self._hand_out()
        for server in list(self._servers.values()):
            await server.close()

    def _hand_out(self) -> None:
        while self._queue:
            if self._queue[0].given.done():  # cancelled, and about to leave
                self._queue.popleft()
                continue
            given = self._choose(self._queue[0].tried)
            if given is None:
                return
            self._queue.popleft().given.set_result(given)

    def _choose(self, tried: Server | None) -> Turn | WhyNot | None:
        """Return None when all there is to ask is busy."""
        servers = [server for server in self.in_force() if server.breaker.allows]
        servers = [server for server in servers if server is not tried] or servers
        if not servers:
            return WhyNot.DOWN
        free = [server for server in servers if server.has_room]
        if not free:
            return None
        server = min(free, key=lambda one: (one.open, one.asked_last))
        attempt = server.breaker.attempt()
        if attempt is None:
            raise AssertionError("the breaker allowed it")
        server.asked_last = next(self._numbers)
        server.open += 1
        self._addresses.begin(server.url)
        return Turn(server, attempt)

    def _leave(self, place: _Place) -> None:
        if place in self._queue:
            self._queue.remove(place)
            self._hand_out()
        elif not place.given.cancelled() and isinstance(turn := place.given.result(), Turn):
            self.over(turn, well=None)  # given at the last moment
