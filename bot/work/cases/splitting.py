"""Two matters in one case: staff give the second one a case of its own."""

from bot.work.cases import card, intake
from bot.work.cases.events import agent_of, must_be_open, note
from bot.work.cases.opening import open_case
from bot.work.errors import NothingToSplit
from bot.work.said import Agent, Said
from bot.work.turn import Turn
from storage.tables import CareCase, Customer

SPLIT = "split"


async def split(turn: Turn, customer: Customer, agent: Agent, case: CareCase, words: str) -> None:
    """Open a case of the same kind with these words; each names the other, and the customer hears of it.

    Raises:
        NothingToSplit: if it is not said what the other matter is.
        MergedAway, IllegalMove: if the case is over.
    """
    must_be_open(case, SPLIT)
    if not words.strip():
        raise NothingToSplit
    intake.take_back(case, words.strip())
    said = Said(customer.telegram_id, (0,), words.strip())
    new = await open_case(turn, customer, case.kind, said, answer="opened-split")
    new.follows = case.id
    note(turn, case, SPLIT, agent_of(agent), new.number)
    note(turn, new, SPLIT, agent_of(agent), case.number)
    await card.refresh(turn, customer, new)
    await card.refresh(turn, customer, case)
