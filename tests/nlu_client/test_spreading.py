"""Several servers, one client."""

import asyncio
import contextlib
import random
import socket
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port

from nlu.addresses import Addresses
from nlu.client import NluClient, Patience
from nlu.reading import WhyNot
from tests.nlu_client.conftest import PATIENT, Timer
from tests.nlu_client.fake_rasa import (
    SURE,
    TOKEN,
    FakeRasa,
    answers_by_three,
    fake_rasa,
    hangs_until,
    hangs_up_first,
    says,
)

FAULT = says({}, status=500)
NOBODY = "http://127.0.0.1:{}"


@pytest.fixture
async def other() -> AsyncIterator[FakeRasa]:
    async with fake_rasa() as server:
        yield server


@pytest.fixture
async def client(rasa: FakeRasa, other: FakeRasa, timer: Timer) -> AsyncIterator[NluClient]:
    client = NluClient(Addresses(rasa.url, other.url), TOKEN, PATIENT, timer)
    yield client
    await client.close()


async def crowd(client: NluClient, size: int) -> list[WhyNot | None]:
    return [reading.why_not for reading in await asyncio.gather(*(client.read("hello") for _ in range(size)))]


async def test_one_after_another_go_round(client: NluClient, rasa: FakeRasa, other: FakeRasa) -> None:
    for _ in range(10):
        assert (await client.read("hello")).understood
    assert (len(rasa.texts), len(other.texts)) == (5, 5)
    assert (len(rasa.connections), len(other.connections)) == (1, 1), "connections are kept"


async def test_a_slow_server_is_given_less(client: NluClient, rasa: FakeRasa, other: FakeRasa) -> None:
    gate = asyncio.Event()
    rasa.answer = hangs_until(gate)
    async with asyncio.TaskGroup() as group:
        slow = group.create_task(client.read("the slow one"))
        await rasa.asked.wait()
        for _ in range(10):
            assert (await client.read("hello")).understood
        assert not slow.done()
        gate.set()
    assert (len(rasa.texts), len(other.texts)) == (1, 10)


async def test_each_has_its_own_limit_of_requests_at_once(rasa: FakeRasa, other: FakeRasa) -> None:
    client = NluClient(Addresses(rasa.url, other.url), TOKEN, Patience(at_once=3, waiting=100, total=30))
    gate = asyncio.Event()
    rasa.answer = other.answer = hangs_until(gate)
    async with asyncio.TaskGroup() as group:
        asked = group.create_task(crowd(client, 30))
        async with asyncio.timeout(10):
            while rasa.open_now + other.open_now < 6:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        gate.set()
    assert asked.result() == [None] * 30
    assert (rasa.most_open, other.most_open) == (3, 3)
    await client.close()


async def test_who_waits_gets_the_first_free_turn_wherever_it_is(rasa: FakeRasa, other: FakeRasa) -> None:
    client = NluClient(Addresses(rasa.url, other.url), TOKEN, Patience(at_once=1, total=30))
    gate = asyncio.Event()
    rasa.answer = hangs_until(gate)
    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(client.read("hello")) for _ in range(8)]
        done = 0
        async with asyncio.timeout(10):
            while done < 7:
                await asyncio.sleep(0.01)
                done = sum(task.done() for task in asked)
        gate.set()
    assert (len(rasa.texts), len(other.texts)) == (1, 7)
    await client.close()


async def test_a_broken_connection_is_tried_again_on_the_other(
    client: NluClient, rasa: FakeRasa, other: FakeRasa
) -> None:
    rasa.answer = hangs_up_first(1)
    assert (await client.read("hello")).understood
    assert (rasa.texts, other.texts) == (["hello"], ["hello"])


async def test_two_broken_connections_are_enough_whoever_broke_them(
    client: NluClient, rasa: FakeRasa, other: FakeRasa
) -> None:
    rasa.answer, other.answer = hangs_up_first(1), hangs_up_first(1)
    assert (await client.read("hello")).why_not is WhyNot.DOWN
    assert (rasa.texts, other.texts) == (["hello"], ["hello"])


async def test_the_retry_waits_for_its_turn_at_the_other_and_comes_first(rasa: FakeRasa, other: FakeRasa) -> None:
    client = NluClient(Addresses(rasa.url, other.url), TOKEN, Patience(at_once=1, total=30))
    held, cut = asyncio.Event(), asyncio.Event()
    other.answer = hangs_until(held)
    once = hangs_up_first(1)

    async def cut_later(request: web.Request) -> web.StreamResponse:
        await cut.wait()
        return await once(request)

    rasa.answer = cut_later
    async with asyncio.TaskGroup() as group:
        first = group.create_task(client.read("first"))
        await rasa.asked.wait()
        group.create_task(client.read("second"))
        await other.asked.wait()
        group.create_task(client.read("third"))
        await asyncio.sleep(0)
        cut.set()
        await asyncio.sleep(0.05)
        assert not first.done()
        held.set()
    assert other.most_open == 1
    assert other.texts[:2] == ["second", "first"]
    assert first.result().understood
    await client.close()


async def test_with_one_of_two_gone_not_one_is_unread(rasa: FakeRasa, timer: Timer) -> None:
    addresses = Addresses(NOBODY.format(unused_port()), rasa.url)
    client = NluClient(addresses, TOKEN, PATIENT, timer)
    for _ in range(3):
        assert await crowd(client, 20) == [None] * 20
        timer.now += 2
    await client.close()


async def test_each_has_its_own_breaker(client: NluClient, rasa: FakeRasa, other: FakeRasa, timer: Timer) -> None:
    rasa.answer = FAULT
    why = [(await client.read("hello")).why_not for _ in range(30)]
    assert why.count(WhyNot.DOWN) == 5
    assert len(rasa.texts) == 5
    assert (await client.read("hello")).understood

    rasa.answer = says(SURE)
    timer.now += 2
    for _ in range(4):
        assert (await client.read("hello")).understood
    assert len(rasa.texts) == 7, "healed by a probe, it gets its half again"


async def test_one_text_at_a_time_is_the_probe_and_the_rest_go_to_the_other(
    client: NluClient, rasa: FakeRasa, other: FakeRasa, timer: Timer
) -> None:
    rasa.answer = FAULT
    for _ in range(20):
        await client.read("hello")
    gate = asyncio.Event()
    rasa.asked.clear()
    rasa.answer = hangs_until(gate)
    timer.now += 2
    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(client.read("hello")) for _ in range(10)]
        await rasa.asked.wait()
        done = 0
        async with asyncio.timeout(10):
            while done < 9:
                await asyncio.sleep(0.01)
                done = sum(task.done() for task in asked)
        assert len(rasa.texts) == 6
        gate.set()
    assert [task.result().why_not for task in asked] == [None] * 10


async def test_when_all_breakers_are_open_who_waits_is_told_at_once(rasa: FakeRasa) -> None:
    client = NluClient(Addresses(rasa.url), TOKEN, Patience(at_once=5, waiting=100, total=30))
    rasa.answer = FAULT
    async with asyncio.timeout(10):
        assert await crowd(client, 60) == [WhyNot.DOWN] * 60
    assert len(rasa.texts) < 15
    await client.close()


async def test_it_is_up_when_any_server_is(rasa: FakeRasa) -> None:
    nobody = NOBODY.format(unused_port())
    for urls, up in (((nobody, rasa.url), True), ((rasa.url, nobody), True), ((nobody,), False), ((), False)):
        client = NluClient(Addresses(*urls), TOKEN)
        assert await client.is_up() is up
        await client.close()


async def test_with_no_address_nothing_is_read() -> None:
    client = NluClient(Addresses(), TOKEN)
    assert (await client.read("hello")).why_not is WhyNot.DOWN
    await client.close()


async def test_a_connection_that_does_not_come_about_is_tried_elsewhere(
    rasa: FakeRasa,
) -> None:
    """The backlog of one is full, as of a process that is stopped."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as stuck, contextlib.ExitStack() as held:
        for _ in range(3):
            waiting = held.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(stuck.getsockname())
        url = f"http://127.0.0.1:{stuck.getsockname()[1]}"
        client = NluClient(Addresses(url, rasa.url), TOKEN, Patience(connect=0.1, total=30))
        assert await crowd(client, 2) == [None] * 2
        await client.close()


async def test_readings_cancelled_at_any_moment_leave_no_turn_behind(rasa: FakeRasa, other: FakeRasa) -> None:
    addresses = Addresses(rasa.url, other.url)
    client = NluClient(addresses, TOKEN, Patience(connect=0.005, total=0.03, at_once=3, waiting=20))
    chance = random.Random(7)

    async def answer(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(chance.uniform(0, 0.02))
        return await chance.choice((says(SURE), says(SURE), FAULT, hangs_up_first(1)))(request)

    async def impatient() -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(client.read("hello"), chance.uniform(0, 0.04))

    rasa.answer = other.answer = answer
    for _ in range(15):
        await asyncio.gather(*(impatient() for _ in range(30)))
    for url in addresses.in_force:
        await asyncio.wait_for(addresses.until_unasked(url), 5)
    await client.close()


async def test_a_cancelled_crowd_leaves_every_turn_to_the_next(rasa: FakeRasa) -> None:
    client = NluClient(Addresses(rasa.url), TOKEN, Patience(connect=5, total=30, at_once=3))
    gate = asyncio.Event()
    rasa.answer = hangs_until(gate)
    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(client.read("hello")) for _ in range(20)]
        await rasa.asked.wait()
        for task in random.Random(7).sample(asked, len(asked)):
            task.cancel()
    gate.set()
    rasa.answer = answers_by_three()
    assert await crowd(client, 3) == [None] * 3
    await client.close()
