"""The Bot API's methods the sandbox answers, by lower-case name."""

from __future__ import annotations

from typing import Any

from aiogram.methods.base import TelegramMethod

from bot.sandbox.methods import (
    about_bot,
    attaching,
    chats,
    copying,
    editing,
    reacting,
    removing,
    sending,
    topics,
    webhooks,
)
from bot.sandbox.methods.handler import Handler, Handlers

_ALL: Handlers = {
    **about_bot.HANDLERS,
    **attaching.HANDLERS,
    **chats.HANDLERS,
    **copying.HANDLERS,
    **editing.HANDLERS,
    **reacting.HANDLERS,
    **removing.HANDLERS,
    **sending.HANDLERS,
    **topics.HANDLERS,
    **webhooks.HANDLERS,
}
METHODS: dict[str, type[TelegramMethod[Any]]] = {cls.__api_method__.lower(): cls for cls in _ALL}
HANDLERS: dict[str, Handler] = {cls.__api_method__.lower(): handler for cls, handler in _ALL.items()}
