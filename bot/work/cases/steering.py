"""What staff do with a case besides answering and resolving it: wait for the customer, weigh it, look back at it."""

from bot.words.times import When
from bot.work import staffroom
from bot.work.cases import card, talking
from bot.work.cases.events import agent_of, must_be_open, note
from bot.work.cases.moving import move
from bot.work.cases.promising import follow
from bot.work.errors import NothingAsked, StaleButton
from bot.work.said import Agent, quote
from bot.work.saying import say
from bot.work.turn import Turn
from care_rules.cases import Move
from care_rules.priorities import CasePriority
from storage import cases, customers
from storage.tables import CareCase, CaseEvent, Customer, TouchPoint

NOTED, PRIORITY, SILENCE = "note", "priority", "silence"
_MOST_EVENTS = 20
_MOST_CONTACTS = 5


async def wait_for(turn: Turn, customer: Customer, agent: Agent, case: CareCase) -> None:
    """The customer owes an answer: what is promised to them rests until they write.

    Raises:
        NothingAsked: if nobody has written to them since they did; they cannot know that we wait.
    """
    events = await cases.events_of(turn.session, case.id or 0)
    last = next((event.what for event in reversed(events) if event.what in _SPOKEN), None)
    if last != Move.answer.value:
        raise NothingAsked(name=customer.known_as)
    await move(turn, case, Move.ask, agent_of(agent))
    await card.refresh(turn, customer, case)
    turn.toast = _text(turn, "toast-waiting", number=case.number, name=customer.known_as)


async def weigh(turn: Turn, customer: Customer, agent: Agent, case: CareCase, priority: str) -> None:
    """Give the case another priority: where it stands in the queue. What was promised at its opening stays.

    Raises:
        StaleButton: if there is no such priority.
    """
    must_be_open(case, PRIORITY)
    wanted = next((one for one in CasePriority if one.value == priority), None)
    if wanted is None:
        raise StaleButton
    note(turn, case, PRIORITY, agent_of(agent), f"{case.priority.value} → {wanted.value}")
    case.priority = wanted
    await follow(turn, case)
    await card.refresh(turn, customer, case)
    turn.toast = _text(turn, "toast-priority", number=case.number, priority=wanted.value)


async def write_down(turn: Turn, customer: Customer, agent: Agent, words: str) -> None:
    """Keep a word of staff among themselves with the open case, where its history shows it to them alone."""
    open_cases = await cases.open_of(turn.session, customer.id or 0)
    if open_cases and words:
        note(turn, open_cases[0], NOTED, agent_of(agent), words)


async def hush(turn: Turn, customer: Customer, agent: Agent, case: CareCase) -> None:
    """Let the bot be silent towards the customer until it is released, or release it."""
    must_be_open(case, SILENCE)
    talk = await customers.conversation(turn.session, case.customer_id)
    silent = not talking.human_talks(talk, turn)
    if silent:
        talking.hold(talk, turn)
    else:
        talking.end(talk)
    note(turn, case, SILENCE, agent_of(agent), "on" if silent else "off")
    key = "staff-silent" if silent else "staff-speaks"
    await staffroom.tell_key(turn, customer, key, agent=agent.name, name=customer.known_as)
    if not silent and customer.blocked_at is None:
        await say(turn, customer, "human-finished", agent=agent.name)


async def look_back(turn: Turn, customer: Customer, case: CareCase) -> None:
    """Show staff the last things that happened to the case."""
    events = (await cases.events_of(turn.session, case.id or 0))[-_MOST_EVENTS:]
    contacts = await customers.touch_points(turn.session, case.customer_id, _MOST_CONTACTS)
    lines = [
        _text(turn, "staff-history", number=case.number),
        *(_line(turn, event) for event in events),
        *(_contact(turn, contact) for contact in contacts),
    ]
    await staffroom.tell(turn, customer, "\n".join(lines))


_SPOKEN = frozenset(
    {Move.answer.value, Move.customer_wrote.value, Move.reject.value, Move.reopen.value, Move.ask.value}
)


def _line(turn: Turn, event: CaseEvent) -> str:
    at = When(event.at, turn.now, turn.house.company.zone)
    what = event.what.replace("_", " ")
    who = event.actor_name or event.actor
    return _text(turn, "staff-history-line", at=at, what=what, who=who, why=quote(event.why or "") or "none")


def _contact(turn: Turn, contact: TouchPoint) -> str:
    at = When(contact.at, turn.now, turn.house.company.zone)
    what = f"contact by {contact.channel}"
    return _text(turn, "staff-history-line", at=at, what=what, who=contact.by, why=quote(contact.what))


def _text(turn: Turn, key: str, **facts: object) -> str:
    return turn.house.words.text(key, staffroom.LANGUAGE, **facts)
