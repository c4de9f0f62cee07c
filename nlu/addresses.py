"""Where the NLU servers in force are, and which servers are being asked something."""

import asyncio
from collections import Counter
from collections.abc import Iterable


class Addresses:
    """Read anew for every request. Who stops a server first names the others, then waits `until_unasked`."""

    def __init__(self, *urls: str) -> None:
        self._in_force: tuple[str, ...] = ()
        self._asked: Counter[str] = Counter()
        self._waiting: dict[str, asyncio.Event] = {}
        self.name(urls)

    @property
    def in_force(self) -> tuple[str, ...]:
        """Base URLs, without a slash at their end."""
        return self._in_force

    def name(self, urls: Iterable[str]) -> None:
        """From now on these are asked, and no others."""
        self._in_force = tuple(dict.fromkeys(url.rstrip("/") for url in urls))

    def begin(self, url: str) -> None:
        self._asked[url] += 1

    def end(self, url: str) -> None:
        self._asked[url] -= 1
        if not self._asked[url]:
            del self._asked[url]
            if waiting := self._waiting.pop(url, None):
                waiting.set()

    async def until_unasked(self, url: str) -> None:
        """Return once no request to that server is open."""
        while url in self._asked:
            await self._waiting.setdefault(url, asyncio.Event()).wait()
