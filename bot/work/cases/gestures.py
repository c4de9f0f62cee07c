"""Gestures of goodwill from the rule book: granted by whoever may, asked of a lead or manager by everybody else."""

from bot.work import people, staffroom
from bot.work.buttons import Button, Rows, row, tap
from bot.work.cases.canned import fill
from bot.work.cases.events import agent_of, get, must_be_open, note
from bot.work.errors import GestureAlready, StaleButton
from bot.work.said import Agent
from bot.work.saying import write
from bot.work.turn import Turn
from care_rules.roles import check, may
from care_rules.rule_book import GestureRule
from storage import customers, gestures
from storage.tables import CareCase, Customer, Gesture, GestureState

GESTURE = "gesture"


async def offer(turn: Turn, customer: Customer, case: CareCase) -> None:
    """Show staff what may be done for the customer of this case."""
    known = turn.house.book.gestures
    if not known:
        await staffroom.tell_key(turn, customer, "staff-no-gestures")
        return
    buttons = tuple(row(Button(one.title, tap("grant", case.id, name), literal=True)) for name, one in known.items())
    text = turn.house.words.text("staff-gestures", staffroom.LANGUAGE, number=case.number, name=customer.known_as)
    await staffroom.tell(turn, customer, text, buttons=buttons)


async def grant(turn: Turn, customer: Customer, agent: Agent, case: CareCase, name: str) -> None:
    """Grant the gesture, or ask somebody who may; once a case.

    Raises:
        StaleButton: if the book has no such gesture.
        MergedAway, IllegalMove: if the case is over.
        GestureAlready: if it was granted or asked for.
    """
    must_be_open(case, GESTURE)
    rule = _rule(turn, name)
    for one in await gestures.of_case(turn.session, case.id or 0):
        if one.name == name and one.state != GestureState.refused:
            raise GestureAlready(title=rule.title, state=one.state.value, by=one.decided_by or one.asked_by)
    gesture = Gesture(
        case_id=case.id or 0,
        name=name,
        state=GestureState.asked,
        asked_by_id=agent.telegram_id,
        asked_by=agent.name,
        asked_at=turn.now,
    )
    turn.session.add(gesture)
    await turn.session.flush()
    if may(agent.role, rule.granted_by):
        await _settle(turn, customer, agent, case, gesture)
    else:
        await _ask(turn, customer, agent, case, gesture)


async def decide(turn: Turn, agent: Agent, gesture_id: int, *, yes: bool) -> None:
    """Grant or refuse what was asked for.

    Raises:
        StaleButton: if there is nothing to decide.
        NotAllowed: if the agent may not.
        GestureAlready: if it is decided.
    """
    gesture = await gestures.by_id(turn.session, gesture_id)
    if gesture is None:
        raise StaleButton
    rule = _rule(turn, gesture.name)
    check(agent.role, rule.granted_by)
    if gesture.state != GestureState.asked:
        raise GestureAlready(title=rule.title, state=gesture.state.value, by=gesture.decided_by or "")
    case = await get(turn, gesture.case_id)
    customer = await customers.by_id(turn.session, case.customer_id)
    assert customer is not None
    if yes:
        await _settle(turn, customer, agent, case, gesture)
        return
    gesture.state, gesture.decided_by, gesture.decided_at = GestureState.refused, agent.name, turn.now
    note(turn, case, GESTURE, agent_of(agent), f"refused: {rule.title}")
    await staffroom.tell_key(
        turn, customer, "staff-gesture-refused", title=rule.title, agent=agent.name, asked_by=gesture.asked_by
    )


async def _settle(turn: Turn, customer: Customer, agent: Agent, case: CareCase, gesture: Gesture) -> None:
    rule = _rule(turn, gesture.name)
    gesture.state, gesture.decided_by, gesture.decided_at = GestureState.granted, agent.name, turn.now
    note(turn, case, GESTURE, agent_of(agent), rule.title)
    await write(turn, customer, fill(turn, customer, rule.in_language(customer.language)))
    await staffroom.tell_key(
        turn, customer, "staff-gesture-granted", title=rule.title, agent=agent.name, number=case.number
    )


async def _ask(turn: Turn, customer: Customer, agent: Agent, case: CareCase, gesture: Gesture) -> None:
    rule = _rule(turn, gesture.name)
    note(turn, case, GESTURE, agent_of(agent), f"asked: {rule.title}")
    text = turn.house.words.text(
        "staff-gesture-asked",
        staffroom.LANGUAGE,
        title=rule.title,
        agent=agent.name,
        number=case.number,
        name=customer.known_as,
    )
    text, entities = people.calling(await people.with_role(turn, rule.granted_by), text)
    await staffroom.tell(turn, customer, text, entities=entities, buttons=_decision(gesture))
    turn.toast = turn.house.words.text("toast-gesture-asked", staffroom.LANGUAGE, title=rule.title)


def _decision(gesture: Gesture) -> Rows:
    yes, no = tap("decide", gesture.id, "yes"), tap("decide", gesture.id, "no")
    return (row(Button("button-grant", yes), Button("button-refuse", no)),)


def _rule(turn: Turn, name: str) -> GestureRule:
    rule = turn.house.book.gestures.get(name)
    if rule is None:
        raise StaleButton
    return rule
