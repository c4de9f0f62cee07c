"""What the bot is told, and tells, about itself."""

from __future__ import annotations

import re
from typing import Any

from aiogram.methods import (
    Close,
    DeleteMyCommands,
    GetMe,
    GetMyCommands,
    GetMyDescription,
    GetMyName,
    GetMyShortDescription,
    LogOut,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyName,
    SetMyShortDescription,
)
from aiogram.types import BotCommand, BotDescription, BotName, BotShortDescription, User

from bot.sandbox.dumping import dumped
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.handler import Handlers
from bot.sandbox.profile import place_of
from bot.sandbox.state import SandboxState

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"([a-z]{2})?")
MOST_COMMANDS = 100


def get_me(state: SandboxState, _: GetMe) -> User:
    return state.bot.model_copy(
        update={"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    )


def leave_server(_: SandboxState, __: LogOut | Close) -> bool:
    """Logging out of a stand-in changes nothing: there is no other server to move to."""
    return True


def _place(call: SetMyCommands | GetMyCommands | DeleteMyCommands) -> tuple[str, str]:
    scope: Any = dumped(call.scope) if call.scope is not None else {"type": "default"}
    return place_of(scope), _language(call.language_code)


def _language(code: str | None) -> str:
    """Telegram knows languages by two letters here: "fil", which its clients may send, is refused."""
    if not LANGUAGE.fullmatch(code or ""):
        raise bad_request("invalid language code specified")
    return code or ""


def set_commands(state: SandboxState, call: SetMyCommands) -> bool:
    if len(call.commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in call.commands:
        if not COMMAND.fullmatch(command.command.removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    state.profile.commands[_place(call)] = call.commands
    state.feed.publish("commands", dict)
    return True


def get_commands(state: SandboxState, call: GetMyCommands) -> list[BotCommand]:
    return state.profile.commands.get(_place(call), [])


def delete_commands(state: SandboxState, call: DeleteMyCommands) -> bool:
    state.profile.commands.pop(_place(call), None)
    state.feed.publish("commands", dict)
    return True


def set_name(state: SandboxState, call: SetMyName) -> bool:
    state.profile.names[_language(call.language_code)] = call.name or ""
    return True


def get_name(state: SandboxState, call: GetMyName) -> BotName:
    return BotName(name=state.profile.names.get(_language(call.language_code)) or state.bot.first_name)


def set_description(state: SandboxState, call: SetMyDescription) -> bool:
    state.profile.descriptions[_language(call.language_code)] = call.description or ""
    return True


def get_description(state: SandboxState, call: GetMyDescription) -> BotDescription:
    return BotDescription(description=state.profile.descriptions.get(_language(call.language_code), ""))


def set_short_description(state: SandboxState, call: SetMyShortDescription) -> bool:
    state.profile.short_descriptions[_language(call.language_code)] = call.short_description or ""
    return True


def get_short_description(state: SandboxState, call: GetMyShortDescription) -> BotShortDescription:
    return BotShortDescription(
        short_description=state.profile.short_descriptions.get(_language(call.language_code), "")
    )


def set_menu_button(_: SandboxState, __: SetChatMenuButton) -> bool:
    return True


HANDLERS: Handlers = {
    GetMe: get_me,
    LogOut: leave_server,
    Close: leave_server,
    SetMyCommands: set_commands,
    GetMyCommands: get_commands,
    DeleteMyCommands: delete_commands,
    SetMyName: set_name,
    GetMyName: get_name,
    SetMyDescription: set_description,
    GetMyDescription: get_description,
    SetMyShortDescription: set_short_description,
    GetMyShortDescription: get_short_description,
    SetChatMenuButton: set_menu_button,
}
