"""Our own NLU servers, with a stand-in for Rasa: real processes, real changes."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest
from structlog.testing import capture_logs

from bot.cli import fleet as fleets
from bot.cli import processes
from bot.cli.fleet import Fleet
from bot.nursery import Nursery
from bot.settings import Settings
from nlu.addresses import Addresses
from nlu.client import NluClient, Patience
from nlu.reading import WhyNot
from nlu.serving import model_in_service
from tests.cli.nlu_home import NluHome

SettingsWith = Callable[..., Settings]
SOON = 30.0  # seconds, on a busy machine
PATIENT = Patience(connect=5, total=30, at_once=2, waiting=1000)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleets, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(processes, "FIRST_PAUSE", 0.05)


@pytest.fixture
def nlu(tmp_path: Path) -> NluHome:
    return NluHome(tmp_path)


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON):
        while not happened():  # noqa: ASYNC110 - another process does not tell us
            await asyncio.sleep(0.02)


async def looked_again(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Return when the fleet has looked a few times more which model is in service, and gone on."""
    looks = 0
    look = fleet._newly_in_service

    def counted() -> Path | None:
        nonlocal looks
        looks += 1
        return look()

    monkeypatch.setattr(fleet, "_newly_in_service", counted)
    await until(lambda: looks >= 4)


def are_gone(pids: Iterable[int]) -> bool:
    return not any(psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE for pid in pids)


@asynccontextmanager
async def kept(fleet: Fleet) -> AsyncIterator[None]:
    async with Nursery() as nursery:
        nursery.start(fleet.keep(), "fleet")
        await asyncio.wait_for(fleet.ready.wait(), SOON)
        yield
        nursery.cancel_all()


class Customers:
    """Who write all the time, one text after another each."""

    def __init__(self, client: NluClient, number: int = 6) -> None:
        self.why: list[WhyNot | None] = []
        self.intents: list[str | None] = []
        self._client = client
        self._number = number

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[None]:
        async with Nursery() as nursery:
            for number in range(self._number):
                nursery.start(self._write(), f"customer {number}")
            yield
            nursery.cancel_all()

    async def _write(self) -> None:
        while True:
            reading = await self._client.read("hello")
            self.why.append(reading.why_not)
            self.intents.append(reading.intent)


def ports(addresses: Addresses) -> list[int]:
    return [int(url.rpartition(":")[2]) for url in addresses.in_force]


async def test_as_many_processes_as_wanted_share_the_work(settings_with: SettingsWith, nlu: NluHome) -> None:
    settings = settings_with(nlu_processes=3)
    addresses = Addresses()
    async with kept(Fleet(settings, nlu.home, nlu.put_in_service("first"), addresses)):
        assert addresses.in_force == settings.nlu_addresses
        started = nlu.started("first")
        assert sorted(port for _, port in started) == list(settings.nlu_ports)
        client = NluClient(addresses, settings.nlu_token or "", PATIENT)
        assert {(await client.read("hello")).intent for _ in range(6)} == {"first"}
        await client.close()
    await until(lambda: are_gone(pid for pid, _ in started))


async def test_models_are_changed_under_load_and_not_one_text_is_unread(
    settings_with: SettingsWith, nlu: NluHome
) -> None:
    settings = settings_with(nlu_processes=2)
    addresses = Addresses()
    fleet = Fleet(settings, nlu.home, nlu.put_in_service("first"), addresses)
    client = NluClient(addresses, settings.nlu_token or "", PATIENT)
    customers = Customers(client)
    async with kept(fleet), customers.writing():
        for intent, before in (("second", "first"), ("third", "second")):
            ports_before = set(ports(addresses))
            nlu.put_in_service(intent, takes=0.01)
            await until(lambda: intent in customers.intents)  # noqa: B023
            await until(lambda: are_gone(pid for pid, _ in nlu.started(before)))  # noqa: B023
            assert len(addresses.in_force) == 2
            assert not ports_before & set(ports(addresses))
        assert ports(addresses) == list(settings.nlu_ports), "they are free again, so they are taken again"
        seen = len(customers.why)
        await until(lambda: len(customers.why) > seen + 10)
    await client.close()
    assert set(customers.why) == {None}
    order = list(dict.fromkeys(customers.intents[-10:]))
    assert order == ["third"]


async def test_requests_in_flight_are_answered_before_the_old_servers_are_stopped(
    settings_with: SettingsWith, nlu: NluHome
) -> None:
    settings = settings_with()
    addresses = Addresses()
    fleet = Fleet(settings, nlu.home, nlu.put_in_service("slow", takes=2), addresses)
    client = NluClient(addresses, settings.nlu_token or "", PATIENT)
    async with kept(fleet), asyncio.TaskGroup() as group:
        before = ports(addresses)
        nlu.put_in_service("quick")
        await until(lambda: bool(nlu.started("quick")))
        in_flight = group.create_task(client.read("hello"))
        await until(lambda: ports(addresses) != before)
        assert not in_flight.done()
        assert (await in_flight).intent == "slow"
        assert (await client.read("hello")).intent == "quick"
    await client.close()


async def test_a_model_that_does_not_come_up_is_given_up_once_and_the_old_one_stays(
    settings_with: SettingsWith, nlu: NluHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fleets, "STARTS_WITHIN", 1.0)
    settings = settings_with(nlu_processes=2)
    addresses = Addresses()
    fleet = Fleet(settings, nlu.home, nlu.put_in_service("first"), addresses)
    with capture_logs() as logs:
        async with kept(fleet):
            nlu.put_in_service("never", ready=False)
            await until(lambda: any(entry["event"] == "nlu_model_given_up" for entry in logs))
            await until(lambda: are_gone(pid for pid, _ in nlu.started("never")))
            await looked_again(fleet, monkeypatch)
            assert addresses.in_force == settings.nlu_addresses
            assert len(nlu.started("never")) <= 1
            assert model_in_service(nlu.home) == nlu.home.models / "first.tar.gz", "so later starts leave it alone too"

            monkeypatch.setattr(fleets, "STARTS_WITHIN", SOON)
            nlu.put_in_service("never")
            await until(lambda: not set(ports(addresses)) & set(settings.nlu_ports))
            assert len(addresses.in_force) == 2, "put in service once more, it is tried once more"
    (given_up,) = [entry for entry in logs if entry["event"] == "nlu_model_given_up"]
    assert (given_up["model"], given_up["stays"]) == ("never.tar.gz", "first.tar.gz")
    assert given_up["see"] == str(settings.var_dir / "logs" / "nlu.log")


async def test_a_model_whose_server_dies_at_once_is_given_up_as_well(
    settings_with: SettingsWith, nlu: NluHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fleets, "STARTS_WITHIN", 1.0)
    addresses = Addresses()
    with capture_logs() as logs:
        async with kept(Fleet(settings_with(), nlu.home, nlu.put_in_service("first"), addresses)):
            nlu.put_in_service("broken").write_text("not a model")
            await until(lambda: any(entry["event"] == "nlu_model_given_up" for entry in logs))
            assert len(addresses.in_force) == 1


async def test_one_that_is_killed_is_not_asked_until_it_is_back(settings_with: SettingsWith, nlu: NluHome) -> None:
    settings = settings_with(nlu_processes=2)
    addresses = Addresses()
    fleet = Fleet(settings, nlu.home, nlu.put_in_service("first"), addresses)
    client = NluClient(addresses, settings.nlu_token or "", PATIENT)
    customers = Customers(client)
    async with kept(fleet), customers.writing():
        for _ in range(3):
            await until(lambda: len(addresses.in_force) == 2)
            pid, port = nlu.started("first")[-1]
            nlu.kill(pid)
            await until(lambda: port not in ports(addresses))  # noqa: B023
        await until(lambda: len(addresses.in_force) == 2)
    await client.close()
    assert set(customers.why) == {None}


async def test_when_the_only_one_is_killed_texts_are_unread_until_it_is_back(
    settings_with: SettingsWith, nlu: NluHome
) -> None:
    settings = settings_with()
    addresses = Addresses()
    client = NluClient(addresses, settings.nlu_token or "", PATIENT)
    async with kept(Fleet(settings, nlu.home, nlu.put_in_service("first"), addresses)):
        nlu.kill(nlu.started("first")[0][0])
        await until(lambda: addresses.in_force == ())
        assert (await client.read("hello")).why_not is WhyNot.DOWN
        await until(lambda: addresses.in_force != ())
        assert (await client.read("hello")).understood
    await client.close()


async def test_ports_that_were_taken_meanwhile_are_left_alone(settings_with: SettingsWith, nlu: NluHome) -> None:
    settings = settings_with()
    addresses = Addresses()
    async with kept(Fleet(settings, nlu.home, nlu.put_in_service("first"), addresses)):
        nlu.put_in_service("second")
        await until(lambda: bool(addresses.in_force) and ports(addresses) != [settings.nlu_port])
        second = ports(addresses)
        await until(lambda: are_gone(pid for pid, _ in nlu.started("first")))
        with socket.create_server(("127.0.0.1", settings.nlu_port)):
            nlu.put_in_service("third")
            await until(lambda: bool(addresses.in_force) and ports(addresses) != second)
            assert settings.nlu_port not in ports(addresses)


async def test_a_note_that_does_not_fit_changes_nothing(
    settings_with: SettingsWith, nlu: NluHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_with()
    addresses = Addresses()
    fleet = Fleet(settings, nlu.home, nlu.put_in_service("first"), addresses)
    async with kept(fleet):
        note = nlu.home.in_service
        right = note.read_text()
        for wrong in ("", "[]", "{}", right.replace("first", "gone"), right.replace('"shipped": "', '"shipped": "x')):
            note.write_text(wrong)
            await looked_again(fleet, monkeypatch)
        note.unlink()
        await looked_again(fleet, monkeypatch)
        assert addresses.in_force == settings.nlu_addresses
        assert len(nlu.started("first")) == 1


async def test_the_data_are_not_looked_through_unless_the_note_has_changed(
    settings_with: SettingsWith, nlu: NluHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    fleet = Fleet(settings_with(), nlu.home, nlu.put_in_service("first"), Addresses())
    async with kept(fleet):
        await looked_again(fleet, monkeypatch)
        monkeypatch.setattr(fleets, "model_in_service", lambda _home: pytest.fail("it was looked at"))
        await looked_again(fleet, monkeypatch)
