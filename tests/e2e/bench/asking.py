"""What reading over HTTP costs: any model's `rasa run`, asked past our client, each text once."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil

from tests.e2e.parts import NLU_TOKEN, free_ports, rasa_part, up

WARM_UP, ALONE, TOGETHER = 50, 500, 1_000  # texts
CLIENTS = 8


@dataclass(frozen=True)
class Cost:
    """`delays` in seconds, of one client; `a_second` texts, of eight; `resident` in bytes, afterwards."""

    delays: Sequence[float]
    a_second: float
    resident: int


async def cost(folder: Path, model: Path, texts: Sequence[str]) -> Cost:
    (port,) = free_ports(1)
    left = iter(texts[: WARM_UP + ALONE + TOGETHER])
    async with up(rasa_part(folder, port, model)) as rasa, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http:
        for _ in range(WARM_UP):
            await _asked(http, next(left))
        delays = [await _asked(http, next(left)) for _ in range(ALONE)]
        begun = time.monotonic()
        counts = await asyncio.gather(*(_all(http, left) for _ in range(CLIENTS)))
        took = time.monotonic() - begun
        return Cost(delays, sum(counts) / took, psutil.Process(rasa.running.pid).memory_info().rss)


async def _all(http: aiohttp.ClientSession, left: Iterator[str]) -> int:
    """Ask what is left, one text after the other, beside others who do the same; return how many."""
    count = 0
    for text in left:
        await _asked(http, text)
        count += 1
    return count


async def _asked(http: aiohttp.ClientSession, text: str) -> float:
    begun = time.monotonic()
    async with http.post("/model/parse", params={"token": NLU_TOKEN}, json={"text": text}) as response:
        response.raise_for_status()
        await response.read()
    return time.monotonic() - begun
