"""Reading free text: one at a time, and as many at once as the product asks for."""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nlu.client import NluClient, Patience
from tests.e2e.bench.latency import cpu_of
from tests.e2e.parts import NLU_TOKEN, Part, free_ports, rasa_part, trained, up
from tests.e2e.soak.crowd import COMPLAINTS, STATUS

_TEXTS = [text.format(token=4711) for text in (*COMPLAINTS, *STATUS)]
_COUNT = 400
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
    client = NluClient(f"http://127.0.0.1:{port}", NLU_TOKEN, patience=_PATIENT)
    texts = [_TEXTS[number % len(_TEXTS)] for number in range(_COUNT)]
    try:
        for text in _TEXTS:
            await client.read(text)
        delays = [await _timed(client, text) for text in texts]
        before, begun = cpu_of(rasa), time.monotonic()
        for start in range(0, _COUNT, 4):
            await asyncio.gather(*(client.read(text) for text in texts[start : start + 4]))
        took = time.monotonic() - begun
        return Read(starts_in, delays, _COUNT / took, (cpu_of(rasa) - before) / _COUNT)
    finally:
        await client.close()


async def _timed(client: NluClient, text: str) -> float:
    begun = time.monotonic()
    reading = await client.read(text)
    assert reading.intents, reading.why_not
    return time.monotonic() - begun
