"""Open a case: the customer is promised a time, staff get a card."""

from typing import Any

from bot.work.buttons import Button, Rows, row, tap
from bot.work.cases import assigning, card, intake, pairing
from bot.work.cases.events import BOT, customer_of, note
from bot.work.cases.moving import move
from bot.work.cases.relaying import relay
from bot.work.outreach.withdrawing import withdraw
from bot.work.said import Said, quote
from bot.work.saying import REPLY, URGENT, say
from bot.work.turn import Turn
from care_rules.cases import CaseKind, CaseState, Move
from care_rules.intake import Detail
from care_rules.priorities import CasePriority, priority_of, rushes
from care_rules.suppression import SORE_KINDS
from care_rules.working_hours import is_open, opens_at
from nlu.reading import Reading
from storage import cases
from storage.tables import CareCase, Customer

_READINGS_KEPT = 5


async def open_case(
    turn: Turn,
    customer: Customer,
    kind: CaseKind,
    said: Said,
    *,
    answer: str | None = None,
    reading: Reading | None = None,
) -> CareCase:
    """Open a case with its promise, acknowledged at once, and put its card before staff.

    `answer` is what to acknowledge it with, where that does not follow from its kind.
    """
    case = await _insert(turn, customer, kind, said, reading)
    asked = await intake.begin(turn, case, reading) if answer is None else None
    if kind in SORE_KINDS:
        await withdraw(turn, customer)
    await assigning.assign(turn, customer, case)
    await card.post(turn, customer, case)
    if not said.attached:
        await pairing.pair(turn, said, case.card_row_id)
    await assigning.call(turn, customer, case)
    if said.attached:
        await relay(turn, customer, said)
    await say(
        turn,
        customer,
        _answer_key(turn, kind, answer or _usual_answer(kind, said)),
        then=_then(kind, asked, answer),
        buttons=(*intake.buttons(asked), *_buttons(turn, kind)) if asked is not None else _buttons(turn, kind),
        manner=URGENT if kind == CaseKind.emergency else REPLY,
        number=case.number,
        said=quote(said.text) or turn.house.words.text("no-words", customer.language),
        due=case.first_answer_due_at,
        opens=opens_at(turn.now, turn.house.book.desk.working_hours),
        emergency_number=turn.house.company.emergency_number,
        heard=_heard(turn, customer, case, reading),
    )
    return case


def _then(kind: CaseKind, asked: Detail | None, answer: str | None) -> str | None:
    """Return what to say after the acknowledgement: a question, or that more is welcome.

    What came without words is acknowledged with a question for some.
    """
    if asked is not None:
        return None if asked == Detail.what else f"ask-detail-{asked}"
    return "more-is-welcome" if kind == CaseKind.complaint and answer is None else None


def _heard(turn: Turn, customer: Customer, case: CareCase, reading: Reading | None) -> str:
    """Return the sentence that says what was understood; only requests have one."""
    if case.kind != CaseKind.request or case.intent is None:
        return ""
    orders = [one.value for one in reading.entities if one.kind == "order_number"] if reading is not None else []
    order = orders[0] if len(orders) == 1 else "none"
    return turn.house.words.text(f"heard-{case.intent}", customer.language, order=order)


async def _insert(turn: Turn, customer: Customer, kind: CaseKind, said: Said, reading: Reading | None) -> CareCase:
    assert customer.id is not None
    book, read = turn.house.book, _read(kind, reading)
    priority = priority_of(kind, pressing=read.get("urgency") == "pressing", usual=book.tier(customer.tier).priority)
    as_kind = kind
    if rushes(kind, read.get("intent"), read.get("urgency")):
        as_kind, priority = CaseKind.emergency, CasePriority.urgent
    terms = book.terms(customer.tier, as_kind, priority)
    case = CareCase(
        customer_id=customer.id,
        kind=kind,
        state=CaseState.new,
        tier=book.tier_name(customer.tier),
        priority=priority,
        terms=terms.as_data(),
        said=said.text,
        opened_at=turn.now,
        first_answer_due_at=terms.first_answer.due(turn.now, book.desk.working_hours),
        **read,
    )
    await cases.insert(turn.session, case)
    note(turn, case, "opened", customer_of(customer), said.text, attached=said.attached)
    await move(turn, case, Move.acknowledge, BOT)
    return case


def _read(kind: CaseKind, reading: Reading | None) -> dict[str, Any]:
    """Return what the machine made of the words, for staff to see and to put right."""
    if reading is None or reading.intent is None:
        return {}
    return {
        "intent": reading.intent,
        "category": reading.category.name if reading.category is not None and kind == CaseKind.complaint else None,
        "urgency": reading.urgency.name if reading.urgency is not None else None,
        "reading": [[score.name, score.confidence] for score in reading.intents[:_READINGS_KEPT]],
    }


def _buttons(turn: Turn, kind: CaseKind) -> Rows:
    """While the desk is closed an emergency must still find somebody."""
    human = Button("button-human", tap("human"))
    if kind == CaseKind.emergency or is_open(turn.now, turn.house.book.desk.working_hours):
        return (row(human),)
    return (row(human, Button("button-emergency", tap("emergency"))),)


def _usual_answer(kind: CaseKind, said: Said) -> str:
    return "opened-files" if said.attached and not said.text else f"opened-{kind.value}"


def _answer_key(turn: Turn, kind: CaseKind, answer: str) -> str:
    """What to answer: out of hours it says when the desk opens; an emergency is answered around the clock."""
    if kind == CaseKind.emergency:
        return "opened-emergency"
    desk_open = is_open(turn.now, turn.house.book.desk.working_hours)
    return answer if desk_open else f"{answer}-out-of-hours"
