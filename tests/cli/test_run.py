"""`care run` with its real neighbours, but a product that only says that it is there."""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path

import aiohttp
import psutil
import pytest

from bot.cli.parts import CannotStart
from bot.cli.run import PATIENCE, run
from bot.cli.standin import sandbox_listens
from bot.settings import Settings
from nlu.addresses import Addresses
from nlu.client import NluClient, Patience
from tests.cli.bot_api import ME, bot_api
from tests.cli.nlu_home import NluHome

SettingsWith = Callable[..., Settings]


class Product:
    def __init__(self) -> None:
        self.served = asyncio.Event()
        self.ended = False
        self.addresses = Addresses()

    async def __call__(self, _settings: Settings, ready: Callable[[], None], addresses: Addresses) -> None:
        self.addresses = addresses
        ready()
        self.served.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ended = True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_starts_the_sandbox_says_where_and_a_signal_stops_it_all(
    settings_with: SettingsWith, capsys: pytest.CaptureFixture[str], number: signal.Signals
) -> None:
    settings = settings_with(nlu_url="http://127.0.0.1:1")
    product = Product()

    async with asyncio.TaskGroup() as group:
        group.create_task(run(settings, product))
        await asyncio.wait_for(product.served.wait(), 60)
        async with aiohttp.ClientSession() as http, http.get(settings.telegram_api_url) as page:
            assert page.status == 200
        os.kill(os.getpid(), number)

    said = capsys.readouterr().out
    assert f"Sandbox: {settings.telegram_api_url}  (" in said
    assert said.endswith("Rapport is ready. Ctrl-C stops it.\nStopped.\n")
    assert product.ended
    assert not await sandbox_listens(settings)


async def test_a_taken_port_stops_the_start_before_anything_is_started(
    settings_with: SettingsWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli.ports.LEAVING", 0.0)
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    settings = settings_with(sandbox_port=port)

    async with server:
        with pytest.raises(CannotStart, match=rf"^Port {port} \(SANDBOX_PORT\) is taken\. Stop what listens there"):
            await run(settings, Product())

    assert not (settings.var_dir / "rapport.db").exists()


async def test_a_token_that_telegram_refuses_stops_the_start(settings_with: SettingsWith) -> None:
    async with bot_api(getMe=(401, "Unauthorized")) as address:
        settings = settings_with(bot_token="42:TEST", telegram_api_url=address, nlu_url="http://127.0.0.1:1")
        with pytest.raises(CannotStart) as why:
            await run(settings, Product())

    assert str(why.value) == (
        f"BOT_TOKEN: {address} refuses it (401, Unauthorized). "
        "Copy the token from BotFather again, whole; /token there shows it."
    )


async def test_wording_that_cannot_be_read_stops_the_start(
    settings_with: SettingsWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en.ftl").write_text("start = Hello\n\nhelp help\n", encoding="utf-8")
    monkeypatch.setattr("bot.cli.parts.OWN_WORDS", tmp_path)

    with pytest.raises(CannotStart, match=rf"^{tmp_path.name}/en\.ftl:3: "):
        await run(settings_with(nlu_url="http://127.0.0.1:1"), Product())


async def test_a_database_that_is_away_stops_the_start(
    settings_with: SettingsWith, free_port: Callable[[], int]
) -> None:
    away = f"postgresql://me:hunter2@127.0.0.1:{free_port()}/x"

    with pytest.raises(CannotStart, match=r"^DATABASE_URL: the database cannot be used \(") as why:
        await run(settings_with(database_url=away, nlu_url="http://127.0.0.1:1"), Product())

    assert "hunter2" not in str(why.value)


async def test_a_fault_of_the_product_comes_out_as_it_was(settings_with: SettingsWith) -> None:
    async def broken(_settings: Settings, _ready: Callable[[], None], _addresses: Addresses) -> None:
        raise LookupError("a fault")

    async with bot_api(getMe=ME) as address:
        settings = settings_with(bot_token="42:TEST", telegram_api_url=address, nlu_url="http://127.0.0.1:1")
        with pytest.raises(LookupError, match="a fault"):
            await run(settings, broken)


async def test_without_rasa_it_starts_and_says_so(
    settings_with: SettingsWith, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_with()
    monkeypatch.setattr("bot.cli.parts.HOUSE", settings.var_dir)

    product = Product()

    async with asyncio.TaskGroup() as group:
        started = group.create_task(run(settings, product))
        await asyncio.wait_for(product.served.wait(), 60)
        started.cancel()

    said = capsys.readouterr().out
    assert "Rasa's environment is missing. Install Python 3.10 (" in said
    assert "Free text is not read: buttons and menus work, words go to a human." in said
    assert "Rapport is ready." in said
    assert product.addresses.in_force == (), "nobody is asked"


async def test_its_nlu_servers_are_named_to_the_product_and_end_with_it(
    settings_with: SettingsWith, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nlu = NluHome(tmp_path / "home")
    nlu.put_in_service("first")
    monkeypatch.setattr("bot.cli.parts.HOUSE", nlu.home.root)
    settings = settings_with(nlu_processes=2)
    product = Product()

    async with asyncio.TaskGroup() as group:
        started = group.create_task(run(settings, product))
        await asyncio.wait_for(product.served.wait(), 60)
        assert product.addresses.in_force == settings.nlu_addresses
        client = NluClient(product.addresses, settings.nlu_token or "", Patience(total=30))
        assert (await client.read("hello")).intent == "first"
        await client.close()
        started.cancel()

    assert not (nlu.home.root / "trained").exists(), "a model was in service"
    assert "not ready" not in capsys.readouterr().out
    assert [psutil.pid_exists(pid) for pid, _ in nlu.started("first")] == [False, False]


async def test_with_nlu_servers_that_are_not_ready_in_time_it_starts_and_says_so(
    settings_with: SettingsWith, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nlu = NluHome(tmp_path / "home")
    nlu.put_in_service("never", ready=False)
    monkeypatch.setattr("bot.cli.parts.HOUSE", nlu.home.root)
    monkeypatch.setitem(PATIENCE, "nlu", 0.5)
    settings = settings_with()
    product = Product()

    async with asyncio.TaskGroup() as group:
        started = group.create_task(run(settings, product))
        await asyncio.wait_for(product.served.wait(), 60)
        started.cancel()

    said = capsys.readouterr().out
    assert f"Rasa is not ready yet ({settings.var_dir / 'logs' / 'nlu.log'} says why). Free text is not read" in said
    assert product.addresses.in_force == ()


async def test_nlu_servers_that_run_already_are_named_as_they_were_written(settings_with: SettingsWith) -> None:
    async with bot_api(getMe=ME) as address:
        elsewhere = "http://127.0.0.1:1,http://127.0.0.1:2"
        settings = settings_with(bot_token="42:TEST", telegram_api_url=address, nlu_url=elsewhere)
        product = Product()
        async with asyncio.TaskGroup() as group:
            started = group.create_task(run(settings, product))
            await asyncio.wait_for(product.served.wait(), 60)
            started.cancel()

    assert product.addresses.in_force == ("http://127.0.0.1:1", "http://127.0.0.1:2")
