"""Commands: start, help, cases, a person, stop."""

from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.work.buttons import Button, row, tap
from bot.work.cases import asking, status
from bot.work.customers import arriving
from bot.work.customers.knowing import address
from bot.work.outreach import stopping
from bot.work.saying import say
from bot.work.turn import Turn
from storage.tables import Conversation, Customer


async def start(_: Message, turn: Turn, customer: Customer, command: CommandObject) -> None:
    """Greet, and say in two lines what one can do here. What the link carried is noted first."""
    await arriving.arrive(turn, customer, (command.args or "").strip())
    await say(turn, customer, "start", company=turn.house.company.name, **address(turn, customer))


async def show_help(_: Message, turn: Turn, customer: Customer) -> None:
    known = row(Button("button-cases", tap("cases")), Button("button-human", tap("human")))
    buttons = (known, row(Button("button-emergency", tap("emergency"))))
    await say(turn, customer, "help", buttons=buttons)


async def my_cases(_: Message, turn: Turn, customer: Customer) -> None:
    await status.tell(turn, customer)


async def human(_: Message, turn: Turn, customer: Customer, talk: Conversation) -> None:
    await asking.for_a_human(turn, customer, talk, None)


async def stop(_: Message, turn: Turn, customer: Customer) -> None:
    await stopping.stop(turn, customer)


async def unknown_command(message: Message, turn: Turn, customer: Customer) -> None:
    command = (message.text or "").split()[0][:32]
    buttons = (row(Button("button-cases", tap("cases")), Button("button-human", tap("human"))),)
    await say(turn, customer, "unknown-command", buttons=buttons, command=command)
