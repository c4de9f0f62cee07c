"""Rules that would write to very many at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from care_rules.arbitration import Verdict
from care_rules.preview import PlannedTouch

WITHIN = timedelta(hours=1)
FEW = 20  # customers; fewer are no crowd, whatever their share


@dataclass(frozen=True)
class Crowd:
    """How many customers a rule would write to within an hour from `since` (UTC) on, at the most."""

    rule: str
    since: datetime
    customers: int


def crowds(touches: Iterable[PlannedTouch], everybody: int, share: int) -> list[Crowd]:
    """Return the rules that would write to more than `share` percent of everybody within an hour; `touches` by time."""
    sent: dict[str, list[PlannedTouch]] = defaultdict(list)
    for touch in touches:
        if touch.verdict is Verdict.send and touch.text:
            sent[touch.rule].append(touch)
    largest = [_largest(rule, theirs) for rule, theirs in sorted(sent.items())]
    return [one for one in largest if one.customers >= FEW and 100 * one.customers > share * everybody]


def _largest(rule: str, touches: list[PlannedTouch]) -> Crowd:
    begin, best = 0, (0, touches[0].moment)
    for place, touch in enumerate(touches):
        while touch.moment - touches[begin].moment > WITHIN:
            begin += 1
        best = max(best, (place - begin + 1, touches[begin].moment), key=lambda one: one[0])
    return Crowd(rule, best[1], best[0])
