import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.cli.doctor import findings
from bot.cli.parts import migrated
from bot.settings import Settings
from nlu.encoder import key
from storage import house
from storage.bells import Bells
from storage.database import Database
from tests.cli.bot_api import ADMIN, FORUM, ME, bot_api
from tests.cli.nlu_home import NluHome
from tests.nlu_client.fake_rasa import fake_rasa

SettingsWith = Callable[..., Settings]


async def lines(settings: Settings) -> list[str]:
    return [str(finding) for finding in await findings(settings)]


def beginning(with_what: str, said: list[str]) -> list[str]:
    return [line for line in said if line[2:].startswith(with_what)]


async def test_before_the_first_start_there_is_nothing_to_repair(settings_with: SettingsWith) -> None:
    settings = settings_with()

    said = await lines(settings)

    assert said[0] == "✓ token: none, so `care run` starts the sandbox, with a staff group in it"
    assert said[1] == "✓ database: sqlite, no file yet; `care run` makes it"
    assert beginning("port", said) == [
        f"✓ port {settings.web_port}: WEB_PORT, free",
        f"✓ port {settings.sandbox_port}: SANDBOX_PORT, free",
        f"✓ port {settings.nlu_port}: NLU_PORT, free",
    ]


async def test_everything_is_well(settings_with: SettingsWith) -> None:
    async with bot_api(getMe=ME, getChat=FORUM, getChatMember=ADMIN) as address:
        settings = settings_with(bot_token="42:TEST", telegram_api_url=address, staff_chat_id=-1001)
        await migrated(settings)

        said = await lines(settings)

    assert said[:7] == [
        "✓ token: @rapport_bot, id 42",
        '✓ staff group: "Care team", id -1001, a forum',
        "✓ rights: the bot may manage topics",
        "✓ rights: the bot may pin messages",
        "✓ rights: the bot may delete messages",
        "✓ database: sqlite, reachable and migrated",
        "✓ messages: 0 in doubt, 0 set aside",
    ]


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        (
            {"getMe": (401, "Unauthorized")},
            "refuses it (401, Unauthorized). Copy the token from BotFather again, whole; /token there shows it.",
        ),
        (
            {"getMe": ME, "getChat": (400, "Bad Request: chat not found")},
            (
                "✗ staff group: -1001 is not open to the bot (400, Bad Request: chat not found). "
                "Add the bot to the group, and check STAFF_CHAT_ID; /setup in the group sets the right one."
            ),
        ),
        (
            {"getMe": ME, "getChat": {**FORUM, "is_forum": False}, "getChatMember": ADMIN},
            '✗ staff group: "Care team", id -1001, has no topics. Group settings → Topics: turn them on.',
        ),
        (
            {"getMe": ME, "getChat": FORUM, "getChatMember": {"status": "member"}},
            (
                "✗ rights: the bot is not an administrator of the staff group. "
                "Group settings → Administrators → Add administrator: choose the bot."
            ),
        ),
        (
            {"getMe": ME, "getChat": FORUM, "getChatMember": {**ADMIN, "can_manage_topics": False}},
            "✗ rights: the bot may not manage topics. Group settings → Administrators → the bot → Manage topics.",
        ),
    ],
    ids=["token refused", "not in the group", "no forum", "no administrator", "a right is missing"],
)
async def test_what_telegram_does_not_grant_comes_with_the_remedy(
    settings_with: SettingsWith, answers: dict[str, Any], line: str
) -> None:
    async with bot_api(**answers) as address:
        said = await lines(settings_with(bot_token="42:TEST", telegram_api_url=address, staff_chat_id=-1001))

    assert [one for one in said if one.startswith("✗") and one.endswith(line)]


async def test_a_server_that_is_away_is_named_without_the_token(
    settings_with: SettingsWith, free_port: Callable[[], int]
) -> None:
    away = f"http://127.0.0.1:{free_port()}"

    said = await lines(settings_with(bot_token="42:SECRET-PART", telegram_api_url=away))

    assert said[0] == (
        f"✗ token: {away} does not answer (ClientConnectorError). Check the network, or TELEGRAM_API_URL."
    )
    assert "SECRET-PART" not in "".join(said)


async def test_the_group_noted_by_setup_is_used(settings_with: SettingsWith) -> None:
    async with bot_api(getMe=ME, getChat=FORUM, getChatMember=ADMIN) as address:
        settings = settings_with(bot_token="42:TEST", telegram_api_url=address)
        await migrated(settings)
        without = await lines(settings)
        database = Database(settings.database_url, Bells())
        async with database.write() as session:
            await house.write_note(session, house.STAFF_GROUP, {"chat_id": -1001})
        await database.close()
        with_group = await lines(settings)

    assert "send /setup there" in beginning("staff group", without)[0]
    assert beginning("staff group", with_group) == ['✓ staff group: "Care team", id -1001, a forum']


async def test_a_taken_port_and_a_silent_nlu_are_named(settings_with: SettingsWith) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        silent = f"http://127.0.0.1:{port}"

        said = await lines(settings_with(web_port=port, nlu_url=silent))

    assert beginning(f"port {port}", said) == [
        f"✗ port {port}: Port {port} (WEB_PORT) is taken. Stop what listens there, or set WEB_PORT to another number."
    ]
    assert beginning("NLU", said) == [
        f"✗ NLU: no answer from {silent}. Start that server, or correct NLU_URL or NLU_TOKEN."
    ]


async def test_of_several_nlu_servers_the_silent_ones_are_named(
    settings_with: SettingsWith, free_port: Callable[[], int]
) -> None:
    silent = f"http://127.0.0.1:{free_port()}"
    async with fake_rasa() as rasa:
        one = settings_with(nlu_url=f"{rasa.url},{silent}", nlu_token="sixteen-letters!")
        both = settings_with(nlu_url=f"{rasa.url},{rasa.url}/", nlu_token="sixteen-letters!")
        rasa.token = "sixteen-letters!"
        said = [beginning("NLU", await lines(settings))[0] for settings in (one, both)]

    assert said == [
        f"✗ NLU: no answer from {silent}. Start that server, or correct NLU_URL or NLU_TOKEN.",
        f"✓ NLU: reads at {rasa.url}, {rasa.url}",
    ]


@asynccontextmanager
async def rapport(settings: Settings, nlu: str) -> AsyncIterator[None]:
    """The web edge of a Rapport that runs."""

    async def health(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(_: web.Request) -> web.Response:
        return web.json_response({"ready": False, "checks": {"nlu": nlu, "database": "fine"}}, status=503)

    app = web.Application()
    app.add_routes([web.get("/health", health), web.get("/ready", ready)])
    async with TestServer(app, port=settings.web_port):
        yield


@pytest.mark.parametrize(
    ("nlu", "finding"),
    [
        ("fine", "✓ NLU: free text is read"),
        ("free text is not read: words go to a human", "✗ NLU: the server does not answer. {log} says why."),
    ],
)
async def test_of_a_rapport_that_runs_it_is_asked_whether_its_servers_read(
    settings_with: SettingsWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlu: str, finding: str
) -> None:
    home = NluHome(tmp_path / "home")
    home.put_in_service("present")
    monkeypatch.setattr("bot.cli.doctor.HOUSE", home.home.root)
    settings = settings_with()
    async with rapport(settings, nlu):
        said = beginning("NLU", await lines(settings))

    assert said == [finding.format(log=settings.var_dir / "logs" / "nlu.log")]


async def test_a_model_in_service_needs_no_training(
    settings_with: SettingsWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = NluHome(tmp_path / "home")
    monkeypatch.setattr("bot.cli.doctor.HOUSE", home.home.root)
    before = beginning("NLU", await lines(settings_with()))
    home.put_in_service("present")
    after = beginning("NLU", await lines(settings_with()))

    assert before[0].startswith("✗ NLU: no model for the present data and config. Run `care train`;")
    assert after == ["✓ NLU: trained; `care run` starts it"]


NO_ENCODER = (
    "✗ encoder: none: words and characters alone decide, and free text, English above all, is read less well. "
    "Run `make setup` with network, which makes ours, or set NLU_ENCODER to a folder with one."
)


async def test_the_encoder_in_use_is_named(
    settings_with: SettingsWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = NluHome(tmp_path / "home").home
    monkeypatch.setattr("bot.cli.doctor.HOUSE", home.root)
    assert beginning("encoder", await lines(settings_with())) == [NO_ENCODER]
    assert beginning("encoder", await lines(settings_with(nlu_url="http://127.0.0.1:1"))) == []

    home.encoder.mkdir(parents=True)
    for name in ("model.onnx", "tokenizer.json"):
        (home.encoder / name).touch()
    (older,) = beginning("encoder", await lines(settings_with()))
    assert older.startswith("✗ encoder: ours, of an earlier release. Run `make setup`")
    (home.encoder / "made-from").write_text(key())
    assert beginning("encoder", await lines(settings_with())) == ["✓ encoder: ours, made at set-up"]
    own = beginning("encoder", await lines(settings_with(nlu_encoder=home.encoder)))
    assert own == [f"✓ encoder: NLU_ENCODER, {home.encoder}"]


async def test_a_database_that_is_away_is_named_without_its_password(
    settings_with: SettingsWith, free_port: Callable[[], int]
) -> None:
    settings = settings_with(database_url=f"postgresql://me:hunter2@127.0.0.1:{free_port()}/x")

    said = beginning("database", await lines(settings))[0]

    assert said.startswith("✗ database: the database cannot be used (")
    assert said.endswith("Start it, or correct DATABASE_URL.")
    assert "hunter2" not in said
