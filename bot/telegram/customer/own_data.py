"""What we hold about a person: sent to them, or removed."""

from aiogram.types import CallbackQuery

from bot.work.cases import asking, talking
from bot.work.customers import advocates, exporting, forgetting
from bot.work.said import Said
from bot.work.turn import Turn
from storage.tables import Conversation, Customer


async def my_data(_: object, turn: Turn, customer: Customer) -> None:
    await exporting.send_everything(turn, customer)


async def forget_me(_: object, turn: Turn, customer: Customer) -> None:
    await forgetting.ask(turn, customer)


async def forget(_: CallbackQuery, turn: Turn, customer: Customer) -> None:
    await forgetting.forget(turn, customer)


async def keep(_: CallbackQuery, turn: Turn, customer: Customer) -> None:
    await forgetting.keep(turn, customer)


async def refer_friend(_: object, turn: Turn, customer: Customer, talk: Conversation, said: Said) -> None:
    """A link of their own to pass on."""
    if talking.human_talks(talk, turn):
        await asking.pass_on(turn, customer, said)
        return
    await advocates.offer_link(turn, customer)


async def recommend(_: CallbackQuery, turn: Turn, customer: Customer, score: str) -> None:
    await advocates.take_answer(turn, customer, score)
