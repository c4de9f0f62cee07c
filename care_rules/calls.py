"""What comes of telephoning a customer, and when they are telephoned again."""

from datetime import datetime, time, timedelta
from enum import StrEnum

from care_rules.wall_time import aware, local_date, moment_at
from care_rules.working_hours import WorkingHours, due_at, opens_at

LATER = timedelta(hours=2)  # of working time
MOST_UNANSWERED = 3  # nobody is rung day after day for ever
NO_CALLS = "calls"  # among what a customer has declined


class CallOutcome(StrEnum):
    """`later`: they answered and asked for another time; `not_wanted`: they do not want to be telephoned."""

    reached = "reached"
    no_answer = "no_answer"
    later = "later"
    not_wanted = "not_wanted"


def again_at(outcome: CallOutcome, unanswered: int, now: datetime, hours: WorkingHours) -> datetime | None:
    """Return when, in UTC, the call is due again; None: that was the end of it.

    Nobody answered: when the desk opens on its next working day, until `unanswered` calls (this one included) are
    enough. Later: after two hours of working time.

    Raises:
        ValueError: if `now` is naive.
    """
    now = aware(now)
    if outcome is CallOutcome.later:
        return due_at(now, LATER, hours)
    if outcome is CallOutcome.no_answer and unanswered < MOST_UNANSWERED:
        tomorrow = local_date(now, hours.zone) + timedelta(days=1)
        return opens_at(moment_at(tomorrow, time(0), hours.zone), hours)
    return None
