"""Commands about the people of the desk and their work, in General or in any topic."""

from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.telegram.introductions import GroupRole
from bot.work import roster
from bot.work import tasks as staff_tasks
from bot.work.cases import queue
from bot.work.customers import tier_table
from bot.work.errors import StaffOnly
from bot.work.improving import surveys
from bot.work.outreach import explaining
from bot.work.said import Agent
from bot.work.turn import Turn


async def not_staff(_: Message) -> None:
    """Whoever is not in the staff group, or not any more, can do nothing there."""
    raise StaffOnly


async def show_queue(message: Message, turn: Turn, role: GroupRole) -> None:
    await queue.show(turn, role.chat_id, topic=message.message_thread_id)


async def mine(message: Message, turn: Turn, role: GroupRole, agent: Agent) -> None:
    await queue.show_mine(turn, agent, role.chat_id, topic=message.message_thread_id)


async def find(message: Message, turn: Turn, role: GroupRole, command: CommandObject) -> None:
    await queue.find(turn, role.chat_id, command.args or "", topic=message.message_thread_id)


async def tasks(message: Message, turn: Turn, role: GroupRole) -> None:
    await staff_tasks.show(turn, role.chat_id, topic=message.message_thread_id)


async def tiers(message: Message, turn: Turn, role: GroupRole, agent: Agent) -> None:
    await tier_table.show(turn, agent, role.chat_id, topic=message.message_thread_id)


async def preview(message: Message, turn: Turn, role: GroupRole) -> None:
    await explaining.preview(turn, role.chat_id, topic=message.message_thread_id)


async def survey_results(message: Message, turn: Turn, role: GroupRole, command: CommandObject) -> None:
    """`/surveys`, `/surveys NAME`"""
    await surveys.show(turn, role.chat_id, command.args or "", topic=message.message_thread_id)


async def people(message: Message, turn: Turn, role: GroupRole) -> None:
    await roster.show(turn, role.chat_id, topic=message.message_thread_id)


async def set_role(message: Message, turn: Turn, role: GroupRole, agent: Agent, command: CommandObject) -> None:
    await roster.set_role(turn, agent, role.chat_id, command.args or "", topic=message.message_thread_id)


async def skills(message: Message, turn: Turn, role: GroupRole, agent: Agent, command: CommandObject) -> None:
    await roster.set_skills(turn, agent, role.chat_id, command.args or "", topic=message.message_thread_id)


async def away(message: Message, turn: Turn, role: GroupRole, agent: Agent, command: CommandObject) -> None:
    await roster.go_away(turn, agent, role.chat_id, command.args or "", topic=message.message_thread_id)


async def back(message: Message, turn: Turn, role: GroupRole, agent: Agent) -> None:
    await roster.come_back(turn, agent, role.chat_id, topic=message.message_thread_id)
