"""A new case is given to whoever's turn it is, where the book wants it so."""

from bot.work import people, staffroom
from bot.work.cases.events import BOT, note
from bot.work.turn import Turn
from care_rules.assigning import Assignment, Candidate, Need, next_in_turn
from care_rules.cases import CaseKind
from care_rules.roles import Role
from storage import roster
from storage.tables import CareCase, Customer


async def assign(turn: Turn, customer: Customer, case: CareCase) -> None:
    """Give the case to who has waited longest of those who are there and can do it; an emergency is everybody's."""
    if turn.house.book.desk.assignment != Assignment.in_turn or case.kind == CaseKind.emergency:
        return
    there = {
        one.telegram_id: one
        for one in await people.everyone(turn)
        if one.role != Role.manager and not one.is_away(turn.now)
    }
    candidates = [Candidate(one.telegram_id, one.skills, one.given_at) for one in there.values()]
    need = Need(customer.language.split("-")[0], case.kind, case.said)
    chosen = next_in_turn(candidates, need)
    if chosen is None:
        return
    (await roster.entry(turn.session, chosen.telegram_id)).given_at = turn.now
    case.agent_id, case.agent_name = chosen.telegram_id, there[chosen.telegram_id].name
    note(turn, case, "assigned", BOT, case.agent_name)


async def call(turn: Turn, customer: Customer, case: CareCase) -> None:
    """Call whoever was given the case, if somebody was."""
    if case.agent_id is None:
        return
    person = people.Person(case.agent_id, case.agent_name or "", Role.agent)
    text = turn.house.words.text("staff-assigned", staffroom.LANGUAGE, number=case.number)
    text, entities = people.calling([person], text)
    await staffroom.tell(turn, customer, text, entities=entities)
