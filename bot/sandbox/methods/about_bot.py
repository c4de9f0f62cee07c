"""What the bot is told about itself."""

from __future__ import annotations

from aiogram.methods import Close, GetMe, LogOut
from aiogram.types import User

from bot.sandbox.methods.handler import Handlers
from bot.sandbox.state import SandboxState


def get_me(state: SandboxState, call: GetMe) -> User:
    return state.bot.model_copy(
        update={"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    )


def leave_server(state: SandboxState, call: LogOut | Close) -> bool:
    """Logging out of a stand-in changes nothing: there is no other server to move to."""
    return True


HANDLERS: Handlers = {GetMe: get_me, LogOut: leave_server, Close: leave_server}
