"""More words or files for a case that is open."""

from bot.work.buttons import Button, Rows, row, tap
from bot.work.cases import card, talking
from bot.work.cases.events import customer_of, note
from bot.work.cases.moving import move
from bot.work.cases.relaying import relay
from bot.work.said import Said
from bot.work.saying import say
from bot.work.turn import Turn
from care_rules.cases import CaseKind, CaseState, Move
from care_rules.matters import Fit
from storage import cases
from storage.tables import CareCase, CaseEvent, Conversation, Customer

_OTHERS = 2  # other open cases that words can be moved to with one tap


async def add(
    turn: Turn, customer: Customer, talk: Conversation, case: CareCase, said: Said, fit: Fit = Fit.unsaid
) -> None:
    """Put what was said with the case, show it to staff, and say so: with a reaction while a human talks.

    What is clearly about something else is kept there too, until the customer has said where it belongs.
    """
    event = await keep(turn, customer, case, said)
    if await talking.acknowledged_by_sign(turn, customer, talk, said):
        return
    if fit == Fit.other:
        same = turn.house.words.text("button-same-matter", customer.language, number=case.number)
        choice = row(
            Button(same, tap("same", event.id), literal=True), Button("button-other-matter", tap("other", event.id))
        )
        await say(turn, customer, "added-perhaps-other", buttons=(choice,), number=case.number)
        return
    # What is added to an album that was answered already needs no second answer.
    buttons = () if said.attached else await _elsewhere(turn, customer, case, event, fit)
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


async def _elsewhere(turn: Turn, customer: Customer, case: CareCase, event: CaseEvent, fit: Fit) -> Rows:
    """Return where else the words may go: to a case of their own, or to another that is open."""
    own = row(Button("button-other-matter", tap("other", event.id)))
    if fit == Fit.same:
        return (own,)
    words, language = turn.house.words, customer.language
    others = [one for one in await cases.open_of(turn.session, case.customer_id) if one.id != case.id]
    labels = {one.id: words.text("button-for-case", language, number=one.number) for one in others[:_OTHERS]}
    known = tuple(Button(label, tap("to", event.id, case_id), literal=True) for case_id, label in labels.items())
    return (known, own) if known else (own,)


async def keep(turn: Turn, customer: Customer, case: CareCase, said: Said) -> CaseEvent:
    """Write what was said to the case and show it to staff, without an answer."""
    by = customer_of(customer)
    before = case.state, case.answer_due_at
    event = note(turn, case, "added", by, said.text, attached=said.attached)
    await move(turn, case, Move.customer_wrote, by)
    await relay(turn, customer, said)
    if (case.state, case.answer_due_at) != before:
        await card.refresh(turn, customer, case)
    return event


def takes_words(case: CareCase) -> bool:
    """Whether what the customer says next belongs to this case unless they say otherwise."""
    return case.state not in (CaseState.resolved, CaseState.closed) and case.kind != CaseKind.suggestion
