"""What waits: for somebody, for me, and where a customer or a case is found."""

from bot.words.times import When
from bot.work import backlog, groups, staffroom
from bot.work.said import Agent, quote
from bot.work.turn import Turn
from care_rules.case_numbers import id_of, numbers_in
from storage import cases, customers
from storage.tables import CareCase, Customer

_SHOWN = 15  # cases or customers in one message
_SHORT = 50  # characters of what a case says


async def show(turn: Turn, chat_id: int, *, topic: int | None) -> None:
    """List the open cases that nobody has: the most urgent first, then those that are due first."""
    waiting = await cases.unclaimed(turn.session, _SHOWN)
    free, taken = await cases.open_counts(turn.session)
    head = turn.house.words.text("staff-queue", staffroom.LANGUAGE, free=free, taken=taken)
    behind = await backlog.present(turn, chat_id)
    head = f"{behind}\n{head}" if behind is not None else head
    await _list(turn, chat_id, topic, head, waiting)


async def show_mine(turn: Turn, agent: Agent, chat_id: int, *, topic: int | None) -> None:
    """List the open cases that the agent has."""
    found = await cases.open_of_agent(turn.session, agent.telegram_id, _SHOWN)
    head = turn.house.words.text("staff-mine", staffroom.LANGUAGE, name=agent.name, count=len(found))
    await _list(turn, chat_id, topic, head, found)


async def find(turn: Turn, chat_id: int, wanted: str, *, topic: int | None) -> None:
    """List the cases whose number, or whose customer's name or words, are these."""
    wanted = " ".join(wanted.split())[:_SHORT]
    if not wanted:
        await groups.tell(turn, chat_id, "staff-find-how", topic=topic)
        return
    numbers = [id_of(number) for number in numbers_in(wanted)] or [id_of(wanted)]
    named = [
        await cases.by_id(turn.session, number)
        for number in numbers
        if number is not None and number <= cases.HIGHEST_ID
    ]
    found = [case for case in named if case is not None] or await cases.found_by(turn.session, wanted, _SHOWN)
    head = turn.house.words.text("staff-found", staffroom.LANGUAGE, wanted=wanted, count=len(found))
    await _list(turn, chat_id, topic, head, found)


async def _list(turn: Turn, chat_id: int, topic: int | None, head: str, found: list[CareCase]) -> None:
    owners = await customers.by_ids(turn.session, {case.customer_id for case in found})
    lines = [head, *(_line(turn, chat_id, case, owners[case.customer_id]) for case in found)]
    payload: dict[str, object] = {"text": "\n".join(lines), "link_preview_options": {"is_disabled": True}}
    if topic is not None:
        payload["message_thread_id"] = topic
    await groups.post(turn, chat_id, payload)


def _line(turn: Turn, group: int, case: CareCase, customer: Customer) -> str:
    words, zone = turn.house.words, turn.house.company.zone
    due = case.answer_due_at or case.resolution_due_at
    return words.text(
        "staff-queue-line",
        staffroom.LANGUAGE,
        number=case.number,
        priority=case.priority.value,
        name=customer.known_as,
        said=quote(case.said, _SHORT) or words.text("no-words", staffroom.LANGUAGE),
        state=case.state.value,
        agent=case.agent_name or "none",
        due=When(due, turn.now, zone) if due is not None else "none",
        link=groups.link(group, customer.topic_id) if customer.topic_id is not None else "none",
    )
