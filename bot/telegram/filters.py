"""Which handler an update is for. Async classes: aiogram runs plain functions and its `F` filters in threads."""

from collections.abc import Sequence
from typing import Any

from aiogram import Bot
from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.telegram.hearing import Heard
from bot.telegram.introductions import GroupRole
from bot.telegram.reading import FILES, PLAY
from bot.words.seen import is_blank
from storage.tables import Conversation, Customer

# "unknown": something that Telegram invented after the library was written, or a message with nothing in it.
_SENT = frozenset({*FILES, *PLAY, "rich_message", "invoice", "giveaway", "unknown"})


class Private(BaseFilter):
    """In a customer's own chat with the bot."""

    async def __call__(self, _: TelegramObject, role: GroupRole | None = None) -> bool:
        return role is None


class InStaffGroup(BaseFilter):
    """In the staff group, or what Telegram itself says there."""

    async def __call__(self, _: TelegramObject, role: GroupRole | None = None) -> bool:
        return role is not None and role.is_staff_group


class Stranger(BaseFilter):
    """In the staff group, by somebody who is not in it (any more)."""

    async def __call__(self, message: Message, role: GroupRole | None = None) -> bool:
        person = message.from_user is not None and not message.from_user.is_bot
        return role is not None and role.is_staff_group and person and not role.is_member


class Member(BaseFilter):
    """By somebody who is in the group."""

    async def __call__(self, _: TelegramObject, role: GroupRole | None = None) -> bool:
        return role is not None and role.is_member


class Barred(BaseFilter):
    """Staff shut this customer out."""

    async def __call__(self, _: TelegramObject, customer: Customer | None = None) -> bool:
        return customer is not None and customer.barred_at is not None


class InTopic(BaseFilter):
    """In the topic of a customer."""

    async def __call__(self, _: TelegramObject, customer: Customer | None = None) -> bool:
        return customer is not None


class Means(BaseFilter):
    """The words mean one of these intents."""

    def __init__(self, *intents: str) -> None:
        self.intents = frozenset(intents)

    async def __call__(self, _: Message, heard: Heard) -> bool:
        return heard.intent in self.intents


class Awaiting(BaseFilter):
    """The bot asked one of these questions, and this may be the answer."""

    def __init__(self, *questions: str) -> None:
        self.questions = frozenset(questions)

    async def __call__(self, _: Message, talk: Conversation) -> bool:
        return talk.awaiting in self.questions


class Flooding(BaseFilter):
    """More messages in a short time than anybody can answer one by one."""

    async def __call__(self, _: Message, flood: bool = False) -> bool:
        return flood


class Tap(BaseFilter):
    """A button of ours; its arguments go to the handler by name."""

    def __init__(self, action: str, *arguments: str) -> None:
        self.action, self.arguments = action, arguments

    async def __call__(self, tap: CallbackQuery) -> bool | dict[str, Any]:
        action, *given = (tap.data or "").split(":")
        if action != self.action or len(given) != len(self.arguments):
            return False
        return dict(zip(self.arguments, given, strict=True)) or True


class HasText(BaseFilter):
    async def __call__(self, message: Message) -> bool:
        return not is_blank(message.text or "")


class Content(BaseFilter):
    """The message is of one of these kinds."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = frozenset(kinds)

    async def __call__(self, message: Message) -> bool:
        return message.content_type in self.kinds


class CarriesContent(BaseFilter):
    """Somebody sent something; what Telegram itself says of the chat (a pin, a new background) is no message."""

    async def __call__(self, message: Message) -> bool:
        return message.content_type in _SENT


class ContactOfAnother(BaseFilter):
    """Somebody else's telephone number."""

    async def __call__(self, message: Message, customer: Customer) -> bool:
        return message.contact is not None and message.contact.user_id != customer.telegram_id


class Forwarded(BaseFilter):
    """Somebody else's words, passed on."""

    async def __call__(self, message: Message) -> bool:
        return message.forward_origin is not None


class Note(BaseFilter):
    """Staff's own words, that never reach the customer: `//…`."""

    async def __call__(self, message: Message, album: Sequence[Message]) -> bool:
        return any((part.text or part.caption or "").startswith("//") for part in (message, *album))


class AnswersUs(BaseFilter):
    """An answer to a message of the bot's own."""

    async def __call__(self, message: Message, bot: Bot) -> bool:
        answered = message.reply_to_message
        return answered is not None and answered.from_user is not None and answered.from_user.id == bot.id


class AnyCommand(BaseFilter):
    async def __call__(self, message: Message) -> bool:
        return (message.text or "").startswith("/")
