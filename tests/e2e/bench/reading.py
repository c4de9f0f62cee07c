"""Reading free text: one at a time, and as many at once as the product asks for."""

import asyncio
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from nlu.addresses import Addresses
from nlu.client import NluClient, Patience
from tests.e2e.bench.latency import cpu_of
from tests.e2e.parts import NLU_TOKEN, Part, free_ports, rasa_part, trained, up
from tests.e2e.soak.crowd import COMPLAINTS, STATUS

_COUNT = 400
_WARM_UP = 20
_PATIENT = Patience(connect=5, total=30)


@dataclass(frozen=True)
class Read:
    """`starts_in` and `delays` in seconds; `cpu` in seconds of Rasa's a text."""

    starts_in: float
    delays: Sequence[float]
    a_second: float
    cpu: float


async def read() -> Read:
    await trained()
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder:
        (port,) = free_ports(1)
        begun = time.monotonic()
        async with up(rasa_part(Path(folder), port)) as rasa:
            return await _measured(rasa, port, time.monotonic() - begun)


async def _measured(rasa: Part, port: int, starts_in: float) -> Read:
    client = NluClient(Addresses(f"http://127.0.0.1:{port}"), NLU_TOKEN, patience=_PATIENT)
    texts = _texts()
    try:
        for _ in range(_WARM_UP):
            await client.read(next(texts))
        delays = [await _timed(client, next(texts)) for _ in range(_COUNT)]
        before, begun = cpu_of(rasa), time.monotonic()
        for _ in range(0, _COUNT, 4):
            await asyncio.gather(*(client.read(next(texts)) for _ in range(4)))
        took = time.monotonic() - begun
        return Read(starts_in, delays, _COUNT / took, (cpu_of(rasa) - before) / _COUNT)
    finally:
        await client.close()


def _texts() -> Iterator[str]:
    """Each differs from all before, lest the encoder remember it."""
    for number, text in enumerate(cycle((*COMPLAINTS, *STATUS))):
        yield f"{text.format(token=number)} ({number})"


async def _timed(client: NluClient, text: str) -> float:
    begun = time.monotonic()
    reading = await client.read(text)
    assert reading.intents, reading.why_not
    return time.monotonic() - begun
