from collections.abc import AsyncIterator

import pytest

from nlu.addresses import Addresses
from nlu.client import NluClient, Patience
from tests.nlu_client.fake_rasa import TOKEN, FakeRasa, fake_rasa

PATIENT = Patience(connect=5, total=30)  # a busy machine is no failure
HASTY = Patience(connect=0.1, total=0.2)


class Timer:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def timer() -> Timer:
    return Timer()


@pytest.fixture
async def rasa() -> AsyncIterator[FakeRasa]:
    async with fake_rasa() as server:
        yield server


@pytest.fixture
async def client(rasa: FakeRasa, timer: Timer) -> AsyncIterator[NluClient]:
    client = NluClient(Addresses(rasa.url), TOKEN, patience=PATIENT, timer=timer)
    yield client
    await client.close()


@pytest.fixture
async def hasty(rasa: FakeRasa) -> AsyncIterator[NluClient]:
    client = NluClient(Addresses(rasa.url), TOKEN, patience=HASTY)
    yield client
    await client.close()
