"""What a written setting has to look like. Each check returns the value to use.

Raises, throughout:
    ValueError: with the rest of a line that begins with the setting's name and what was written:
        what is wrong and what to write instead.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from babel import Locale
from PIL import ImageFont
from pydantic import BeforeValidator
from pydantic_settings import NoDecode

HOUSE = Path(__file__).resolve().parent.parent
"""The folder of the checkout: relative paths in settings start here, wherever the command is run."""

SANDBOX_TOKEN = "1:sandbox"
ENCODER_FILES = ("model.onnx", "tokenizer.json")

_DRIVERS = {
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
}
_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
_TOKEN_ADVICE = (
    "is not a bot token; write the one BotFather gave you, like 123456:ABC…, or leave it out to use the sandbox"
)


def bot_token(value: object) -> str:
    token = str(value).strip()
    if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", token):
        raise ValueError(_TOKEN_ADVICE)
    return token


def port(value: object) -> int:
    text = str(value).strip()
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise ValueError("is not a port; write a number from 1 to 65535")
    return int(text)


def processes(value: object) -> int:
    text = str(value).strip()
    if not re.fullmatch(r"[0-9]{1,2}", text) or not 1 <= int(text) <= 16:
        raise ValueError("is not a number of processes; write one from 1 to 16, at most one for each core")
    return int(text)


def web_address(value: object) -> str:
    """An http or https address without the slash at its end."""
    return _address(str(value), example="http://127.0.0.1:8081").geturl()


def web_addresses(value: object) -> str:
    """One or several of them, separated by commas."""
    written = [address for address in str(value).split(",") if address.strip()]
    return ",".join(map(web_address, written or [""]))


def webhook_address(value: object) -> str:
    """The product's address as Telegram reaches it, without the webhook's own path."""
    parts = _address(str(value), example="https://care.example.com")
    return parts._replace(path=parts.path.removesuffix("/telegram")).geturl()


def staff_chat(value: object) -> int:
    text = str(value).strip().replace("\N{MINUS SIGN}", "-")
    if not re.fullmatch(r"-?[0-9]{1,18}", text):
        raise ValueError("is not a chat's id; write the forum group's number, like -1001234567890, or leave it out")
    if int(text) >= 0:
        raise ValueError(
            "is a person's id; groups have negative ones, like -1001234567890. /setup in the group sets it"
        )
    return int(text)


def database(value: object) -> str:
    """A database address with the driver that is used here; a SQLite path is made absolute."""
    scheme, colon, rest = str(value).strip().partition("://")
    driver = _DRIVERS.get(scheme.lower())
    if not colon or driver is None:
        advice = "write sqlite:///var/rapport.db or postgresql://user:password@host:5432/name"
        raise ValueError(f"is not the address of a database used here; {advice}")
    if driver.startswith("postgresql"):
        return f"{driver}://" + re.sub(r"([?&])sslmode=", r"\1ssl=", rest)  # libpq's name; asyncpg has the other
    path, question, query = rest.removeprefix("/").partition("?")
    if path in ("", ":memory:") or not rest.startswith("/"):
        raise ValueError("names no file, and everything would be forgotten at the end; write sqlite:///var/rapport.db")
    return f"{driver}:///{HOUSE / path}{question}{query}"


def time_zone(value: object) -> str:
    name = str(value).strip()
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise ValueError("is not a time zone; write one like Europe/Berlin, Asia/Kolkata or UTC") from None
    return name


def country(value: object) -> str:
    code = str(value).strip().upper()
    if not re.fullmatch(r"[A-Z]{2}", code) or code not in set(Locale("en").territories) - _NO_COUNTRIES:
        raise ValueError("is not a country; write its two-letter code, like DE, IN or US")
    return code


def webhook_secret(value: object) -> str:
    secret = str(value)
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret):
        raise ValueError("cannot be used; write 16 to 256 letters, digits, _ and -, or leave it out to have one made")
    return secret


def secret(value: object) -> str:
    text = str(value)
    if not re.fullmatch(r"[!-~]{16,256}", text):
        raise ValueError("cannot be used; write 16 or more letters and digits, or leave it out to have one made")
    return text


def ratio(value: object) -> float:
    try:
        number = float(str(value))
    except ValueError:
        number = 0.0
    if not 0.01 <= number <= 10_000:
        raise ValueError("is not a ratio; write 1 for Telegram's own limits, 10 for ten times as fast")
    return number


def folder(value: object) -> Path:
    return HOUSE / Path(str(value)).expanduser()


def encoder(value: object) -> Path:
    chosen = folder(value)
    missing = [f"no {name}" for name in ENCODER_FILES if not (chosen / name).is_file()]
    if missing:
        advice = "write the folder of a BERT-like ONNX model with its tokenizer, or leave it out to use ours"
        raise ValueError(f"has {' and '.join(missing)}; {advice}")
    return chosen


def colours(value: object) -> tuple[str, str]:
    written = ",".join(value) if isinstance(value, tuple) else str(value)
    found = re.fullmatch(r"\s*(#[0-9a-fA-F]{6})\s*,\s*(#[0-9a-fA-F]{6})\s*", written)
    if not found:
        raise ValueError("is not two colours; write the ground and the accent of cards, like #14506b,#f2b544")
    return found[1], found[2]


def font(value: object) -> Path:
    chosen = HOUSE / Path(str(value).strip()).expanduser()
    try:
        ImageFont.truetype(str(chosen), 20)
    except OSError:
        raise ValueError("is no font file; write the path of a .ttf, .otf or .ttc file, or leave it out") from None
    return chosen


def line(value: object, at_most: int) -> str:
    text = str(value).strip()
    if not text or len(text) > at_most or not text.isprintable():
        raise ValueError(f"cannot be shown to people; write one line of at most {at_most} characters")
    return text


def _address(text: str, example: str) -> SplitResult:
    advice = f"is not a web address; write one like {example}"
    try:
        parts = urlsplit(text.strip().rstrip("/"))
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise ValueError(advice) from None
    if not usable or parts.query or parts.fragment or re.search(r"\s", text.strip()):
        raise ValueError(advice)
    return parts


def _before(check: Callable[[object], object]) -> BeforeValidator:
    return BeforeValidator(check)


Token = Annotated[str, _before(bot_token)]
Port = Annotated[int, _before(port)]
Processes = Annotated[int, _before(processes)]
WebAddress = Annotated[str, _before(web_address)]
WebAddresses = Annotated[str, _before(web_addresses)]
WebhookAddress = Annotated[str, _before(webhook_address)]
StaffChat = Annotated[int, _before(staff_chat)]
Database = Annotated[str, _before(database)]
TimeZone = Annotated[str, _before(time_zone)]
Country = Annotated[str, _before(country)]
WebhookSecret = Annotated[str, _before(webhook_secret)]
Secret = Annotated[str, _before(secret)]
Ratio = Annotated[float, _before(ratio)]
Folder = Annotated[Path, _before(folder)]
Encoder = Annotated[Path, _before(encoder)]
Colours = Annotated[tuple[str, str], NoDecode, _before(colours)]
Font = Annotated[Path, _before(font)]
ShortLine = Annotated[str, _before(partial(line, at_most=60))]
