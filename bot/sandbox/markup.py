"""Buttons, checked as Telegram checks them."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup
from aiogram.types.reply_markup_union import ReplyMarkupUnion

from bot.sandbox.errors import bad_request
from bot.sandbox.rooms import Room

CALLBACK_DATA_BYTES = 64
MOST_BUTTONS = 100
LINKS = ("http://", "https://", "tg://", "tel:", "ton://")


def check_markup(room: Room, markup: ReplyMarkupUnion | None) -> None:
    """Raises: RefusedError."""
    if isinstance(markup, InlineKeyboardMarkup):
        buttons = [button for row in markup.inline_keyboard for button in row]
        if len(buttons) > MOST_BUTTONS:
            raise bad_request("reply markup is too long")
        for button in buttons:
            _check_button(button)
    if isinstance(markup, ReplyKeyboardMarkup) and not room.is_private:
        keys = [key for row in markup.keyboard for key in row]
        if any(key.request_contact for key in keys):
            raise bad_request("phone number can be requested in private chats only")
        if any(key.request_location for key in keys):
            raise bad_request("location can be requested in private chats only")


def _check_button(button: InlineKeyboardButton) -> None:
    if not button.text.strip():
        raise bad_request("can't parse inline keyboard button: Text can't be empty")
    if button.callback_data is not None and len(button.callback_data.encode()) > CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if button.url and not (button.url.startswith(LINKS) or "." in button.url):
        raise bad_request(f"inline keyboard button URL '{button.url}' is invalid: Wrong HTTP URL")
    actions = button.model_dump(
        exclude_none=True, exclude={"text", "style", "icon_custom_emoji_id", "callback_data", "url"}
    )
    if not (button.callback_data or button.url or actions):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
