"""What we know about a customer: shown, changed and taken out by themselves."""

from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram.hearing import Heard
from bot.words.changes import change_in, is_not_now
from bot.work.customers import showing
from bot.work.turn import Turn
from storage.tables import Conversation, Customer

_MAY_TELL_IT = frozenset({None, "account_help", "add_to_case", "give_feedback", "greet", "out_of_scope"})


class NotNow(BaseFilter):
    """Not the moment, in so many words."""

    async def __call__(self, message: Message) -> bool:
        return is_not_now(message.text or "")


class TellsChange(BaseFilter):
    """A new address or a new number, said by the way; not a story of something else that went wrong."""

    async def __call__(self, message: Message, heard: Heard) -> bool:
        return heard.intent in _MAY_TELL_IT and change_in(message.text or "") is not None


async def show(_: Message, turn: Turn, customer: Customer) -> None:
    await showing.show(turn, customer)


async def edit(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, name: str) -> None:
    await showing.edit(turn, customer, talk, name)


async def remove(_: CallbackQuery, turn: Turn, customer: Customer, talk: Conversation, name: str) -> None:
    await showing.remove(turn, customer, talk, name)


async def changed(message: Message, turn: Turn, customer: Customer) -> None:
    """They moved, or have a new number: ask for it, so that it is right."""
    await showing.offer_change(turn, customer, change_in(message.text or "") or "address")
