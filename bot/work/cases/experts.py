"""Somebody who knows the product is brought in; the case keeps its agent."""

from bot.work import people, staffroom
from bot.work.cases.events import agent_of, must_be_open, note
from bot.work.errors import NoExpert, UnknownPerson
from bot.work.people import Person
from bot.work.said import Agent, quote
from bot.work.turn import Turn
from storage import cases
from storage.tables import CareCase, Customer

EXPERT = "expert"


async def bring_in(turn: Turn, customer: Customer, agent: Agent, case: CareCase, words: str) -> None:
    """Call the person whom the first words name, else one who knows the product; the rest is the question.

    Raises:
        SeveralPeople: if it is not said whom.
        NoExpert: if nobody is named, and nobody who is there knows what the case is about.
        MergedAway, IllegalMove: if the case is over.
    """
    must_be_open(case, EXPERT)
    person, question = await _meant(turn, agent, case, words)
    note(turn, case, EXPERT, agent_of(agent), f"{person.name}: {question}" if question else person.name)
    text = turn.house.words.text(
        "staff-expert",
        staffroom.LANGUAGE,
        agent=agent.name,
        number=case.number,
        name=customer.known_as,
        question=question or quote(case.said) or "–",
    )
    text, entities = people.calling([person], text)
    await staffroom.tell(turn, customer, text, entities=entities)


async def was_asked(turn: Turn, agent: Agent, case: CareCase) -> bool:
    """Whether this person was brought into the case: what they write is no slip."""
    events = await cases.events_of(turn.session, case.id or 0)
    return any(one.what == EXPERT and (one.why or "").split(":")[0] == agent.name for one in events)


async def _meant(turn: Turn, agent: Agent, case: CareCase, words: str) -> tuple[Person, str]:
    try:
        return await people.named(turn, words)
    except UnknownPerson:
        about = " ".join((words, case.said, *case.details.values()))
        others = [one for one in await people.everyone(turn) if one.telegram_id != agent.telegram_id]
        knowing = [one for one in others if not one.is_away(turn.now) and one.skills.know(about)]
        if not knowing:
            raise NoExpert(number=case.number) from None
        return knowing[0], words.strip()
