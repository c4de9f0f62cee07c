"""How long a service point is waited for."""

from datetime import datetime, timedelta

from bot.work.turn import Turn
from care_rules.cases import OPEN_STATES, CaseKind
from storage import cases, service_points
from storage.tables import CareCase

PATIENCE = timedelta(minutes=5)  # then the next nearest is alerted
NOBODY = "no_point"  # the event, and its key: every point was alerted, and none acknowledged


async def next_alert_at(turn: Turn, case: CareCase) -> datetime | None:
    """Return after when the next service point is to be alerted; None if nobody is waited for."""
    if case.kind != CaseKind.emergency or case.state not in OPEN_STATES:
        return None
    alerts = await service_points.alerts_of(turn.session, case.id or 0)
    if not alerts or any(one.acknowledged_at for one in alerts):
        return None
    if any(event.key == NOBODY for event in await cases.events_of(turn.session, case.id or 0)):
        return None
    return alerts[-1].alerted_at + PATIENCE
