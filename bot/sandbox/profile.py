"""What the bot has set about itself: commands by scope and language, name, descriptions, webhook."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiogram.types import BotCommand


@dataclass
class Webhook:
    url: str
    secret_token: str | None = None
    max_connections: int = 40
    last_error_at: datetime | None = None
    last_error: str | None = None


def place_of(scope: dict[str, Any]) -> str:
    """Return the key under which the commands of a scope are kept."""
    return repr(sorted(scope.items()))


@dataclass
class Profile:
    commands: dict[tuple[str, str], list[BotCommand]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    default_rights: dict[str, Any] | None = None
    webhook: Webhook | None = None
