"""Two cases of one customer that are about one thing: merged into one, or each left and the other named."""

from bot.work import staffroom
from bot.work.cases import card
from bot.work.cases.events import agent_of, must_be_open, note
from bot.work.cases.moving import move
from bot.work.cases.promising import follow
from bot.work.errors import NoSuchCase
from bot.work.said import Agent
from bot.work.saying import say
from bot.work.turn import Turn
from care_rules.case_numbers import id_of
from care_rules.cases import Move
from storage import cases, customers
from storage.tables import CareCase, Customer

MERGED, LINKED = "merged", "linked"


async def merge(turn: Turn, customer: Customer, agent: Agent, case: CareCase, into: CareCase) -> None:
    """Let the case live on in the other one, whose promise and agent stand. What was said to each stays with it.

    Raises:
        NoSuchCase: if they are not two cases of this customer.
        IllegalMove, MergedAway: if one of them is over.
    """
    if case.id == into.id or case.customer_id != into.customer_id:
        raise NoSuchCase(number=into.number, name=customer.known_as)
    if into.merged_into is not None or into.state not in cases.LIVING:
        await move(turn, into, Move.merge, agent_of(agent))  # raises, and says why
    await move(turn, case, Move.merge, agent_of(agent), into.number)
    case.merged_into = into.id
    note(turn, into, MERGED, agent_of(agent), case.number)
    await follow(turn, into)
    talk = await customers.conversation(turn.session, case.customer_id)
    if talk.awaiting == "solved" and talk.about.get("case") == case.id:
        talk.awaiting = None
    await card.refresh(turn, customer, case)
    await card.refresh(turn, customer, into)
    await say(turn, customer, "merged", number=case.number, into=into.number)
    turn.toast = turn.house.words.text("toast-merged", staffroom.LANGUAGE, number=case.number, into=into.number)


async def link(turn: Turn, customer: Customer, agent: Agent, case: CareCase, number: str) -> None:
    """Note that the case is about the same thing as another one of this customer, open or not.

    Raises:
        NoSuchCase: if there is none.
    """
    must_be_open(case, LINKED)
    other = await theirs(turn, customer, number)
    if other.id == case.id:
        raise NoSuchCase(number=number[:20], name=customer.known_as)
    case.follows = other.id
    note(turn, case, LINKED, agent_of(agent), other.number)
    note(turn, other, LINKED, agent_of(agent), case.number)
    await card.refresh(turn, customer, case)


async def theirs(turn: Turn, customer: Customer, number: str) -> CareCase:
    """Return the customer's case of this number, locked.

    Raises:
        NoSuchCase: if there is none.
    """
    case_id = id_of(number)
    possible = case_id is not None and case_id <= cases.HIGHEST_ID
    found = await cases.by_id(turn.session, case_id, lock=True) if possible and case_id is not None else None
    if found is None or found.customer_id != customer.id:
        raise NoSuchCase(number=number.strip()[:20] or "–", name=customer.known_as)
    return found


async def survivor(turn: Turn, case: CareCase) -> CareCase:
    """Return the case in which this one lives on, itself if it was not merged, locked."""
    while case.merged_into is not None:
        into = await cases.by_id(turn.session, case.merged_into, lock=True)
        if into is None:
            return case
        case = into
    return case
