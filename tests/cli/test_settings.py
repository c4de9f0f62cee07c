import multiprocessing
import stat
from pathlib import Path

import pytest

from bot.settings import TELEGRAM, Settings, SettingsError, load_settings

REAL = "123456:" + "AAbb_-12" * 4 + "xyz"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the developer's own gets in."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))


def refusal(**given: object) -> str:
    with pytest.raises(SettingsError) as error:
        load_settings(None, **given)
    return str(error.value)


def test_with_nothing_set_everything_is_here_and_a_sandbox_is_started() -> None:
    settings = load_settings(None)

    assert settings.sandbox
    assert settings.own_sandbox
    assert settings.own_nlu
    assert settings.telegram_api_url == "http://127.0.0.1:8081"
    assert settings.web_host == "127.0.0.1"
    assert settings.nlu_addresses == ("http://127.0.0.1:5005",)
    assert settings.webhook_address is None


def test_a_real_token_goes_to_telegram() -> None:
    settings = load_settings(None, bot_token=REAL)

    assert settings.telegram_api_url == TELEGRAM
    assert not settings.sandbox


def test_a_double_with_the_sandbox_token_has_the_movable_clock_and_is_not_started_by_us() -> None:
    settings = load_settings(None, bot_token="1:sandbox", telegram_api_url="http://127.0.0.1:9000/")

    assert settings.sandbox
    assert not settings.own_sandbox
    assert settings.telegram_api_url == "http://127.0.0.1:9000"


def test_the_colours_of_cards_are_written_with_a_comma(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings(None).company_colours == ("#14506b", "#f2b544")
    monkeypatch.setenv("COMPANY_COLOURS", " #102030, #F0E0D0 ")
    assert load_settings(None).company_colours == ("#102030", "#F0E0D0")


def test_a_double_may_have_any_token() -> None:
    settings = load_settings(None, bot_token="42:TEST", telegram_api_url="http://127.0.0.1:9000")

    assert not settings.sandbox


def test_several_nlu_servers_of_our_own_have_ports_side_by_side() -> None:
    settings = load_settings(None, nlu_processes="3", nlu_port=5100)

    assert settings.nlu_addresses == ("http://127.0.0.1:5100", "http://127.0.0.1:5101", "http://127.0.0.1:5102")


def test_several_nlu_servers_that_run_already_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NLU_URL", "http://a:5005/, https://b/nlu,")
    settings = load_settings(None)

    assert settings.nlu_addresses == ("http://a:5005", "https://b/nlu")
    assert not settings.own_nlu


def test_an_encoder_needs_both_its_files(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").touch()
    assert refusal(nlu_encoder=tmp_path).partition(" has ")[2].startswith("no tokenizer.json; write the folder")

    (tmp_path / "tokenizer.json").touch()
    assert load_settings(None, nlu_encoder=str(tmp_path)).nlu_encoder == tmp_path


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "")
    monkeypatch.setenv("WEB_PORT", "")

    assert load_settings(None).web_port == 8080
    assert load_settings(None).own_sandbox


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = tmp_path / ".env"
    written.write_text("WEB_PORT=9001\nNLU_PORT=9002\n", encoding="utf-8")
    monkeypatch.setenv("WEB_PORT", "9003")

    settings = load_settings(written)

    assert (settings.web_port, settings.nlu_port) == (9003, 9002)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (
            {"bot_token": "abc"},
            'BOT_TOKEN: "abc" is not a bot token; write the one BotFather gave you, like 123456:ABC…, or leave it out',
        ),
        (
            {"bot_token": "123:short"},
            "BOT_TOKEN: is too short to be one of Telegram's; copy the whole token from BotFather, like 123456:ABC…",
        ),
        (
            {"telegram_api_url": "http://127.0.0.1:9000"},
            "BOT_TOKEN: is missing beside TELEGRAM_API_URL; write the bot's, or 1:sandbox for a sandbox",
        ),
        ({"telegram_api_url": "telegram"}, 'TELEGRAM_API_URL: "telegram" is not a web address; write one like'),
        ({"nlu_url": "http://a b"}, 'NLU_URL: "http://a b" is not a web address; write one like http://127.0.0.1:8081'),
        ({"nlu_url": "http://a:1,b:2"}, 'NLU_URL: "http://a:1,b:2" is not a web address; write one like'),
        ({"nlu_url": ", ,"}, 'NLU_URL: ", ," is not a web address; write one like http://127.0.0.1:8081'),
        ({"nlu_processes": 0}, 'NLU_PROCESSES: "0" is not a number of processes; write one from 1 to 16'),
        ({"nlu_processes": 17}, 'NLU_PROCESSES: "17" is not a number of processes; write one from 1 to 16'),
        ({"nlu_processes": "many"}, 'NLU_PROCESSES: "many" is not a number of processes; write one from 1 to 16'),
        (
            {"nlu_port": 8070, "nlu_processes": 11},
            "WEB_PORT: 8080 is NLU_PORT's already (11 processes, from 8070 on); write another number",
        ),
        ({"nlu_port": 8081}, "SANDBOX_PORT: 8081 is NLU_PORT's already; write another number"),
        (
            {"nlu_port": 65530, "nlu_processes": 16},
            "NLU_PORT: 65530 leaves no ports for 16 processes; write 65520 or less",
        ),
        (
            {"nlu_encoder": "no/such"},
            'NLU_ENCODER: "no/such" has no model.onnx and no tokenizer.json; write the folder of a BERT-like ONNX',
        ),
        ({"web_port": "http"}, 'WEB_PORT: "http" is not a port; write a number from 1 to 65535'),
        ({"web_port": 0}, 'WEB_PORT: "0" is not a port; write a number from 1 to 65535'),
        ({"nlu_port": 65536}, 'NLU_PORT: "65536" is not a port; write a number from 1 to 65535'),
        ({"web_port": 8081}, "WEB_PORT: 8081 is SANDBOX_PORT's already; write another number"),
        ({"staff_chat_id": "care"}, "STAFF_CHAT_ID: \"care\" is not a chat's id; write the forum group's number, like"),
        ({"staff_chat_id": 201}, 'STAFF_CHAT_ID: "201" is a person\'s id; groups have negative ones'),
        ({"database_url": "mysql://x/y"}, 'DATABASE_URL: "mysql://x/y" is not the address of a database used here'),
        ({"database_url": "mysql://me:pw@h/x"}, 'DATABASE_URL: "mysql://me:…@h/x" is not the address of a database'),
        ({"database_url": "rapport.db"}, 'DATABASE_URL: "rapport.db" is not the address of a database used here'),
        ({"database_url": "sqlite://"}, 'DATABASE_URL: "sqlite://" names no file'),
        ({"company_time_zone": "Mars/Base"}, 'COMPANY_TIME_ZONE: "Mars/Base" is not a time zone; write one like'),
        ({"company_time_zone": "../x"}, 'COMPANY_TIME_ZONE: "../x" is not a time zone; write one like Europe/Berlin'),
        ({"company_country": "Germany"}, 'COMPANY_COUNTRY: "Germany" is not a country; write its two-letter code'),
        ({"company_colours": "blue"}, 'COMPANY_COLOURS: "blue" is not two colours; write the ground and the accent'),
        ({"card_font": "no/font.ttf"}, 'CARD_FONT: "no/font.ttf" is no font file; write the path of a .ttf'),
        ({"company_country": "ZZ"}, 'COMPANY_COUNTRY: "ZZ" is not a country; write its two-letter code, like DE'),
        (
            {"company_name": "a\tb"},
            'COMPANY_NAME: "a b" cannot be shown to people; write one line of at most 60 characters',
        ),
        ({"webhook_secret": "has spaces in it, sadly"}, "WEBHOOK_SECRET: cannot be used"),
        ({"secret_key": "short"}, "SECRET_KEY: cannot be used; write 16 or more letters and digits"),
        ({"limits_ratio": "fast"}, 'LIMITS_RATIO: "fast" is not a ratio; write 1 for Telegram\'s own limits'),
        ({"limits_ratio": "nan"}, 'LIMITS_RATIO: "nan" is not a ratio'),
        (
            {"bot_token": REAL, "webhook_url": "http://care.example.com"},
            'WEBHOOK_URL: "http://care.example.com" is not https; Telegram calls nothing else',
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_wrong_setting_is_one_line_that_says_what_to_write(given: dict[str, object], line: str) -> None:
    said = refusal(**given)

    assert said.startswith(line)
    assert len(said.splitlines()) == 1


def test_every_wrong_setting_gets_its_line() -> None:
    lines = refusal(web_port="x", company_country="x").splitlines()

    assert [line.split(":")[0] for line in lines] == ["WEB_PORT", "COMPANY_COUNTRY"]


def test_a_misspelt_setting_in_the_file_is_named_with_the_right_one(tmp_path: Path) -> None:
    written = tmp_path / ".env"
    written.write_text("BOTTOKEN=abc\nDARK_MODE=1\n", encoding="utf-8")

    with pytest.raises(SettingsError) as error:
        load_settings(written)

    assert str(error.value).splitlines() == [
        "BOTTOKEN: is not a setting; did you mean BOT_TOKEN?",
        "DARK_MODE: is not a setting; take it out of .env",
    ]


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    written = tmp_path / ".env"
    written.write_bytes(b"COMPANY_NAME=K\xfchn\n")

    with pytest.raises(SettingsError, match="is not text; save it as UTF-8"):
        load_settings(written)


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("postgres://a:b@h:5432/x", "postgresql+asyncpg://a:b@h:5432/x"),
        ("postgresql://h/x?sslmode=require", "postgresql+asyncpg://h/x?ssl=require"),
        ("postgresql+asyncpg://h/x", "postgresql+asyncpg://h/x"),
        ("sqlite:////tmp/a.db", "sqlite+aiosqlite:////tmp/a.db"),
    ],
)
def test_a_database_address_gets_the_driver_used_here(written: str, used: str) -> None:
    assert load_settings(None, database_url=written).database_url == used


def test_a_relative_database_file_is_the_same_from_every_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = load_settings(None, database_url="sqlite:///var/a.db").database_url
    monkeypatch.chdir(tmp_path)

    assert load_settings(None, database_url="sqlite:///var/a.db").database_url == here
    assert here.startswith("sqlite+aiosqlite:////")


def test_the_database_lies_beside_the_rest_that_is_made_while_running(tmp_path: Path) -> None:
    assert load_settings(None).database_url == f"sqlite+aiosqlite:///{tmp_path}/var/rapport.db"


def test_the_web_edge_is_open_for_a_webhook_only() -> None:
    webhook = {"bot_token": REAL, "webhook_url": "https://care.example.com/telegram/"}

    assert load_settings(None, bot_token=REAL).web_host == "127.0.0.1"
    assert load_settings(None, **webhook).web_host == "0.0.0.0"
    assert load_settings(None, **webhook).webhook_address == "https://care.example.com/telegram"
    assert load_settings(None, webhook_url="http://127.0.0.1:8080").web_host == "127.0.0.1", "the sandbox is here"


def test_secrets_are_made_once_and_kept_where_only_we_can_read(tmp_path: Path) -> None:
    first, second = load_settings(None), load_settings(None)

    assert first.secret_key is not None
    assert first.secret_key == second.secret_key
    assert len({first.secret_key, first.nlu_token, first.webhook_secret}) == 3
    kept = sorted((tmp_path / "var" / "secrets").iterdir())
    assert [path.name for path in kept] == ["data_keys", "nlu_token", "secret_key", "webhook_secret"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}


def test_starts_at_the_same_moment_agree_on_the_secrets() -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        keys = pool.map(_secret_key, range(8))

    assert len(set(keys)) == 1


def _secret_key(_start: int) -> str | None:
    return load_settings(None).secret_key


def test_a_secret_that_is_given_is_not_made(tmp_path: Path) -> None:
    settings = load_settings(None, secret_key="given-by-the-operator")

    assert settings.secret_key == "given-by-the-operator"
    assert not (tmp_path / "var" / "secrets" / "secret_key").exists()


def test_nothing_secret_shows_in_a_log() -> None:
    shown = repr(load_settings(None, bot_token=REAL, database_url="postgresql://me:hunter2@h/x"))

    assert REAL not in shown
    assert "hunter2" not in shown
