"""The customer asks for a human, or talks with one."""

from bot.work.cases import adding, choosing, opening, talking, unclear
from bot.work.cases.relaying import relay
from bot.work.said import Said
from bot.work.saying import react, say
from bot.work.staffroom import tell_key
from bot.work.turn import Turn
from care_rules.cases import CaseKind
from storage import cases, customers
from storage.tables import Conversation, Customer


async def for_a_human(turn: Turn, customer: Customer, talk: Conversation, said: Said | None) -> None:
    """Bring in a human: staff are told, with what nobody has read yet, and the customer hears by when.

    With nothing open, a case is opened for it.
    """
    assert customer.id is not None
    open_cases = await cases.open_of(turn.session, customer.id)
    words = unclear.with_unread(talk, said or Said(customer.telegram_id, (0,)))
    if not open_cases:
        await opening.open_case(turn, customer, CaseKind.question, words, answer="opened-human")
        return
    case = open_cases[0]
    if words.text or words.attached:
        await adding.keep(turn, customer, case, words)
    await tell_key(turn, customer, "staff-wants-human", name=customer.known_as, number=case.number)
    if said is not None and await talking.acknowledged_by_sign(turn, customer, talk, said):
        return
    key = "human-coming" if case.answer_due_at is not None else "human-there"
    agent = case.agent_name or turn.house.company.name
    await say(turn, customer, key, number=case.number, due=case.answer_due_at or turn.now, agent=agent)


async def pass_on(turn: Turn, customer: Customer, said: Said) -> None:
    """While a human talks, everything goes to them, and to the open case; the customer gets a sign."""
    assert customer.id is not None
    talk = await customers.conversation(turn.session, customer.id)
    found = await choosing.for_words(turn, customer, talk, said, None)
    if found is not None:
        await adding.keep(turn, customer, found[0], said)
    else:
        await relay(turn, customer, said)
    await react(turn, customer, said.message_ids[0], talking.SEEN)
