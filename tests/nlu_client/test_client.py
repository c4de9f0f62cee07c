import asyncio

import pytest

from nlu.addresses import Addresses
from nlu.client import NluClient, Patience
from nlu.reading import Score, WhyNot
from tests.nlu_client.conftest import HASTY
from tests.nlu_client.fake_rasa import (
    SURE,
    TOKEN,
    FakeRasa,
    answers_by_three,
    fake_rasa,
    hangs_until,
    hangs_up_first,
    says,
    says_bytes,
    stops_half_way,
)


async def test_what_the_server_is_sure_of_is_understood(client: NluClient, rasa: FakeRasa) -> None:
    reading = await client.read("the lid is broken")
    assert (reading.understood, reading.intent, reading.why_not) == (True, "complain", None)
    assert reading.intents == (Score("complain", 0.9), Score("praise", 0.1))
    assert rasa.texts == [reading.text_sent] == ["the lid is broken"]


async def test_nonsense_is_not_understood(client: NluClient, rasa: FakeRasa) -> None:
    for content in (b"", b"<html>502 Bad Gateway</html>", b"[" * 100_000, b"\xff\xfe\x00", b"null"):
        rasa.answer = says_bytes(content)
        reading = await client.read("hello")
        assert (reading.understood, reading.intents, reading.why_not) == (False, (), WhyNot.NONSENSE)
        rasa.answer = says(SURE)
        assert (await client.read("hello")).understood


@pytest.mark.parametrize("status", [400, 404, 409, 500, 503])
async def test_a_fault_of_the_server_is_not_understood(client: NluClient, rasa: FakeRasa, status: int) -> None:
    rasa.answer = says({"reason": "ParsingError"}, status=status)
    assert (await client.read("hello")).why_not is WhyNot.DOWN
    assert len(rasa.texts) == 1, "only a broken connection is worth a second try"


async def test_a_slow_server_is_waited_for_no_longer_than_said(hasty: NluClient, rasa: FakeRasa) -> None:
    gate = asyncio.Event()
    rasa.answer = hangs_until(gate)
    async with asyncio.timeout(HASTY.total + 5):
        reading = await hasty.read("hello")
    gate.set()
    assert reading.why_not is WhyNot.SLOW
    assert len(rasa.texts) == 1


async def test_one_broken_connection_is_tried_again(client: NluClient, rasa: FakeRasa) -> None:
    rasa.answer = hangs_up_first(1)
    assert (await client.read("hello")).understood
    assert rasa.texts == ["hello", "hello"]


async def test_two_broken_connections_are_enough(client: NluClient, rasa: FakeRasa) -> None:
    rasa.answer = hangs_up_first(2)
    assert (await client.read("hello")).why_not is WhyNot.DOWN
    assert len(rasa.texts) == 2


async def test_an_answer_that_breaks_off_is_tried_again(client: NluClient, rasa: FakeRasa) -> None:
    rasa.answer = stops_half_way
    assert (await client.read("hello")).why_not is WhyNot.DOWN
    assert len(rasa.texts) == 2


async def test_nobody_there() -> None:
    async with fake_rasa() as gone:
        url = gone.url
    client = NluClient(Addresses(url), TOKEN)
    assert (await client.read("hello")).why_not is WhyNot.DOWN
    assert not await client.is_up()
    await client.close()


@pytest.mark.parametrize("url", ["not an address", "http://", "ftp://127.0.0.1", "http://127.0.0.1:99999"])
async def test_an_address_that_is_none(url: str) -> None:
    client = NluClient(Addresses(url), TOKEN)
    assert not (await client.read("hello")).understood
    assert not await client.is_up()
    await client.close()


async def test_a_server_that_restarts_between_two_texts(client: NluClient, rasa: FakeRasa) -> None:
    assert (await client.read("before")).understood
    await rasa.stop()
    async with fake_rasa(rasa.port) as again:
        assert (await client.read("after")).understood
        assert again.texts == ["after"]


async def test_a_wrong_token_is_said_to_be_that(rasa: FakeRasa) -> None:
    client = NluClient(Addresses(rasa.url), "open up")
    assert (await client.read("hello")).why_not is WhyNot.REFUSED
    assert not await client.is_up()
    await client.close()


async def test_is_up_and_close(client: NluClient) -> None:
    assert await client.is_up()
    await client.close()
    assert not await client.is_up()
    assert (await client.read("hello")).why_not is WhyNot.DOWN


async def test_one_after_another_share_a_connection(client: NluClient, rasa: FakeRasa) -> None:
    for _ in range(20):
        await client.read("hello")
    assert len(rasa.connections) == 1


async def test_only_so_many_at_once_and_the_rest_in_turn(rasa: FakeRasa) -> None:
    client = NluClient(Addresses(rasa.url), TOKEN, patience=Patience(at_once=3, waiting=100, total=30))
    rasa.answer = answers_by_three()
    readings = await asyncio.gather(*(client.read("hello") for _ in range(39)))
    assert all(reading.understood for reading in readings)
    assert rasa.most_open == 3
    await client.close()


async def test_a_crowd_is_told_at_once_that_it_is_too_many(rasa: FakeRasa) -> None:
    gate = asyncio.Event()
    rasa.answer = hangs_until(gate)
    client = NluClient(Addresses(rasa.url), TOKEN, patience=Patience(at_once=2, waiting=3, total=30))
    async with asyncio.TaskGroup() as crowd:
        asked = [crowd.create_task(client.read("hello")) for _ in range(10)]
        await rasa.asked.wait()
        assert sum(task.done() for task in asked) == 5
        gate.set()
    why = [task.result().why_not for task in asked]
    assert why.count(WhyNot.BUSY) == 5
    assert why.count(None) == 5
    await client.close()


async def test_who_waited_in_vain_for_a_turn_is_busy_not_a_fault_of_the_server(
    hasty: NluClient, rasa: FakeRasa
) -> None:
    gate = asyncio.Event()
    rasa.answer = hangs_until(gate)
    readings = await asyncio.gather(*(hasty.read("hello") for _ in range(8)))
    gate.set()
    assert {reading.why_not for reading in readings} == {WhyNot.SLOW, WhyNot.BUSY}
    timed_out = [reading.why_not for reading in readings].count(WhyNot.SLOW)
    assert timed_out == 4, "fewer than it takes to open the breaker"


async def test_a_cancelled_reading_stays_cancelled(client: NluClient, rasa: FakeRasa) -> None:
    gate = asyncio.Event()
    rasa.answer = hangs_until(gate)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(client.read("hello"))
        await rasa.asked.wait()
        task.cancel()
    gate.set()
    assert task.cancelled()
    rasa.answer = says(SURE)
    assert (await client.read("hello")).understood
