"""Words that went to the wrong case get one of their own."""

from bot.work.cases.events import customer_of, note
from bot.work.cases.opening import open_case
from bot.work.errors import StaleButton
from bot.work.said import Said
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from storage import cases
from storage.tables import CaseEvent, Customer


async def as_a_new_case(turn: Turn, customer: Customer, event_id: int) -> None:
    """Open a case with the words of an event; the old case remembers that they were taken away.

    Raises:
        StaleButton: if they are not the customer's, or were moved before.
    """
    event = await turn.session.get(CaseEvent, event_id, with_for_update=True)
    case = await cases.by_id(turn.session, event.case_id, lock=True) if event else None
    if event is None or case is None or case.customer_id != customer.id or event.what != "added":
        raise StaleButton
    moved = [one for one in await cases.events_of(turn.session, event.case_id) if one.what == f"moved {event.id}"]
    if moved:
        raise StaleButton
    note(turn, case, f"moved {event.id}", customer_of(customer), "another matter")
    said = Said(customer.telegram_id, (0,), event.why or "")
    await open_case(turn, customer, CaseKind.complaint if case.kind == CaseKind.complaint else CaseKind.question, said)
