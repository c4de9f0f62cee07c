"""More words or files for a case that is open."""

from bot.work.buttons import Button, row, tap
from bot.work.cases import card, talking
from bot.work.cases.events import customer_of, note
from bot.work.cases.moving import move
from bot.work.cases.relaying import relay
from bot.work.said import Said
from bot.work.saying import say
from bot.work.turn import Turn
from care_rules.cases import CaseKind, CaseState, Move
from storage.tables import CareCase, CaseEvent, Conversation, Customer


async def add(turn: Turn, customer: Customer, talk: Conversation, case: CareCase, said: Said) -> None:
    """Put what was said with the case, show it to staff, and say so: with a reaction while a human talks."""
    event = await keep(turn, customer, case, said)
    if await talking.acknowledged_by_sign(turn, customer, talk, said):
        return
    # What is added to an album that was answered already needs no second answer.
    buttons = () if said.attached else (row(Button("button-other-matter", tap("other", event.id))),)
    key = "added-files" if said.attached else "added-words"
    if case.answer_due_at is None:
        key += "-answered"
    await say(
        turn,
        customer,
        key,
        buttons=buttons,
        number=case.number,
        files=len(said.attached),
        due=case.answer_due_at or turn.now,
        agent=case.agent_name or turn.house.company.name,
    )


async def keep(turn: Turn, customer: Customer, case: CareCase, said: Said) -> CaseEvent:
    """Write what was said to the case and show it to staff, without an answer."""
    by = customer_of(customer)
    before = case.state
    event = note(turn, case, "added", by, said.text, attached=said.attached)
    await move(turn, case, Move.customer_wrote, by)
    await relay(turn, customer, said)
    if case.state != before:
        await card.refresh(turn, customer, case)
    return event


def takes_words(case: CareCase) -> bool:
    """Whether what the customer says next belongs to this case unless they say otherwise."""
    return case.state not in (CaseState.resolved, CaseState.closed) and case.kind != CaseKind.suggestion
