"""The button under an alert, pressed in a service point's own chat, private or a group."""

from aiogram.types import CallbackQuery

from bot.telegram.reading import number_in
from bot.work.cases import nearest
from bot.work.errors import StaleButton
from bot.work.turn import Turn


async def on_our_way(press: CallbackQuery, turn: Turn, case_id: str, point_id: str) -> None:
    if press.message is None:
        raise StaleButton
    person = press.from_user.first_name[:64]
    await nearest.acknowledge(turn, press.message.chat.id, person, number_in(case_id), number_in(point_id))
