"""What a case lacks is asked for: one thing at a time, each can be skipped, and all of it taken up again later."""

from bot.work.buttons import Button, Rows, row, tap
from bot.work.cases import adding, card, talking
from bot.work.cases.events import customer_of, must_be_open, note
from bot.work.errors import StaleButton
from bot.work.said import Said, quote
from bot.work.saying import say
from bot.work.turn import Turn
from care_rules.cases import OPEN_STATES, CaseKind
from care_rules.intake import SKIPPED, Detail, lacking, order_number_in
from nlu.reading import Reading
from storage import cases, customers
from storage.tables import CareCase, CaseEvent, Conversation, Customer

DETAIL = "detail"
_LONGEST = 80  # characters of an answer that a card shows


async def begin(turn: Turn, case: CareCase, reading: Reading | None) -> Detail | None:
    """Note what a new case's words name already; return what to ask for first, which is now waited for, if anything.

    Of two cases that one message opened, the second does not ask as well.
    """
    case.details = _named(reading) | case.details
    talk = await customers.conversation(turn.session, case.customer_id)
    lacks = lacking_of(turn, case)
    asks_already = talk.awaiting == DETAIL and talk.asked_at == turn.now
    if not lacks or asks_already or talking.human_talks(talk, turn):
        return None
    _wait(turn, talk, case, lacks[0])
    return lacks[0]


async def awaited(turn: Turn, talk: Conversation) -> Detail | None:
    """Return what is waited for about a case that is still open."""
    if talk.awaiting != DETAIL:
        return None
    case = await cases.by_id(turn.session, int(talk.about["case"]))
    return Detail(talk.about[DETAIL]) if case is not None and case.state in OPEN_STATES else None


def names(detail: Detail, text: str, reading: Reading | None) -> bool:
    """Whether the words plainly are the answer, such as a number where an order's is waited for."""
    if detail == Detail.order and order_number_in(text) is not None:
        return True
    return detail.value in _named(reading)


async def take(turn: Turn, customer: Customer, talk: Conversation, said: Said, reading: Reading | None) -> None:
    """Keep the answer with the case, show it to staff, and ask for the next thing."""
    case = await _case(turn, talk, int(talk.about["case"]))
    detail = Detail(talk.about[DETAIL])
    event = await adding.keep(turn, customer, case, said)
    if detail == Detail.what:
        case.said = said.text
    else:
        case.details = {**case.details, **_named(reading), detail.value: _answer(detail, said.text, reading)}
        note(turn, case, DETAIL, customer_of(customer), f"{detail}: {case.details[detail.value]}")
    await card.refresh(turn, customer, case)
    await _go_on(turn, customer, talk, case, event)


async def skip(turn: Turn, customer: Customer, talk: Conversation, name: str) -> None:
    """Leave out what is asked for now, for good.

    Raises:
        StaleButton: if something else is asked for by now.
    """
    if talk.awaiting != DETAIL or talk.about.get(DETAIL) != name:
        raise StaleButton
    case = await _case(turn, talk, int(talk.about["case"]))
    case.details = {**case.details, name: SKIPPED}
    note(turn, case, DETAIL, customer_of(customer), f"{name}: –")
    await _go_on(turn, customer, talk, case)


async def put_off(turn: Turn, customer: Customer, talk: Conversation) -> None:
    """Ask no more now; where the case stands is where it can be taken up again.

    Raises:
        StaleButton: if nothing is asked for.
    """
    if talk.awaiting != DETAIL:
        raise StaleButton
    talk.awaiting = None
    await say(turn, customer, "details-put-off")


async def resume(turn: Turn, customer: Customer, talk: Conversation, case: CareCase) -> None:
    """Ask again for what a case lacks.

    Raises:
        MergedAway, IllegalMove: if the case is over.
        StaleButton: if it lacks nothing.
    """
    must_be_open(case, DETAIL)
    lacks = lacking_of(turn, case)
    if not lacks:
        raise StaleButton
    _wait(turn, talk, case, lacks[0])
    await say(turn, customer, f"ask-detail-{lacks[0]}", buttons=buttons(lacks[0]))


def lacking_of(turn: Turn, case: CareCase) -> list[Detail]:
    about = case.category if case.kind == CaseKind.complaint else case.intent
    wanted = turn.house.book.desk.intake.of(case.kind)
    return lacking(wanted, case.kind, about, case.details, has_words=bool(case.said))


def buttons(detail: Detail) -> Rows:
    return (row(Button("button-skip", tap("lack", detail)), Button("button-enough", tap("enough"))),)


def forget(talk: Conversation) -> None:
    """Somebody else asks now."""
    if talk.awaiting == DETAIL:
        talk.awaiting = None


def take_back(case: CareCase, text: str) -> None:
    """What was taken for an answer is about something else."""
    case.details = {name: value for name, value in case.details.items() if value != quote(text, _LONGEST)}


async def _go_on(
    turn: Turn, customer: Customer, talk: Conversation, case: CareCase, answer: CaseEvent | None = None
) -> None:
    """Ask for the next thing, or say that this was all; what was answered may have been about something else."""
    lacks = lacking_of(turn, case)
    if lacks:
        _wait(turn, talk, case, lacks[0])
        then = f"ask-detail-{lacks[0]}"
        await say(turn, customer, "detail-noted", then=then, buttons=buttons(lacks[0]), number=case.number)
        return
    talk.awaiting = None
    key = "details-done" if case.answer_due_at is not None else "details-done-answered"
    agent = case.agent_name or turn.house.company.name
    other = (row(Button("button-other-matter", tap("other", answer.id))),) if answer is not None else ()
    due = case.answer_due_at or turn.now
    await say(turn, customer, key, buttons=other, number=case.number, due=due, agent=agent)


def _wait(turn: Turn, talk: Conversation, case: CareCase, detail: Detail) -> None:
    talk.awaiting, talk.asked_at = DETAIL, turn.now
    talk.about = talk.about | {"case": case.id, DETAIL: detail.value}


async def _case(turn: Turn, talk: Conversation, case_id: int) -> CareCase:
    case = await cases.by_id(turn.session, case_id, lock=True)
    if case is None or case.customer_id != talk.customer_id:
        raise StaleButton
    must_be_open(case, DETAIL)
    return case


def _named(reading: Reading | None) -> dict[str, str]:
    """Return the order and the product that the words name, where they name just one."""
    found = {}
    for detail, kind in ((Detail.order, "order_number"), (Detail.product, "product")):
        values = {one.value for one in reading.entities if one.kind == kind} if reading is not None else set()
        if len(values) == 1:
            found[detail.value] = values.pop()
    return found


def _answer(detail: Detail, text: str, reading: Reading | None) -> str:
    known = _named(reading).get(detail.value)
    if detail == Detail.order:
        known = known or order_number_in(text)
    return known or quote(text, _LONGEST)
