"""Buttons of the case card."""

from aiogram.types import CallbackQuery

from bot.telegram.introductions import GroupRole
from bot.telegram.reading import number_in
from bot.work.cases import correcting, resolving, watching
from bot.work.errors import StaffOnly
from bot.work.said import Agent
from bot.work.turn import Turn


async def claim(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str) -> None:
    await resolving.claim(turn, _allowed(role, agent), number_in(case_id))


async def resolve(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str) -> None:
    await resolving.resolve(turn, _allowed(role, agent), number_in(case_id))


async def on_it(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str) -> None:
    await watching.see_to(turn, _allowed(role, agent), number_in(case_id))


async def correct(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str, kind: str) -> None:
    await correcting.correct(turn, _allowed(role, agent), number_in(case_id), kind)


def _allowed(role: GroupRole, agent: Agent) -> Agent:
    if not role.is_staff_group or not role.is_member:
        raise StaffOnly
    return agent
