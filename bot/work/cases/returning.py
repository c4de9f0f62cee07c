"""After a fix: it holds, or it does not."""

from datetime import timedelta

from bot.work.cases import adding, card, resolving, status
from bot.work.cases.events import BOT, note
from bot.work.cases.merging import LINKED
from bot.work.cases.opening import open_case
from bot.work.said import Said
from bot.work.saying import say
from bot.work.turn import Turn
from care_rules.cases import OPEN_STATES, CaseKind, CaseState
from nlu.reading import Reading
from storage import cases
from storage.tables import CareCase, Conversation, Customer

WITHIN = timedelta(days=30)  # after it was closed, trouble that is back reopens its case; later it is a new one
_LOOK_BACK = 20  # cases


async def not_fixed(turn: Turn, customer: Customer, talk: Conversation, said: Said, reading: Reading | None) -> None:
    """The open case hears that the trouble is back, or the last one is reopened; else there is a new one."""
    assert customer.id is not None
    latest = await cases.latest_of(turn.session, customer.id, _LOOK_BACK)
    known = [case for case in latest if case.kind != CaseKind.suggestion]
    back = next((case for case in known if _may_reopen(turn, case)), None)
    open_one = next((case for case in known if case.state in OPEN_STATES), None)
    if open_one is not None:
        await adding.add(turn, customer, talk, open_one, said)
    elif back is not None and back.id is not None:
        await resolving.reject(turn, customer, back.id)
        await adding.keep(turn, customer, await resolving.own(turn, customer, back.id), said)
    else:
        case = await open_case(turn, customer, CaseKind.complaint, said, reading=reading)
        if known:
            case.follows = known[0].id
            note(turn, case, LINKED, BOT, known[0].number)
            await card.refresh(turn, customer, case)


async def fixed(turn: Turn, customer: Customer) -> None:
    """It works: the one case that is left is closed; of several, the customer says which."""
    assert customer.id is not None
    living = await cases.living_of(turn.session, customer.id)
    resolved = [case for case in living if case.state == CaseState.resolved] or living
    if not resolved:
        await say(turn, customer, "glad-fixed")
    elif len(resolved) > 1:
        await status.tell(turn, customer, [case.id for case in resolved if case.id is not None])
    else:
        assert resolved[0].id is not None
        await resolving.confirm(turn, customer, resolved[0].id)


def _may_reopen(turn: Turn, case: CareCase) -> bool:
    if case.merged_into is not None:
        return False
    if case.state == CaseState.resolved:
        return True
    return case.state == CaseState.closed and case.closed_at is not None and turn.now - case.closed_at <= WITHIN
