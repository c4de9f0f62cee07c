"""What people of the staff are to do of their own: given once, shown in the customer's topic, done with a tap."""

from datetime import datetime
from typing import Any

from bot.words.times import When
from bot.work import groups, staffroom
from bot.work.because import in_words
from bot.work.buttons import Button, row, tap
from bot.work.errors import TaskGone
from bot.work.outreach import call_card
from bot.work.said import Agent
from bot.work.turn import Turn
from care_rules.because import because_from
from storage import customers, tasks
from storage.circles import BuyerGlance
from storage.tables import Buyer, Customer, StaffTask

_LISTED = 10
_CALLS_LISTED = 5


async def give(
    turn: Turn,
    key: str,
    *,
    customer: Customer | None,
    buyer: Buyer | BuyerGlance,
    facts: dict[str, Any],
    due_at: datetime,
) -> None:
    """Give the staff a task, once for its `key`, whose first word says what kind it is.

    It is shown in the customer's topic. About a buyer who is not here it stands in the list alone (`/tasks`).
    """
    task = StaffTask(
        key=key,
        what=key.partition(" ")[0],
        buyer_id=buyer.id,
        customer_id=customer.id if customer is not None else None,
        facts=facts | {"name": customer.known_as if customer is not None else buyer.name or buyer.external_id or "–"},
        given_at=turn.now,
        due_at=due_at,
    )
    if await tasks.insert_once(turn.session, task) and customer is not None:
        await _show(turn, customer, task)


async def _show(turn: Turn, customer: Customer, task: StaffTask) -> None:
    if task.what == tasks.CALL:
        await call_card.show(turn, customer, task.id or 0)
    else:
        done = row(Button("button-done", tap("done", task.id)))
        await staffroom.tell(turn, customer, line(turn, task), buttons=(done,))


async def finish(turn: Turn, agent: Agent, task_id: int) -> None:
    """Note who has done it.

    Raises:
        TaskGone: if it is done already, or there is none.
    """
    task = await tasks.by_id(turn.session, task_id)
    if task is None or task.done_at is not None:
        raise TaskGone(name=task.done_by if task is not None and task.done_by else "none")
    task.done_at, task.done_by = turn.now, agent.name
    turn.toast = turn.house.words.text("toast-done", staffroom.LANGUAGE)
    customer = await customers.by_id(turn.session, task.customer_id) if task.customer_id is not None else None
    if customer is not None:
        text = turn.house.words.text("staff-task-done", staffroom.LANGUAGE, agent=agent.name, task=line(turn, task))
        await staffroom.tell(turn, customer, text)


async def show(turn: Turn, chat_id: int, *, topic: int | None) -> None:
    """List what is to be done, what is due first at the top, and what came of the last telephone calls."""
    found = await tasks.open_tasks(turn.session, _LISTED)
    head = turn.house.words.text("staff-tasks", staffroom.LANGUAGE, count=await tasks.count_open(turn.session))
    lines = [head, *(f"• {line(turn, task)}" for task in found)]
    called = await tasks.calls_done(turn.session, _CALLS_LISTED)
    if called:
        lines.append(turn.house.words.text("staff-calls-done", staffroom.LANGUAGE))
        lines += [_called(turn, task) for task in called]
    await groups.post(turn, chat_id, {"text": "\n".join(lines)} | ({"message_thread_id": topic} if topic else {}))


def _called(turn: Turn, task: StaffTask) -> str:
    outcome = call_card.outcome_in_words(turn, task.outcome or "")
    at = When(task.done_at or task.due_at, turn.now, turn.house.company.zone)
    name, by = task.facts["name"], task.done_by or "–"
    return turn.house.words.text("staff-call-done", staffroom.LANGUAGE, name=name, by=by, at=at, outcome=outcome)


def line(turn: Turn, task: StaffTask) -> str:
    """Return what is to be done, why, and by when."""
    words, language = turn.house.words, staffroom.LANGUAGE
    because, tried = task.facts.get("because"), task.facts.get("tried")
    return words.text(
        f"task-{task.what}",
        language,
        name=task.facts["name"],
        text=str(task.facts.get("text", "")),
        reward=str(task.facts.get("reward", "")),
        other=str(task.facts.get("other", "")),
        kind=str(task.facts.get("health", "")).replace("_", "-"),
        because=in_words(turn, because_from(because)) if because else "none",
        tried=call_card.tried(turn, tried[-1]) if tried else "none",
        due=When(task.due_at, turn.now, turn.house.company.zone),
    )
