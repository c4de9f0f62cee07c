"""What about my complaint? Its state, its promise, and what happened since."""

from datetime import datetime

from bot.words.times import When, in_words
from bot.work.buttons import Button, row, tap
from bot.work.cases import choosing, intake
from bot.work.said import quote
from bot.work.saying import write
from bot.work.turn import Turn
from care_rules.cases import OPEN_STATES, CaseState
from storage import cases
from storage.tables import CareCase, CaseEvent, Conversation, Customer

_MOST_CASES = 3
_MOST_LISTED = 8
_MOST_EVENTS = 5
_TOLD = ("added", "claim", "answer", "resolve", "reject", "confirm", "ask")
_SHORT_QUOTE = 60  # characters


async def tell(turn: Turn, customer: Customer, case_ids: list[int] | None = None) -> None:
    """Tell the customer where their cases stand: those named, else the open ones, else the last one."""
    found = await _asked_for(turn, customer, case_ids or [])
    if not found:
        text = turn.house.words.text("no-cases", customer.language)
        await write(turn, customer, text, buttons=(row(Button("button-human", tap("human"))),))
        return
    if not case_ids and len(found) > 1:
        await _list(turn, customer, found)
        return
    for case in found[:_MOST_CASES]:
        await _show(turn, customer, case)


async def pick(turn: Turn, customer: Customer, talk: Conversation, case: CareCase) -> None:
    """Tell where this one stands; while it is open, what the customer writes next goes to it."""
    if case.state in OPEN_STATES:
        choosing.pick(turn, talk, case)
    await _show(turn, customer, case, picked=case.state in OPEN_STATES)


async def _list(turn: Turn, customer: Customer, found: list[CareCase]) -> None:
    """Each in a line, and as a button that shows the whole of it."""
    lines = [turn.house.words.text("cases-list", customer.language, count=len(found))]
    lines += [_state(turn, customer, case) for case in found[:_MOST_LISTED]]
    buttons = tuple(row(Button(case.number, tap("pick", case.id), literal=True)) for case in found[:_MOST_LISTED])
    await write(turn, customer, "\n".join(lines), buttons=buttons)


async def _show(turn: Turn, customer: Customer, case: CareCase, *, picked: bool = False) -> None:
    lines = [_state(turn, customer, case), *_solution(turn, customer, case), *await _history(turn, customer, case)]
    if picked:
        lines.append(turn.house.words.text("case-picked", customer.language))
    await write(turn, customer, "\n".join(lines), buttons=_buttons(turn, case))


async def _asked_for(turn: Turn, customer: Customer, case_ids: list[int]) -> list[CareCase]:
    assert customer.id is not None
    possible = [case_id for case_id in case_ids if case_id <= cases.HIGHEST_ID]
    named = [await cases.by_id(turn.session, case_id) for case_id in possible[:_MOST_CASES]]
    theirs = [case for case in named if case is not None and case.customer_id == customer.id]
    living = theirs or await cases.living_of(turn.session, customer.id)
    return living or await cases.latest_of(turn.session, customer.id, 1)


def _buttons(turn: Turn, case: CareCase) -> tuple[tuple[Button, ...], ...]:
    if case.state == CaseState.closed:
        return (row(Button("button-reopen", tap("unsolved", case.id))),)
    solved = Button("button-its-solved", tap("solved", case.id))
    if case.state == CaseState.resolved:
        return (row(solved, Button("button-not-solved", tap("unsolved", case.id))),)
    known = row(solved, Button("button-human", tap("human")))
    return (
        (known, row(Button("button-details", tap("details", case.id)))) if intake.lacking_of(turn, case) else (known,)
    )


def _state(turn: Turn, customer: Customer, case: CareCase) -> str:
    words, language = turn.house.words, customer.language
    zone = turn.zone_of(customer.zone)
    facts = {
        "number": case.number,
        "said": quote(case.said, _SHORT_QUOTE) or words.text("no-words", language),
        "agent": case.agent_name or "",
        "opened": When(case.opened_at, turn.now, zone),
    }
    if case.state == CaseState.closed:
        return words.text("status-closed", language, closed=When(case.closed_at or turn.now, turn.now, zone), **facts)
    if case.state == CaseState.resolved:
        return words.text("status-resolved", language, **facts)
    whose = "claimed" if case.agent_name else "waiting"
    if case.answer_due_at is None:
        return words.text("status-answered", language, **facts)
    late = "-late" if case.answer_due_at < turn.now else ""
    due = When(case.answer_due_at, turn.now, zone)
    return words.text(f"status-{whose}{late}", language, due=due, **facts)


def _solution(turn: Turn, customer: Customer, case: CareCase) -> list[str]:
    """Return by when the matter is to be settled, as long as that lies ahead."""
    if case.resolution_due_at is None or case.resolution_due_at < turn.now:
        return []
    due = When(case.resolution_due_at, turn.now, turn.zone_of(customer.zone))
    return [turn.house.words.text("status-solution", customer.language, due=due)]


async def _history(turn: Turn, customer: Customer, case: CareCase) -> list[str]:
    assert case.id is not None
    events = [event for event in await cases.events_of(turn.session, case.id) if event.what in _TOLD]
    shown = events[-_MOST_EVENTS:]
    if not shown:
        return []
    return [turn.house.words.text("history-head", customer.language), *(_line(turn, customer, one) for one in shown)]


def _line(turn: Turn, customer: Customer, event: CaseEvent) -> str:
    words, language = turn.house.words, customer.language
    when = _ago(turn, customer, event.at)
    name = event.actor_name or turn.house.company.name
    what = "added-files" if event.what == "added" and event.attached else event.what
    facts = {"agent": name, "said": quote(event.why or "", _SHORT_QUOTE), "files": len(event.attached), "when": when}
    return words.text(f"history-{what}", language, **facts)


def _ago(turn: Turn, customer: Customer, at: datetime) -> str:
    """Return "20 minutes ago" for what is fresh, else the hour or the day."""
    passed = turn.now - at
    words, language = turn.house.words, customer.language
    if passed.total_seconds() < 60:
        return words.text("just-now", language)
    if passed.total_seconds() < 3600:
        return words.text("ago", language, span=passed)
    when = When(at, turn.now, turn.zone_of(customer.zone))
    return in_words(when, words.spoken(language), lambda key, **facts: words.text(key, language, **facts))
