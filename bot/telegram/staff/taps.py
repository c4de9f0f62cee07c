"""Buttons of the case card."""

from aiogram.types import CallbackQuery

from bot.telegram.introductions import GroupRole
from bot.telegram.reading import number_in
from bot.work import tasks
from bot.work.cases import canned, card, correcting, experts, gestures, merging, resolving, snoozing, steering, watching
from bot.work.cases.events import get, must_be_open
from bot.work.errors import StaffOnly, StaleButton
from bot.work.outreach import calls
from bot.work.said import Agent
from bot.work.staffroom import LANGUAGE
from bot.work.turn import Turn
from storage.tables import CareCase, Customer


async def claim(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str) -> None:
    await resolving.claim(turn, _allowed(role, agent), number_in(case_id))


async def resolve(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str) -> None:
    await resolving.resolve(turn, _allowed(role, agent), number_in(case_id))


async def on_it(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str) -> None:
    await watching.see_to(turn, _allowed(role, agent), number_in(case_id))


async def correct(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str, kind: str) -> None:
    await correcting.correct(turn, _allowed(role, agent), number_in(case_id), kind)


async def ask(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str) -> None:
    case, customer = await _open(turn, _allowed(role, agent), case_id)
    await steering.wait_for(turn, customer, agent, case)


async def more(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str) -> None:
    case, customer = await _open(turn, _allowed(role, agent), case_id)
    await card.refresh(turn, customer, case, wide=True)


async def less(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str) -> None:
    case, customer = await _open(turn, _allowed(role, agent), case_id)
    await card.refresh(turn, customer, case)


async def snooze(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str, choice: str) -> None:
    case, customer = await _open(turn, _allowed(role, agent), case_id)
    await snoozing.snooze_for(turn, customer, agent, case, choice)


async def priority(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str, value: str) -> None:
    case, customer = await _open(turn, _allowed(role, agent), case_id)
    await steering.weigh(turn, customer, agent, case, value)


async def merge(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str, into: str) -> None:
    case, customer = await _open(turn, _allowed(role, agent), case_id)
    await merging.merge(turn, customer, agent, case, await get(turn, number_in(into)))


async def history(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str) -> None:
    case, customer = await _open(turn, _allowed(role, agent), case_id)
    await steering.look_back(turn, customer, case)


async def silent(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str) -> None:
    case, customer = await _open(turn, _allowed(role, agent), case_id)
    await steering.hush(turn, customer, agent, case)


async def gestures_of(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str) -> None:
    case, customer = await _open(turn, _allowed(role, agent), case_id)
    await gestures.offer(turn, customer, case)


async def grant(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str, name: str) -> None:
    case, customer = await _open(turn, _allowed(role, agent), case_id)
    await gestures.grant(turn, customer, agent, case, name)


async def decide(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, gesture_id: str, answer: str) -> None:
    await gestures.decide(turn, _allowed(role, agent), number_in(gesture_id), yes=answer == "yes")


async def say(
    press: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, name: str, customer: Customer | None = None
) -> None:
    """Send a canned answer to the customer in whose topic it was found."""
    if customer is None or press.message is None:
        raise StaleButton
    source = (role.chat_id, press.message.message_id)
    await canned.send(turn, customer, _allowed(role, agent), name, source)


async def expert(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str) -> None:
    case, customer = await _open(turn, _allowed(role, agent), case_id)
    await experts.bring_in(turn, customer, agent, case, "")


async def done(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, task_id: str) -> None:
    await tasks.finish(turn, _allowed(role, agent), number_in(task_id))


async def called(
    _: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, task_id: str, outcome: str, before: str
) -> None:
    await calls.note_outcome(turn, _allowed(role, agent), number_in(task_id), outcome, number_in(before))


async def number(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, task_id: str) -> None:
    await calls.show_number(turn, _allowed(role, agent), number_in(task_id))


async def note(_: CallbackQuery, turn: Turn, role: GroupRole, agent: Agent, case_id: str) -> None:
    """A note is written, not pressed: say how."""
    case, _customer = await _open(turn, _allowed(role, agent), case_id)
    turn.toast = turn.house.words.text("toast-note", LANGUAGE, number=case.number)


async def _open(turn: Turn, _: Agent, case_id: str) -> tuple[CareCase, Customer]:
    """Return a case that is open, with whose it is.

    Raises:
        CaseGone, MergedAway, IllegalMove: if it is not.
    """
    case = await get(turn, number_in(case_id))
    must_be_open(case, "")
    return case, await resolving.owner_of(turn, case)


def _allowed(role: GroupRole, agent: Agent) -> Agent:
    if not role.is_staff_group or not role.is_member:
        raise StaffOnly
    return agent
