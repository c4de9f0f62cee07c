"""What comes due about a case by itself: its promises run out, its rest is over, nobody says it is not solved."""

from datetime import datetime
from itertools import groupby

from bot.words.times import When
from bot.work import people, staffroom
from bot.work.buttons import Button, Rows, row, tap
from bot.work.cases import card, closing, nearest, snoozing
from bot.work.cases.events import agent_of, get, must_be_open, note
from bot.work.cases.promising import ON_IT, account, follow, note_step, terms_of
from bot.work.people import Person
from bot.work.said import Agent
from bot.work.saying import REPLY, URGENT, say
from bot.work.turn import Turn
from care_rules.ladder import RUNGS, Step, StepKind, renewed_until
from care_rules.priorities import rushes
from care_rules.roles import Role
from care_rules.terms import Objective
from storage import cases, customers
from storage.tables import CareCase, Customer

AT_ONCE = 100  # cases a transaction
_LOUDEST = (StepKind.warn, StepKind.renew, StepKind.miss, *RUNGS)
_ROLES = {StepKind.lead: Role.lead, StepKind.manager: Role.manager}


async def watch(turn: Turn) -> int:
    """Take the steps that are due about up to `AT_ONCE` cases; return about how many. Zero: nothing is left to do.

    A customer whom another replica has in hand is left to it.
    """
    looked_at = 0
    for case_id, customer_id in await cases.with_a_step_due(turn.session, turn.now, AT_ONCE):
        customer = await customers.if_free(turn.session, customer_id)
        case = await cases.by_id(turn.session, case_id, lock=True) if customer is not None else None
        if customer is not None and case is not None:
            await look(turn, customer, case)
            looked_at += 1
    return looked_at


async def look(turn: Turn, customer: Customer, case: CareCase) -> None:
    """Take what is due of one case. Of several steps about one promise, staff hear the loudest alone."""
    due = [step for step in (await account(turn, case)).steps if step.at < turn.now]
    for _, of_one in groupby(sorted(due, key=lambda step: step.owed.objective), key=lambda step: step.owed.objective):
        await _take(turn, customer, case, list(of_one))
    woken = await snoozing.wake(turn, customer, case)
    alerted = await nearest.go_on(turn, customer, case)
    closed = await closing.close_silent(turn, case)
    await follow(turn, case)
    if due or woken or closed or alerted:
        await card.refresh(turn, customer, case)


async def see_to(turn: Turn, agent: Agent, case_id: int) -> None:
    """An agent says that they are on it: the ladder ends, and the others know.

    Raises:
        IllegalMove: if there is nothing left to do.
    """
    case = await get(turn, case_id)
    must_be_open(case, ON_IT)
    note(turn, case, ON_IT, agent_of(agent))
    await follow(turn, case)
    customer = await customers.by_id(turn.session, case.customer_id)
    if customer is not None:
        await staffroom.tell_key(turn, customer, "staff-on-it", number=case.number, agent=agent.name)
    turn.toast = turn.house.words.text("toast-on-it", staffroom.LANGUAGE, number=case.number)


async def _take(turn: Turn, customer: Customer, case: CareCase, due: list[Step]) -> None:
    kinds = {step.kind for step in due}
    until = None
    if StepKind.renew in kinds:
        until = renewed_until(due[0].owed, terms_of(turn, case), turn.now, turn.house.book.desk.working_hours)
    for step in due:
        note_step(turn, case, step, until if step.kind == StepKind.renew else None)
    if until is not None:
        await _tell_customer(turn, customer, case, due[0], until)
    loudest = max(due, key=lambda step: _LOUDEST.index(step.kind))
    if loudest.kind != StepKind.renew:
        await _tell_staff(turn, customer, case, loudest, until or loudest.owed.due_at)


async def _tell_customer(turn: Turn, customer: Customer, case: CareCase, step: Step, until: datetime) -> None:
    if customer.blocked_at is not None:
        return
    about = "resolution" if step.owed.objective == Objective.resolution else "answer"
    again = "-again" if step.owed.renewals else ""
    await say(
        turn,
        customer,
        f"promise-{about}-renewed{again}",
        manner=URGENT if rushes(case.kind, case.intent, case.urgency) else REPLY,
        number=case.number,
        due=step.owed.due_at,
        until=until,
        agent=case.agent_name or "none",
        hotline=turn.house.company.hotline or "none",
    )


async def _tell_staff(turn: Turn, customer: Customer, case: CareCase, step: Step, until: datetime | None) -> None:
    words, zone = turn.house.words, turn.house.company.zone
    missed = step.owed.promised_at or turn.now
    text = words.text(
        f"staff-promise-{step.kind}",
        staffroom.LANGUAGE,
        number=case.number,
        about="solution" if step.owed.objective == Objective.resolution else "answer",
        due=When(missed if step.kind != StepKind.warn else step.owed.due_at or missed, turn.now, zone),
        until=When(until, turn.now, zone) if until is not None and until > turn.now else "none",
        agent=case.agent_name or "none",
        name=customer.known_as,
    )
    called = await _called(turn, case, step.kind)
    text, entities = people.calling(called, text)
    manner = URGENT if rushes(case.kind, case.intent, case.urgency) else staffroom.ESCALATION
    await staffroom.tell(turn, customer, text, entities=entities, buttons=_buttons(case, step.kind), manner=manner)
    if step.kind in RUNGS:
        await people.tell_general(turn, customer, text, entities)


async def _called(turn: Turn, case: CareCase, kind: StepKind) -> list[Person]:
    """Return who is called by name: whoever has the case, or those with the rung's role."""
    if kind in _ROLES:
        return await people.with_role(turn, _ROLES[kind])
    if case.agent_id is not None and kind in (StepKind.warn, StepKind.miss):
        return [Person(case.agent_id, case.agent_name or "", Role.agent)]
    return []


def _buttons(case: CareCase, kind: StepKind) -> Rows:
    on_it = Button("button-on-it", tap("onit", case.id))
    take = (Button("button-claim", tap("claim", case.id)),) if case.agent_id is None else ()
    return (row(*take),) if kind == StepKind.warn and take else (row(*take, on_it),) if kind != StepKind.warn else ()
