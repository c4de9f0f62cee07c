"""The one reader of the environment and of `.env`."""

import difflib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings_checks import (
    HOUSE,
    SANDBOX_TOKEN,
    Colours,
    Country,
    Database,
    Encoder,
    Folder,
    Font,
    Port,
    Processes,
    Ratio,
    Secret,
    ShortLine,
    StaffChat,
    TimeZone,
    Token,
    WebAddress,
    WebAddresses,
    WebhookAddress,
    WebhookSecret,
)

TELEGRAM = "https://api.telegram.org"
_MADE_ONCE = ("secret_key", "nlu_token", "webhook_secret", "data_keys")


class SettingsError(Exception):
    """Settings are missing or wrong; `str()` is one line for each, naming it and what to write."""


class Settings(BaseSettings):
    """What the product is started with. An unset or empty variable means the default."""

    model_config = SettingsConfigDict(
        env_ignore_empty=True, frozen=True, validate_default=True, env_file_encoding="utf-8"
    )

    var_dir: Folder = Field(Path("var"), description="Folder of everything made while running")
    web_port: Port = Field(8080, description="Port of the web edge: webhook, /health, /ready")
    sandbox_port: Port = Field(8081, description="Port of the sandbox, when no BOT_TOKEN is set")
    nlu_port: Port = Field(5005, description="Port of our own NLU server; the first of several")
    bot_token: Token = Field(SANDBOX_TOKEN, repr=False, description="The token BotFather gave; unset: the sandbox")
    telegram_api_url: WebAddress = Field(TELEGRAM, description="Another Bot API server: self-hosted, or a test double")
    staff_chat_id: StaffChat | None = Field(None, description="The staff's forum group; or send /setup in it")
    database_url: Database = Field(
        "",
        repr=False,
        description="postgresql://user:password@host:5432/name, or sqlite:///file; unset: SQLite in var/",
    )
    nlu_processes: Processes = Field(1, description="How many NLU servers of our own share the work; one core each")
    nlu_url: WebAddresses | None = Field(None, description="NLU servers that run already, with commas between them")
    nlu_python: ShortLine | None = Field(None, description="A Python 3.10 for Rasa, when it is not found by itself")
    nlu_encoder: Encoder | None = Field(
        None, description="Folder of another sentence encoder: model.onnx and tokenizer.json"
    )
    nlu_token: Secret | None = Field(None, repr=False, description="What the NLU server asks of callers; made if unset")
    webhook_url: WebhookAddress | None = Field(None, description="Public https address of the web edge; unset: polling")
    webhook_secret: WebhookSecret | None = Field(
        None, repr=False, description="What Telegram shows at the webhook; made if unset"
    )
    web_host: ShortLine = Field("", description="Where the web edge listens; 0.0.0.0 beside WEBHOOK_URL")
    secret_key: Secret | None = Field(None, repr=False, description="Signs what leaves and returns; made if unset")
    data_keys: Secret | None = Field(
        None,
        repr=False,
        description="Seal phones, emails and addresses; several with commas: the first seals; made if unset",
    )
    api_key: Secret | None = Field(None, repr=False, description="What a shop shows at /api; unset: there is no /api")
    company_name: ShortLine = Field("Rapport", description="The company's name, as customers know it")
    company_time_zone: TimeZone = Field("UTC", description="Where working hours are read, like Europe/Berlin")
    company_country: Country | None = Field(None, description="Two-letter country, for its holidays and numbers")
    company_hotline: ShortLine | None = Field(None, description="A telephone number for emergencies")
    company_colours: Colours = Field(("#14506b", "#f2b544"), description="Ground and accent of greeting cards")
    card_font: Font | None = Field(None, description="A font file for cards in scripts beyond Latin")
    limits_ratio: Ratio = Field(1.0, description="How many times Telegram's sending limits; only tests need another")

    @property
    def sandbox(self) -> bool:
        """Telegram is a stand-in here, and the wall clock can be moved."""
        return self.bot_token == SANDBOX_TOKEN

    @property
    def own_sandbox(self) -> bool:
        """The stand-in is started by us."""
        return self.sandbox and "telegram_api_url" not in self.model_fields_set

    @property
    def own_nlu(self) -> bool:
        return self.nlu_url is None

    @property
    def nlu_ports(self) -> range:
        """Where our own NLU servers start; after a change of models some may have moved."""
        return range(self.nlu_port, self.nlu_port + self.nlu_processes)

    @property
    def nlu_addresses(self) -> tuple[str, ...]:
        own = (f"http://127.0.0.1:{port}" for port in self.nlu_ports)
        return tuple(self.nlu_url.split(",") if self.nlu_url else own)

    @property
    def web_address(self) -> str:
        """The web edge as this machine reaches it."""
        return f"http://127.0.0.1:{self.web_port}"

    @property
    def webhook_address(self) -> str | None:
        """What Telegram is told to call."""
        return f"{self.webhook_url}/telegram" if self.webhook_url else None

    @field_validator("telegram_api_url", mode="before")
    @classmethod
    def _own_sandbox_is_here(cls, value: object, info: ValidationInfo) -> object:
        here = value == TELEGRAM and info.data.get("bot_token") == SANDBOX_TOKEN
        return f"http://127.0.0.1:{info.data.get('sandbox_port')}" if here else value

    @field_validator("database_url", mode="before")
    @classmethod
    def _beside_the_rest(cls, value: object, info: ValidationInfo) -> object:
        return value or f"sqlite:///{info.data.get('var_dir', HOUSE / 'var')}/rapport.db"

    @field_validator("web_host", mode="before")
    @classmethod
    def _open_for_a_webhook_only(cls, value: object, info: ValidationInfo) -> object:
        public = info.data.get("webhook_url") and info.data.get("bot_token") != SANDBOX_TOKEN
        return value or ("0.0.0.0" if public else "127.0.0.1")  # noqa: S104 - Telegram has to reach it

    @model_validator(mode="after")
    def _fit_together(self) -> "Settings":
        for mistake in _mismatches(self):
            raise ValueError(mistake)
        return self


def _mismatches(settings: Settings) -> Iterator[str]:
    yield from _same_ports(settings)
    if settings.sandbox and not settings.own_sandbox and "bot_token" not in settings.model_fields_set:
        yield f"BOT_TOKEN: is missing beside TELEGRAM_API_URL; write the bot's, or {SANDBOX_TOKEN} for a sandbox"
    elif settings.telegram_api_url == TELEGRAM and len(settings.bot_token.partition(":")[2]) < 30:
        yield "BOT_TOKEN: is too short to be one of Telegram's; copy the whole token from BotFather, like 123456:ABC…"
    if settings.webhook_url and settings.telegram_api_url == TELEGRAM and not settings.webhook_url.startswith("https"):
        yield f'WEBHOOK_URL: "{settings.webhook_url}" is not https; Telegram calls nothing else'


def _same_ports(settings: Settings) -> Iterator[str]:
    web, sandbox, nlu = settings.web_port, settings.sandbox_port, settings.nlu_ports
    if web == sandbox:
        yield f"WEB_PORT: {web} is SANDBOX_PORT's already; write another number"
    for name, port in (("WEB_PORT", web), ("SANDBOX_PORT", sandbox)):
        if port in nlu:
            beside = "" if port == nlu[0] else f" ({len(nlu)} processes, from {nlu[0]} on)"
            yield f"{name}: {port} is NLU_PORT's already{beside}; write another number"
    if nlu[-1] > 65535:
        yield f"NLU_PORT: {nlu[0]} leaves no ports for {len(nlu)} processes; write {65536 - len(nlu)} or less"


def load_settings(env_file: Path | None = HOUSE / ".env", **given: Any) -> Settings:
    """Read the environment and `.env`, and make the secrets that are not set, once.

    Raises:
        SettingsError: naming each wrong setting and what to write.
    """
    try:
        settings = Settings(_env_file=env_file, **given)
    except ValidationError as refusal:
        raise SettingsError("\n".join(_line(error) for error in refusal.errors())) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{env_file}: is not text; save it as UTF-8") from None
    made = {name: _kept(settings.var_dir, name) for name in _MADE_ONCE if getattr(settings, name) is None}
    return settings.model_copy(update=made)


def _line(error: Any) -> str:
    message = str(error["msg"]).removeprefix("Value error, ")
    if not error["loc"]:
        return message
    name = str(error["loc"][0]).upper()
    if error["type"] == "extra_forbidden":
        close = difflib.get_close_matches(name, [known.upper() for known in Settings.model_fields], 1)
        return f"{name}: is not a setting" + (f"; did you mean {close[0]}?" if close else "; take it out of .env")
    return f"{name}: {_shown(name, str(error['input']))}{message}"


def _shown(name: str, written: str) -> str:
    """Return what was written, in quotes and on one line, or nothing when it was meant to be secret."""
    if name.lower() in (*_MADE_ONCE, "api_key"):
        return ""
    line = re.sub(r"(//[^:/@]*):[^@]*@", r"\1:…@", " ".join(written.split()))
    return f'"{line if len(line) <= 40 else line[:12] + "…"}" '


def _kept(folder: Path, name: str) -> str:
    """Return the secret kept in a file only we can read, made by whoever comes first."""
    path = folder / "secrets" / name
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f".{name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(32), encoding="ascii")
        try:
            path.hardlink_to(fresh)  # fails when another start was first: its secret is the one
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii").strip()
