"""In an emergency: the nearest service point, for the customer to call, and alerted until one acknowledges."""

from bot.work import groups
from bot.work.buttons import Button, markup, row, tap
from bot.work.cases.alerting import NOBODY, next_alert_at
from bot.work.cases.events import BOT, By, get, note
from bot.work.cases.promising import follow
from bot.work.errors import StaleButton
from bot.work.said import quote
from bot.work.saying import URGENT, say
from bot.work.staffroom import LANGUAGE, tell_key
from bot.work.turn import Turn
from care_rules.cases import OPEN_STATES, Actor
from care_rules.distances import Position, kilometres
from care_rules.opening_hours import open_at
from storage import cases, customers, service_points
from storage.tables import CareCase, Customer, PointAlert, Priority, ServicePoint

ALERTED, COMING = "point_alerted", "point_coming"


async def tell(turn: Turn, customer: Customer, case: CareCase) -> bool:
    """Name the nearest point to the customer and alert it; false if there is none, or nobody knows where they are."""
    near = await _nearest(turn, case)
    if not near:
        return False
    distance, point = near[0]
    await say(
        turn,
        customer,
        "nearest-point",
        manner=URGENT,
        point=point.name,
        distance=_spelt(distance),
        phone=point.phone,
        hours=point.hours or "none",
        emergency_number=turn.house.company.emergency_number,
        number=case.number,
    )
    if not await service_points.alerts_of(turn.session, case.id or 0):
        await _alert_next(turn, customer, case)
        await follow(turn, case)
    return True


async def go_on(turn: Turn, customer: Customer, case: CareCase) -> bool:
    """Alert the next nearest, if the one before has not acknowledged in time; whether something was done."""
    at = await next_alert_at(turn, case)
    if at is None or at >= turn.now:
        return False
    await _alert_next(turn, customer, case)
    return True


async def acknowledge(turn: Turn, chat_id: int, name: str, case_id: int, point_id: int) -> None:
    """Somebody at a service point says that they see to it: the customer and staff hear so, and nobody else is alerted.

    Raises:
        StaleButton: if the point was not alerted, the chat is not its own, or it is over.
    """
    case = await get(turn, case_id)
    point = await turn.session.get(ServicePoint, point_id)
    alert = await turn.session.get(PointAlert, (case_id, point_id))
    customer = await customers.by_id(turn.session, case.customer_id)
    known = point is not None and point.chat_id == chat_id and alert is not None and customer is not None
    if not known or case.state not in OPEN_STATES:
        raise StaleButton
    assert point is not None
    assert alert is not None
    assert customer is not None
    turn.toast = turn.house.words.text("toast-on-our-way", LANGUAGE, number=case.number)
    if alert.acknowledged_at is not None:
        return
    alert.acknowledged_at, alert.acknowledged_by = turn.now, name
    note(turn, case, COMING, By(Actor.staff, None, f"{name}, {point.name}"))
    await follow(turn, case)
    await say(turn, customer, "point-coming", manner=URGENT, point=point.name, phone=point.phone, number=case.number)
    await tell_key(turn, customer, "staff-point-coming", point=point.name, who=name, number=case.number)


async def _alert_next(turn: Turn, customer: Customer, case: CareCase) -> None:
    alerted = {one.point_id for one in await service_points.alerts_of(turn.session, case.id or 0)}
    reachable = [(far, one) for far, one in await _nearest(turn, case) if one.chat_id is not None]
    waiting = [(far, one) for far, one in reachable if one.id not in alerted]
    if not waiting:
        if reachable:
            note(turn, case, NOBODY, BOT).key = NOBODY
            await tell_key(turn, customer, "staff-no-point", number=case.number)
        return
    distance, point = waiting[0]
    here = await _place_of(turn, case)
    assert here is not None
    assert point.id is not None
    assert point.chat_id is not None
    turn.session.add(PointAlert(case_id=case.id or 0, point_id=point.id, alerted_at=turn.now))
    note(turn, case, ALERTED, BOT, point.name)
    words = turn.house.words
    text = words.text(
        "point-alert",
        LANGUAGE,
        number=case.number,
        name=customer.known_as,
        said=quote(case.said) or words.text("no-words", LANGUAGE),
        distance=_spelt(distance),
        place=f"{here.latitude:.5f}, {here.longitude:.5f}",
        company=turn.house.company.name,
    )
    button = row(Button("button-on-our-way", tap("point", case.id, point.id)))
    payload = {"text": text, "reply_markup": markup((button,), words, LANGUAGE)}
    await groups.post(turn, point.chat_id, payload, priority=Priority.EMERGENCY)
    await tell_key(turn, customer, "staff-point-alerted", point=point.name, distance=_spelt(distance))


async def _nearest(turn: Turn, case: CareCase) -> list[tuple[float, ServicePoint]]:
    """Return the points with their kilometres, the nearest first, those that are closed now after all others.

    There is none while we don't know where the customer is. Hours nobody can read say nothing against a point.
    """
    here = await _place_of(turn, case)
    if here is None:
        return []
    points = await service_points.everywhere(turn.session)
    found = [(kilometres(here, Position(one.latitude, one.longitude)), one) for one in points]
    local = turn.now.astimezone(turn.house.company.zone)
    return sorted(found, key=lambda each: (open_at(each[1].hours, local) is False, each[0], each[1].id or 0))


async def _place_of(turn: Turn, case: CareCase) -> Position | None:
    """Return where the customer said last that they are."""
    await turn.session.flush()
    events = await cases.events_of(turn.session, case.id or 0)
    files = [file for event in events for file in event.attached if "latitude" in file and "longitude" in file]
    return Position(files[-1]["latitude"], files[-1]["longitude"]) if files else None


def _spelt(distance: float) -> str:
    return f"{distance:.1f}" if distance < 10 else f"{distance:.0f}"
