"""`care run` with its real neighbours, but a product that only says that it is there."""

import asyncio
import os
import signal
from collections.abc import Callable

import aiohttp
import pytest

from bot.cli.parts import CannotStart
from bot.cli.run import run
from bot.cli.standin import sandbox_listens
from bot.settings import Settings
from tests.cli.bot_api import ME, bot_api

SettingsWith = Callable[..., Settings]


class Product:
    def __init__(self) -> None:
        self.served = asyncio.Event()
        self.ended = False

    async def __call__(self, _settings: Settings, ready: Callable[[], None]) -> None:
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


async def test_a_database_that_is_away_stops_the_start(
    settings_with: SettingsWith, free_port: Callable[[], int]
) -> None:
    away = f"postgresql://me:hunter2@127.0.0.1:{free_port()}/x"

    with pytest.raises(CannotStart, match=r"^DATABASE_URL: the database cannot be used \(") as why:
        await run(settings_with(database_url=away, nlu_url="http://127.0.0.1:1"), Product())

    assert "hunter2" not in str(why.value)


async def test_a_fault_of_the_product_comes_out_as_it_was(settings_with: SettingsWith) -> None:
    async def broken(_settings: Settings, _ready: Callable[[], None]) -> None:
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
