"""Staff telephone a customer: what came of it is kept, and what the customer said of being called is honoured."""

from datetime import timedelta

from bot.words.times import When
from bot.work import staffroom
from bot.work.customers import consents
from bot.work.customers.showing import masked, phone_of
from bot.work.errors import CallNoted, StaleButton, TaskGone
from bot.work.outreach import call_card
from bot.work.said import Agent
from bot.work.turn import Turn
from care_rules.calls import CallOutcome, again_at
from care_rules.cases import Channel
from care_rules.roles import Role
from storage import customers, outbox, tasks
from storage.tables import Customer, ProfileLook, StaffTask, TouchPoint

STOPPED = "stopped"  # how a task ends of which the customer took the ground
_NOTED_WITHIN = timedelta(days=30)  # after the call something may still be written down


async def note_outcome(turn: Turn, agent: Agent, task_id: int, outcome: str, before: int) -> None:
    """Keep what came of a call, which was tried `before` times already; who wants no calls gets none any more.

    Raises:
        TaskGone: if it is done, or there is none.
        CallNoted: if somebody noted an outcome since the button was shown.
        StaleButton: if there is no such outcome.
    """
    task, customer = await _open(turn, task_id)
    tried = task.facts.get("tried", [])
    if len(tried) != before:
        raise CallNoted(name=tried[-1]["by"], outcome=call_card.outcome_in_words(turn, tried[-1]["outcome"]))
    if outcome not in set(CallOutcome):
        raise StaleButton
    _end_or_put_off(turn, task, CallOutcome(outcome), agent)
    if outcome == CallOutcome.not_wanted:
        await consents.let_call(turn, customer, yes=False)
        await take_back(turn, customer, outcome, agent.name)
    _touch_point(turn, customer, agent, call_card.outcome_in_words(turn, outcome), task.facts["rule"])
    await call_card.refresh(turn, customer, task)
    turn.toast = await _tell(turn, customer, agent, task)


def _end_or_put_off(turn: Turn, task: StaffTask, outcome: CallOutcome, agent: Agent) -> None:
    tried = [*task.facts.get("tried", []), {"outcome": outcome.value, "by": agent.name, "at": turn.now.isoformat()}]
    task.facts = task.facts | {"tried": tried}
    unanswered = sum(one["outcome"] == CallOutcome.no_answer for one in tried)
    again = again_at(outcome, unanswered, turn.now, turn.house.book.desk.working_hours)
    if again is not None:
        task.due_at = again
    else:
        _end(turn, task, outcome.value, agent.name)


def _end(turn: Turn, task: StaffTask, outcome: str, by: str) -> None:
    task.done_at, task.done_by, task.outcome = turn.now, by, outcome


async def _tell(turn: Turn, customer: Customer, agent: Agent, task: StaffTask) -> str:
    """Write in the topic what came of it and what follows; return it."""
    told = turn.house.words.text(
        "call-told",
        staffroom.LANGUAGE,
        agent=agent.name,
        name=customer.known_as,
        outcome=call_card.outcome_in_words(turn, task.facts["tried"][-1]["outcome"]),
        then="again" if task.outcome is None else call_card.key_of(task.outcome),
        due=When(task.due_at, turn.now, turn.house.company.zone),
    )
    await staffroom.tell(turn, customer, told)
    return told


async def take_back(turn: Turn, customer: Customer, outcome: str, by: str) -> None:
    """Nobody is to telephone this customer any more: end what is open."""
    for task in await tasks.calls_of(turn.session, customer.id or 0, turn.now):
        if task.done_at is None:
            _end(turn, task, outcome, by)
            await call_card.refresh(turn, customer, task)


async def take_note(turn: Turn, customer: Customer, agent: Agent, words: str, reply_to: int | None) -> bool:
    """Keep words that answer the card of a call as its note, among staff; false if they answer something else."""
    if reply_to is None or customer.topic_chat_id is None or not words:
        return False
    answered = await outbox.of_message(turn.session, customer.topic_chat_id, reply_to)
    known = await tasks.calls_of(turn.session, customer.id or 0, turn.now - _NOTED_WITHIN) if answered else []
    task = next((one for one in known if answered is not None and one.facts.get("card") == answered.id), None)
    if task is None:
        return False
    task.facts = task.facts | {"notes": [*task.facts.get("notes", []), {"by": agent.name, "text": words}]}
    _touch_point(turn, customer, agent, words, task.facts["rule"])
    await call_card.refresh(turn, customer, task)
    await staffroom.tell_key(turn, customer, "call-note-kept", name=customer.known_as)
    return True


async def show_number(turn: Turn, agent: Agent, task_id: int) -> None:
    """Tell whoever tapped the number, and nobody else: in full to leads, as on /customer. The look is noted.

    Raises:
        TaskGone: if the task is done, or there is none.
    """
    _, customer = await _open(turn, task_id)
    phone = await phone_of(turn, customer)
    full = agent.role >= Role.lead
    look = ProfileLook(customer_id=customer.id or 0, at=turn.now, by_id=agent.telegram_id, by=agent.name, what="phone")
    turn.session.add(look)
    shown = "none" if phone is None else phone if full else masked(phone)
    turn.toast = turn.house.words.text("toast-number", staffroom.LANGUAGE, number=shown, full=full)


def _touch_point(turn: Turn, customer: Customer, agent: Agent, words: str, rule: str) -> None:
    what = turn.house.words.text("call-touch-point", staffroom.LANGUAGE, rule=rule, what=words)
    point = TouchPoint(customer_id=customer.id or 0, at=turn.now, channel=Channel.phone, what=what, by=agent.name)
    turn.session.add(point)


async def _open(turn: Turn, task_id: int) -> tuple[StaffTask, Customer]:
    """Return a call that is still to be made, locked, and whom it is about.

    Raises:
        TaskGone: if it is done, or there is none.
    """
    task = await tasks.by_id(turn.session, task_id)
    if task is None or task.done_at is not None or task.customer_id is None:
        raise TaskGone(name=task.done_by if task is not None and task.done_by else "none")
    customer = await customers.by_id(turn.session, task.customer_id, lock=True)
    if customer is None:
        raise TaskGone(name="none")
    return task, customer
