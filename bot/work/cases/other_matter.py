"""Words that went to the wrong case get one of their own, or go to the right one."""

from bot.work.cases import adding, choosing, intake
from bot.work.cases.events import customer_of, must_be_open, note
from bot.work.cases.opening import open_case
from bot.work.errors import StaleButton
from bot.work.said import Said
from bot.work.saying import say
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from nlu.reading import WhyNot, unread
from storage import cases, customers
from storage.tables import CareCase, CaseEvent, Customer


async def as_a_new_case(turn: Turn, customer: Customer, event_id: int) -> None:
    """Open a case with the words of an event; the old case remembers that they were taken away.

    Raises:
        StaleButton: if they are not the customer's, or were moved before.
    """
    event, case = await _unmoved(turn, customer, event_id)
    note(turn, case, f"moved {event.id}", customer_of(customer), "another matter")
    intake.take_back(case, event.why or "")
    talk = await customers.conversation(turn.session, customer.id or 0)
    named = unread(WhyNot.UNSURE, event.why).with_entities(choosing.named_when_asked(talk))
    kind = CaseKind.complaint if case.kind == CaseKind.complaint else CaseKind.question
    await open_case(turn, customer, kind, Said(customer.telegram_id, (0,), event.why or ""), reading=named)


async def to_case(turn: Turn, customer: Customer, event_id: int, case: CareCase) -> None:
    """Move the words of an event to another open case of the customer, where staff see them again.

    Raises:
        StaleButton: if they are not the customer's, or were moved before, or are there already.
        MergedAway, IllegalMove: if the other case is over.
    """
    event, before = await _unmoved(turn, customer, event_id)
    if before.id == case.id:
        raise StaleButton
    must_be_open(case, "added")
    note(turn, before, f"moved {event.id}", customer_of(customer), case.number)
    intake.take_back(before, event.why or "")
    said = Said(customer.telegram_id, (0,), f"{case.number}: {event.why or ''}")
    await adding.keep(turn, customer, case, said)
    await say(turn, customer, "moved-to-case", number=case.number)


async def stays(turn: Turn, customer: Customer, event_id: int) -> None:
    """The words are where they belong.

    Raises:
        StaleButton: if they are not the customer's, or were moved.
    """
    _, case = await _unmoved(turn, customer, event_id)
    turn.toast = turn.house.words.text("same-matter", customer.language, number=case.number)


async def _unmoved(turn: Turn, customer: Customer, event_id: int) -> tuple[CaseEvent, CareCase]:
    event = await turn.session.get(CaseEvent, event_id, with_for_update=True)
    case = await cases.by_id(turn.session, event.case_id, lock=True) if event else None
    if event is None or case is None or case.customer_id != customer.id or event.what != "added":
        raise StaleButton
    if any(one.what == f"moved {event.id}" for one in await cases.events_of(turn.session, event.case_id)):
        raise StaleButton
    return event, case
