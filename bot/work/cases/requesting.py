"""What a colleague has to do or look up: an order, a refund, a bill, an appointment, an account, a person's data."""

from bot.work.cases import adding
from bot.work.cases.opening import open_case
from bot.work.said import Said
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from nlu.reading import Reading
from storage import cases
from storage.tables import Conversation, Customer


async def request(turn: Turn, customer: Customer, talk: Conversation, said: Said, reading: Reading | None) -> None:
    """Open a case for it, unless one of the same kind is open: then the words go there."""
    assert customer.id is not None
    wanted = reading.intent if reading is not None else None
    same = [case for case in await cases.open_of(turn.session, customer.id) if wanted and case.intent == wanted]
    if same:
        await adding.add(turn, customer, talk, same[0], said)
        return
    await open_case(turn, customer, CaseKind.request, said, reading=reading)
