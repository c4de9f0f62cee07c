"""What must be true of every touch that was sent, whatever happened before."""

from collections.abc import Sequence
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from care_rules.cases import OPEN_STATES
from care_rules.consent import kinds_granted
from care_rules.rule import Rule
from care_rules.suppression import CHEERFUL_KINDS
from storage.tables import CareCase, Customer, Touch, TouchOutcome


def lawful(touch: Touch, rule: Rule, customer: Customer, earlier: Sequence[Touch], cases: Sequence[CareCase]) -> None:
    """Check a touch just sent against the customer as they are now; `earlier` and `cases` are theirs."""
    now, zone = touch.decided_at, ZoneInfo(customer.zone or "Asia/Kolkata")
    assert customer.stopped_at is None
    assert customer.blocked_at is None
    assert rule.kind in kinds_granted(customer.consent, customer.declined)
    hour = now.astimezone(zone).time()
    assert time(8) <= hour < time(22)
    assert not (customer.quiet_from and customer.quiet_from <= hour.hour < (customer.quiet_until or 0))
    if rule.kind in CHEERFUL_KINDS:
        assert customer.bereaved_until is None or customer.bereaved_until <= now
    if rule.follow_up:
        return
    assert customer.paused_until is None or customer.paused_until <= now
    if rule.kind in CHEERFUL_KINDS:
        assert not [one for one in cases if one.state in OPEN_STATES]
    if touch.outbox_id is None:
        return  # a task of staff's
    sent = [one.decided_at for one in earlier if one.outcome is TouchOutcome.SENT and one.outbox_id is not None]
    assert now.astimezone(zone).date() not in {at.astimezone(zone).date() for at in sent}
    month = [at for at in sent if at > now - timedelta(days=30)]
    assert customer.most_a_month is None or len(month) < customer.most_a_month
