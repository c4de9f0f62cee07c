"""A case goes from one person of the desk to another, with a word about it that the customer never sees."""

from bot.work import people, staffroom
from bot.work.cases import card
from bot.work.cases.events import agent_of, must_be_open, note
from bot.work.cases.promising import follow
from bot.work.errors import TakenAlready
from bot.work.people import Person
from bot.work.said import Agent
from bot.work.turn import Turn
from care_rules.roles import Role, may
from storage.tables import CareCase, Customer

HANDED = "handed"


async def hand_over(turn: Turn, customer: Customer, agent: Agent, case: CareCase, words: str) -> None:
    """Give the case to the person whom the first words name; the rest is the note for them.

    Raises:
        UnknownPerson, SeveralPeople: if it is not said to whom.
        MergedAway, IllegalMove: if it is over.
        TakenAlready: if it is somebody else's to give, and the agent no lead.
    """
    must_be_open(case, HANDED)
    if case.agent_id not in (None, agent.telegram_id) and not may(agent.role, Role.lead):
        raise TakenAlready(number=case.number, name=case.agent_name)
    person, rest = await people.named(turn, words)
    await give(turn, customer, case, person)
    note(turn, case, HANDED, agent_of(agent), f"{person.name}: {rest}" if rest else person.name)
    await follow(turn, case)
    text = turn.house.words.text(
        "staff-handed", staffroom.LANGUAGE, number=case.number, agent=agent.name, note=rest or "none"
    )
    text, entities = people.calling([person], text)
    await staffroom.tell(turn, customer, text, entities=entities)


async def give(turn: Turn, customer: Customer, case: CareCase, person: Person) -> None:
    """Make the case the person's, and show it on its card."""
    case.agent_id, case.agent_name = person.telegram_id, person.name
    await card.refresh(turn, customer, case)
