import asyncio

import pytest

from nlu.client import NluClient
from nlu.reading import WhyNot
from tests.nlu_client.conftest import Timer
from tests.nlu_client.fake_rasa import SURE, FakeRasa, hangs_until, ranking, says

FAULT = says({}, status=500)


async def broken(client: NluClient, rasa: FakeRasa) -> None:
    rasa.answer = FAULT
    for _ in range(5):
        assert (await client.read("hello")).why_not is WhyNot.DOWN
    assert len(rasa.texts) == 5
    rasa.texts.clear()
    rasa.asked.clear()


async def test_after_five_faults_the_server_is_left_alone(client: NluClient, rasa: FakeRasa) -> None:
    await broken(client, rasa)
    rasa.answer = says(SURE)
    for _ in range(20):
        assert (await client.read("hello")).why_not is WhyNot.DOWN
    assert rasa.texts == []


async def test_a_good_answer_in_between_starts_the_count_again(client: NluClient, rasa: FakeRasa) -> None:
    for _ in range(3):
        rasa.answer = FAULT
        for _ in range(4):
            await client.read("hello")
        rasa.answer = says(SURE)
        assert (await client.read("hello")).understood


async def test_one_probe_heals_it(client: NluClient, rasa: FakeRasa, timer: Timer) -> None:
    await broken(client, rasa)
    rasa.answer = says(SURE)
    timer.now += 2
    assert (await client.read("hello")).understood
    assert (await client.read("hello")).understood


async def test_a_failed_probe_keeps_it_open_for_another_while(client: NluClient, rasa: FakeRasa, timer: Timer) -> None:
    await broken(client, rasa)
    timer.now += 2
    await client.read("probe")
    timer.now += 1.9
    await client.read("too early")
    timer.now += 0.1
    rasa.answer = says(SURE)
    assert (await client.read("second probe")).understood
    assert rasa.texts == ["probe", "second probe"]


async def test_only_one_text_at_a_time_is_the_probe(client: NluClient, rasa: FakeRasa, timer: Timer) -> None:
    await broken(client, rasa)
    gate = asyncio.Event()
    rasa.answer = hangs_until(gate)
    timer.now += 2
    async with asyncio.TaskGroup() as group:
        probe = group.create_task(client.read("probe"))
        await rasa.asked.wait()
        assert (await client.read("beside it")).why_not is WhyNot.DOWN
        gate.set()
    assert probe.result().understood
    assert rasa.texts == ["probe"]


async def test_a_cancelled_probe_leaves_room_for_the_next(client: NluClient, rasa: FakeRasa, timer: Timer) -> None:
    await broken(client, rasa)
    gate = asyncio.Event()
    rasa.answer = hangs_until(gate)
    timer.now += 2
    async with asyncio.TaskGroup() as group:
        probe = group.create_task(client.read("probe"))
        await rasa.asked.wait()
        probe.cancel()
    gate.set()
    rasa.answer = says(SURE)
    assert (await client.read("next")).understood


@pytest.mark.parametrize("scores", [[("praise", 0.4)], [("praise", 0.3), ("complain", 0.29)]], ids=["unsure", "close"])
async def test_being_unsure_is_no_fault(client: NluClient, rasa: FakeRasa, scores: list[tuple[str, float]]) -> None:
    rasa.answer = says(ranking(*scores))
    for _ in range(10):
        assert (await client.read("hello")).why_not in (WhyNot.UNSURE, WhyNot.CLOSE)
    assert len(rasa.texts) == 10
