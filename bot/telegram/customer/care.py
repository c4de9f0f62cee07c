"""What we write of our own accord: stop it, change it, ask why; and the language we write in."""

from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.work.cases import asking, talking
from bot.work.customers import languages, preferences
from bot.work.customers.asking import IN_WORDS
from bot.work.outreach import stopping, surveying
from bot.work.said import Said
from bot.work.saying import say
from bot.work.turn import Turn
from storage.tables import Conversation, Customer


async def stop_care(_: object, turn: Turn, customer: Customer, flood: bool = False) -> None:
    if not flood or customer.stopped_at is None:
        await stopping.stop(turn, customer)


async def pause(_: Message, turn: Turn, customer: Customer, command: CommandObject) -> None:
    """`/pause 30d`: nothing of our own accord for so long."""
    await stopping.pause(turn, customer, command.args or "")


async def not_now(_: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    """The question that is open is left; without one, we write nothing first for a week."""
    if talk.awaiting in (*IN_WORDS, "consent", surveying.AWAITING):
        talk.awaiting = None
        await say(turn, customer, "skipped")
    else:
        await stopping.pause(turn, customer)


async def care_preferences(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    await preferences.show(turn, customer)


async def why_this_message(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    await stopping.why_the_last(turn, customer)


async def show_care(_: Message, turn: Turn, customer: Customer) -> None:
    """`/care`"""
    await preferences.show(turn, customer)


async def kind(_: CallbackQuery, turn: Turn, customer: Customer, name: str) -> None:
    await preferences.toggle(turn, customer, name)


async def hours(_: CallbackQuery, turn: Turn, customer: Customer, part: str) -> None:
    await preferences.toggle_hours(turn, customer, part)


async def few(_: CallbackQuery, turn: Turn, customer: Customer) -> None:
    await preferences.toggle_few(turn, customer)


async def calls(_: CallbackQuery, turn: Turn, customer: Customer) -> None:
    await preferences.allow_calls(turn, customer)


async def prefer(_: CallbackQuery, turn: Turn, customer: Customer, level: str) -> None:
    await preferences.choose(turn, customer, level)


async def language(_: CallbackQuery, turn: Turn, customer: Customer, code: str) -> None:
    await languages.choose(turn, customer, code)
