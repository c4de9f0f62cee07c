from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from aiogram.methods.base import TelegramMethod

from bot.sandbox.state import SandboxState

# `handler(state, call)` does what the call asks and returns its result, or raises RefusedError and has done nothing.
Handler: TypeAlias = Callable[[SandboxState, Any], Any]
Handlers: TypeAlias = dict[type[TelegramMethod[Any]], Handler]
