"""An emergency: the number to call comes first, whoever is talking, and staff hear of it before anything else."""

from bot.work.cases import adding, nearest
from bot.work.cases.opening import open_case
from bot.work.said import Said
from bot.work.saying import URGENT, say
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from nlu.reading import Reading
from storage import cases
from storage.tables import CareCase, Customer


async def report(
    turn: Turn, customer: Customer, said: Said, *, reading: Reading | None = None, answered: bool = False
) -> None:
    """Open an emergency, or put the words with the one that is open; `answered` when the number was told just now."""
    assert customer.id is not None
    known = [case for case in await cases.open_of(turn.session, customer.id) if case.kind == CaseKind.emergency]
    if not known:
        case = await open_case(turn, customer, CaseKind.emergency, said, reading=reading)
        await nearest.tell(turn, customer, case)
        return
    await adding.keep(turn, customer, known[0], said)
    if not answered:
        await _say_again(turn, customer, known[0])


async def _say_again(turn: Turn, customer: Customer, case: CareCase) -> None:
    """Whom to call, and that the words were passed on."""
    await say(
        turn,
        customer,
        "emergency-again",
        manner=URGENT,
        number=case.number,
        emergency_number=turn.house.company.emergency_number,
        hotline=turn.house.company.hotline or "",
    )


async def locate(turn: Turn, customer: Customer, said: Said) -> bool:
    """Take a place shared in an emergency: whoever is nearest is named and alerted. False: there is no emergency."""
    open_cases = await cases.open_of(turn.session, customer.id or 0)
    case = next((one for one in open_cases if one.kind == CaseKind.emergency), None)
    if case is None:
        return False
    await adding.keep(turn, customer, case, said)
    if not await nearest.tell(turn, customer, case):
        await _say_again(turn, customer, case)
    return True
