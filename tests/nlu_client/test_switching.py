"""Servers are replaced while messages come in."""

import asyncio

import pytest
from aiohttp import web

from nlu.addresses import Addresses
from nlu.client import NluClient, Patience
from nlu.reading import WhyNot
from tests.nlu_client.conftest import PATIENT
from tests.nlu_client.fake_rasa import SURE, TOKEN, FakeRasa, fake_rasa, hangs_until, ranking, says

NEW = says(ranking(("new", 1)))


async def takes_a_moment(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(0.002)
    return web.json_response(SURE)


async def test_the_next_request_goes_to_the_new_servers(rasa: FakeRasa) -> None:
    addresses = Addresses(rasa.url)
    client = NluClient(addresses, TOKEN, PATIENT)
    async with fake_rasa() as new:
        new.answer = NEW
        assert (await client.read("before")).intent == "complain"
        addresses.name([new.url])
        assert (await client.read("after")).intent == "new"
    assert rasa.texts == ["before"]
    await client.close()


async def test_requests_in_flight_are_answered_by_the_old_server_and_waited_for(rasa: FakeRasa) -> None:
    addresses = Addresses(rasa.url)
    client = NluClient(addresses, TOKEN, PATIENT)
    gate = asyncio.Event()
    rasa.answer = hangs_until(gate)
    async with fake_rasa() as new, asyncio.TaskGroup() as group:
        in_flight = group.create_task(client.read("in flight"))
        await rasa.asked.wait()
        addresses.name([new.url])
        left = group.create_task(addresses.until_unasked(rasa.url))
        assert (await client.read("meanwhile")).understood
        assert not left.done()
        gate.set()
        await left
        assert (await in_flight).understood
    assert (rasa.texts, new.texts) == (["in flight"], ["meanwhile"])
    await client.close()


async def test_who_waits_for_a_turn_goes_on_to_the_new_servers(rasa: FakeRasa) -> None:
    addresses = Addresses(rasa.url)
    client = NluClient(addresses, TOKEN, Patience(at_once=1, total=30))
    gate = asyncio.Event()
    rasa.answer = hangs_until(gate)
    async with fake_rasa() as new, asyncio.TaskGroup() as group:
        first = group.create_task(client.read("first"))
        await rasa.asked.wait()
        second = group.create_task(client.read("second"))
        await asyncio.sleep(0)
        addresses.name([new.url])
        assert (await client.read("third")).understood
        assert (await second).understood, "it need not wait for the old server any longer"
        assert not first.done()
        gate.set()
    assert new.texts == ["second", "third"]
    assert rasa.texts == ["first"]
    await client.close()


async def test_connections_to_servers_no_longer_named_are_closed(rasa: FakeRasa) -> None:
    addresses = Addresses(rasa.url)
    client = NluClient(addresses, TOKEN, PATIENT)
    async with fake_rasa() as new:
        await client.read("before")
        (connection,) = rasa.connections
        addresses.name([new.url])
        await client.read("after")
        async with asyncio.timeout(10):
            while not connection.is_closing():  # noqa: ASYNC110 - the other end does not tell us
                await asyncio.sleep(0.01)
    await client.close()


async def test_a_server_that_was_away_is_asked_again_under_its_name(rasa: FakeRasa) -> None:
    addresses = Addresses(rasa.url)
    client = NluClient(addresses, TOKEN, PATIENT)
    assert (await client.read("hello")).understood
    addresses.name([])
    assert (await client.read("hello")).why_not is WhyNot.DOWN
    addresses.name([rasa.url])
    assert (await client.read("hello")).understood
    await client.close()


async def started(number: int) -> list[FakeRasa]:
    servers = [FakeRasa() for _ in range(number)]
    for server in servers:
        server.answer = takes_a_moment
        await server.start()
    return servers


async def switched(addresses: Addresses, old: list[FakeRasa], new: list[FakeRasa]) -> None:
    """As the fleet does it; a fake that is stopped cuts its requests short."""
    addresses.name(server.url for server in new)
    for server in old:
        await addresses.until_unasked(server.url)
        await server.stop()


@pytest.mark.parametrize("number", [1, 2])
async def test_switched_under_load_not_one_is_unread(number: int) -> None:
    addresses = Addresses()
    client = NluClient(addresses, TOKEN, Patience(connect=5, total=60, at_once=2, waiting=1000))
    over = asyncio.Event()
    why: list[WhyNot | None] = []

    async def customer() -> None:
        while not over.is_set():
            why.append((await client.read("hello")).why_not)

    servers = await started(number)
    await switched(addresses, [], servers)
    async with asyncio.TaskGroup() as group:
        for _ in range(12):
            group.create_task(customer())
        for _ in range(10):
            old, servers = servers, await started(number)
            await switched(addresses, old, servers)
            seen = len(why)
            while len(why) < seen + 10:  # noqa: ASYNC110 - customers go on writing to the new ones
                await asyncio.sleep(0.01)
        over.set()
    await switched(addresses, servers, [])
    await client.close()
    assert set(why) == {None}


def test_addresses_are_named_once_and_without_a_slash() -> None:
    addresses = Addresses("http://a:1/", "http://b:1", "http://a:1")
    assert addresses.in_force == ("http://a:1", "http://b:1")


async def test_a_server_nobody_asks_is_not_waited_for() -> None:
    await Addresses("http://a:1").until_unasked("http://a:1")
