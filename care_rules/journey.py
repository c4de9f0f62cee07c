"""How far somebody has come with us, from a name in a list to one who recommends us."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from care_rules.because import Because
from care_rules.shopping import ShoppingHistory

_REGULAR = 1.5  # usual intervals since the last purchase; whoever is away longer is not regular
_MAJORITY_SHARE, _LOYAL_SHARE = 50, 80  # percent of what they spend on such things
_MAJORITY_VISITS, _LOYAL_VISITS = 5, 8
_LOYAL_FOR = timedelta(days=365)
PROMOTER = 9  # of 10


class Stage(StrEnum):
    """In the order in which people come through them."""

    suspect = "suspect"
    prospect = "prospect"
    first_time = "first_time"
    repeat = "repeat"
    majority = "majority"
    loyal = "loyal"
    advocate = "advocate"


class Phase(StrEnum):
    """Where somebody stands with what they buy: nothing yet; something on order; all that was bought is theirs."""

    before_purchase = "before_purchase"
    purchase = "purchase"
    after_purchase = "after_purchase"


def phase_of(*, has_bought: bool, is_waiting: bool) -> Phase:
    """Return the phase of somebody who has bought before, or not, and waits for an order, or not."""
    if is_waiting:
        return Phase.purchase
    return Phase.after_purchase if has_bought else Phase.before_purchase


@dataclass(frozen=True, slots=True)
class Signals:
    """What a stage is told by. `wallet_share` in percent, as stated; `recommends` is their last answer, 0 to 10."""

    history: ShoppingHistory
    has_written: bool = False
    wallet_share: int | None = None
    recommends: int | None = None
    referrals: int = 0


def stage_of(signals: Signals, now: datetime) -> tuple[Stage, Because]:
    """Return the stage, with the signal that decided it.

    One purchase makes a first-time customer, a second one a client who comes back. Majority: they say that we have half
    of what they spend on such things, or they have come five times and keep to their rhythm. Loyal: they say four
    fifths, or eight times in more than a year, still in rhythm. An advocate is somebody who came back and who brought
    others, or says 9 or 10 when asked whether they would recommend us.
    """
    history = signals.history
    if not history.purchases:
        stage = Stage.prospect if signals.has_written else Stage.suspect
        return stage, Because("written" if signals.has_written else "never-written")
    if history.visits == 1:
        return Stage.first_time, Because("bought", {"times": 1})
    if signals.referrals:
        return Stage.advocate, Because("referrals", {"times": signals.referrals})
    if signals.recommends is not None and signals.recommends >= PROMOTER:
        return Stage.advocate, Because("recommends", {"score": signals.recommends})
    return _of_those_who_come_back(signals, now)


def _of_those_who_come_back(signals: Signals, now: datetime) -> tuple[Stage, Because]:
    history, share = signals.history, signals.wallet_share
    if share is not None and share >= _MAJORITY_SHARE:
        return (Stage.loyal if share >= _LOYAL_SHARE else Stage.majority), Because("wallet-share", {"percent": share})
    overdue = history.overdue(now)
    regular = overdue is not None and overdue <= _REGULAR
    long_enough = history.first_at is not None and now - history.first_at >= _LOYAL_FOR
    times = Because("bought", {"times": history.visits})
    if regular and history.visits >= _LOYAL_VISITS and long_enough:
        return Stage.loyal, times
    if regular and history.visits >= _MAJORITY_VISITS:
        return Stage.majority, times
    return Stage.repeat, times
