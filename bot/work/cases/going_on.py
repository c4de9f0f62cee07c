"""What a customer writes while something is open goes to the case that it is about."""

from bot.work.cases import adding, choosing
from bot.work.said import Said
from bot.work.turn import Turn
from care_rules.matters import Fit
from nlu.reading import Reading
from storage.tables import Conversation, Customer


async def add(turn: Turn, customer: Customer, talk: Conversation, said: Said, reading: Reading | None = None) -> bool:
    """Put the words with the case they are for; false if no case is open."""
    found = await choosing.for_words(turn, customer, talk, said, reading)
    if found is None:
        return False
    case, fit = found
    if fit == Fit.other:
        choosing.note_asked(talk, case, reading)
    await adding.add(turn, customer, talk, case, said, fit)
    return True
