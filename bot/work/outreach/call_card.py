"""A telephone task in the topic: why this customer, what to propose, the last touch points, and what came of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.words.times import When
from bot.work import staffroom
from bot.work.buttons import Button, Rows, markup, row, tap
from bot.work.customers import timeline
from bot.work.customers.gathering import bought_of
from bot.work.customers.records import buyer_of
from bot.work.customers.showing import masked, phone_of
from bot.work.turn import Turn
from care_rules.arbitration import Decision
from care_rules.calls import CallOutcome
from care_rules.person import Person
from care_rules.reasons import in_words, reason_from
from storage import tasks
from storage.circles import circles_of
from storage.tables import Customer, StaffTask

_TOUCH_POINTS = 3


def facts_of(person: Person, decision: Decision) -> dict[str, Any]:
    """Return what the card says of why this customer, as plain data for the task."""
    stage, health = person.traits.stage, person.traits.health
    return {
        "rule": decision.candidate.rule,
        "reasons": [reason.as_data() for reason in decision.reasons],
        "stage": stage.value if stage is not None else None,
        "health": health.value if health is not None else None,
    }


async def show(turn: Turn, customer: Customer, task_id: int) -> None:
    """Show the task in the topic. The touch points stay those that there were when it was given."""
    task = await tasks.by_id(turn.session, task_id)
    assert task is not None
    task.facts = task.facts | {"touch_points": await _touch_points(turn, customer)}
    card = await staffroom.tell(turn, customer, await text(turn, customer, task), buttons=buttons(task))
    if card is not None:
        task.facts = task.facts | {"card": card.id}


async def refresh(turn: Turn, customer: Customer, task: StaffTask) -> None:
    """Bring the card up to date; the buttons go with the end of the task."""
    payload: dict[str, Any] = {"text": await text(turn, customer, task)}
    if task.done_at is None:
        payload["reply_markup"] = markup(buttons(task), turn.house.words, staffroom.LANGUAGE)
    if "card" in task.facts:
        await staffroom.edit(turn, customer, int(task.facts["card"]), payload, edits=f"task {task.id}")


async def text(turn: Turn, customer: Customer, task: StaffTask) -> str:
    phone = await phone_of(turn, customer)
    reasons = tuple(reason_from(one) for one in task.facts["reasons"])
    lines = [
        _text(turn, "call-head", name=customer.known_as, due=_when(turn, task.due_at), done=task.done_at is not None),
        _text(turn, "call-why", why=in_words(reasons)),
        _standing(turn, customer, task),
        _text(turn, "call-propose", text=task.facts["text"]),
        _text(turn, "call-number", number=masked(phone) if phone is not None else "none"),
        _text(turn, "call-touch-points"),
        *task.facts["touch_points"],
        *(tried(turn, one) for one in task.facts.get("tried", ())),
        *(_text(turn, "call-note", by=one["by"], text=one["text"]) for one in task.facts.get("notes", ())),
    ]
    return "\n".join(lines)


def buttons(task: StaffTask) -> Rows:
    """Each button knows how often was tried before, so that two colleagues' taps at once count once."""
    before = len(task.facts.get("tried", ()))
    reached, no_answer, later, not_wanted = (
        Button(f"button-call-{key_of(outcome)}", tap("call", task.id, outcome.value, before)) for outcome in CallOutcome
    )
    number = Button("button-call-number", tap("number", task.id))
    return (row(reached, no_answer), row(later, not_wanted), row(number))


def tried(turn: Turn, one: Mapping[str, str]) -> str:
    """Return what came of one try, by whom and when."""
    at = _when(turn, datetime.fromisoformat(one["at"]))
    return _text(turn, "call-tried", by=one["by"], at=at, outcome=outcome_in_words(turn, one["outcome"]))


def outcome_in_words(turn: Turn, outcome: str) -> str:
    return _text(turn, "call-outcome", outcome=key_of(outcome))


def key_of(value: str) -> str:
    return value.replace("_", "-")


async def _touch_points(turn: Turn, customer: Customer) -> list[str]:
    buyer = await buyer_of(turn, customer)
    (circle,) = await circles_of(turn.session, [buyer.organisation_id or buyer.id or 0])
    purchases, _ = await bought_of(turn, circle)
    return await timeline.latest(turn, customer, purchases, _TOUCH_POINTS)


def _standing(turn: Turn, customer: Customer, task: StaffTask) -> str:
    return _text(
        turn,
        "call-standing",
        tier=turn.house.book.tier(customer.tier).title,
        stage=key_of(task.facts["stage"] or "none"),
        health=key_of(task.facts["health"] or "none"),
    )


def _when(turn: Turn, at: datetime) -> When:
    return When(at, turn.now, turn.house.company.zone)


def _text(turn: Turn, key: str, **facts: object) -> str:
    return turn.house.words.text(key, staffroom.LANGUAGE, **facts)
