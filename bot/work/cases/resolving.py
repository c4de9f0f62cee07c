"""Claim and resolve by staff; confirmed or not by the customer."""

from bot.work.buttons import Button, row, tap
from bot.work.cases import card, merging, rating, talking
from bot.work.cases.events import agent_of, customer_of, get, note
from bot.work.cases.moving import move
from bot.work.errors import CaseGone, TakenAlready, YoursAlready
from bot.work.said import Agent
from bot.work.saying import say
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from care_rules.cases import OPEN_STATES, Move
from storage import customers
from storage.tables import CareCase, Customer


async def claim(turn: Turn, agent: Agent, case_id: int) -> CareCase:
    """Give the case to the agent. The row is locked: of two who press at once, one wins and the other is told who.

    Raises:
        YoursAlready, TakenAlready: if somebody has it.
        IllegalMove: if it is over.
    """
    case = await get(turn, case_id)
    if case.agent_id == agent.telegram_id and case.state in OPEN_STATES:
        raise YoursAlready(number=case.number)
    if case.agent_id is not None and case.state in OPEN_STATES:
        raise TakenAlready(number=case.number, name=case.agent_name)
    await move(turn, case, Move.claim, agent_of(agent))
    case.agent_id, case.agent_name = agent.telegram_id, agent.name
    await card.refresh(turn, await owner_of(turn, case), case)
    turn.toast = turn.house.words.text("toast-claimed", "en", number=case.number)
    return case


async def resolve(turn: Turn, agent: Agent, case_id: int) -> CareCase:
    """Hold the case for solved and ask the customer whether it is. Whoever has the case now is who will be rated.

    Raises:
        IllegalMove: if it is resolved or closed already.
    """
    case = await get(turn, case_id)
    await move(turn, case, Move.resolve, agent_of(agent))
    if case.agent_id is None:
        case.agent_id, case.agent_name = agent.telegram_id, agent.name
    customer = await owner_of(turn, case)
    talk = await customers.conversation(turn.session, case.customer_id)
    talking.end(talk)
    talk.awaiting, talk.about, talk.asked_at = "solved", {"case": case.id}, turn.now
    solved = row(Button("button-solved", tap("solved", case.id)), Button("button-not-solved", tap("unsolved", case.id)))
    await say(turn, customer, "resolved-ask", buttons=(solved,), number=case.number, agent=agent.name)
    await card.refresh(turn, customer, case)
    turn.toast = turn.house.words.text("toast-resolved", "en", number=case.number, name=customer.known_as)
    return case


async def confirm(turn: Turn, customer: Customer, case_id: int) -> None:
    """The customer says it is solved: the case is closed, and they may rate it.

    Raises:
        IllegalMove: if it is closed already.
    """
    case = await own(turn, customer, case_id)
    await move(turn, case, Move.confirm, customer_of(customer))
    await card.refresh(turn, customer, case)
    await rating.ask(turn, customer, case)


async def reject(turn: Turn, customer: Customer, case_id: int) -> None:
    """The customer says it is not solved: reopened at once, with a new promise, for the same agent.

    Raises:
        IllegalMove: if it is open.
    """
    case = await own(turn, customer, case_id)
    await move(turn, case, Move.reject, customer_of(customer))
    case.score, case.scored_at, case.reasons = None, None, []  # it is to be rated anew; its events keep the former ones
    talk = await customers.conversation(turn.session, case.customer_id)
    talk.awaiting, talk.about = None, {}
    await card.refresh(turn, customer, case)
    agent = case.agent_name or turn.house.company.name
    await tell_key(turn, customer, "staff-reopened", number=case.number, name=customer.known_as, agent=agent)
    await say(turn, customer, "reopened", number=case.number, agent=agent, due=case.answer_due_at or turn.now)


async def still_fine(turn: Turn, customer: Customer, case_id: int) -> None:
    """Some time after it was closed the customer says that it is fine still: noted with the case, for staff to see.

    Raises:
        CaseGone: if it is not theirs.
    """
    case = await own(turn, customer, case_id)
    note(turn, case, "still_fine", customer_of(customer))
    await tell_key(turn, customer, "staff-still-fine", number=case.number, name=customer.known_as)
    await say(turn, customer, "glad-fixed")


async def own(turn: Turn, customer: Customer, case_id: int) -> CareCase:
    """Return the customer's own case, or the one in which it lives on, locked.

    Raises:
        CaseGone: if it is not theirs, which is told no differently from there being none.
    """
    case = await get(turn, case_id)
    if case.customer_id != customer.id:
        raise CaseGone
    return await merging.survivor(turn, case)


async def owner_of(turn: Turn, case: CareCase) -> Customer:
    customer = await customers.by_id(turn.session, case.customer_id)
    if customer is None:
        raise CaseGone
    return customer
