"""What a rule does: those whom it was for and who were written to, beside those whom it left alone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import sqrt

FEWEST = 30  # customers in a group: with fewer nothing is said of a difference
_Z = 1.959963984540054  # 95 %


@dataclass(frozen=True, slots=True)
class Seen:
    """One decision of the rule about a customer, at a moment in UTC."""

    customer: int
    at: datetime
    held_out: bool


@dataclass(frozen=True, slots=True)
class Share:
    """So many customers out of so many."""

    hits: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.hits <= self.of:
            raise ValueError(f"no share: {self.hits} of {self.of}")

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else 0.0


class Finding(StrEnum):
    too_few = "too_few"
    may_be_chance = "may_be_chance"
    more = "more"
    fewer = "fewer"


@dataclass(frozen=True, slots=True)
class Difference:
    """Of two shares, the first less the second, with its 95 % interval; each from -1 to 1."""

    value: float
    low: float
    high: float
    finding: Finding


def held_out(sent: bool, reasons: Collection[str]) -> bool | None:
    """Whether a touch was left alone for comparison alone; None where it is in neither group.

    Somebody who would not have been written to anyway (no consent, an open complaint) is compared with nobody.
    """
    if sent:
        return False
    return True if set(reasons) == {"holdout"} else None


def compared(seen: Iterable[Seen]) -> list[Seen]:
    """Return the first decision about each customer; who was in both groups, as the share was changed, is in none."""
    first: dict[int, Seen] = {}
    both: set[int] = set()
    for one in sorted(seen, key=lambda found: (found.at, found.customer)):
        known = first.setdefault(one.customer, one)
        if known.held_out is not one.held_out:
            both.add(one.customer)
    return [one for one in first.values() if one.customer not in both]


def share(seen: Iterable[Seen], moments: Mapping[int, Sequence[datetime]], span: timedelta) -> Share:
    """Return for how many of them one of their own `moments` (UTC, by customer) came within `span` after."""
    everybody = list(seen)
    hits = sum(any(one.at < at <= one.at + span for at in moments.get(one.customer, ())) for one in everybody)
    return Share(hits, len(everybody))


def wilson(found: Share) -> tuple[float, float]:
    """Return the 95 % score interval of a share (Wilson 1927).

    Raises:
        ValueError: if it is a share of nobody.
    """
    if not found.of:
        raise ValueError("a share of nobody has no interval")
    p, n, z2 = found.value, found.of, _Z * _Z
    middle, reach = 2 * n * p + z2, _Z * sqrt(z2 + 4 * n * p * (1 - p))
    low = 0.0 if found.hits == 0 else (middle - reach) / (2 * (n + z2))
    high = 1.0 if found.hits == n else (middle + reach) / (2 * (n + z2))
    return low, high


def difference(first: Share, second: Share) -> Difference:
    """Return the difference of two independent shares with its 95 % interval.

    The interval is the hybrid score one: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10.

    Raises:
        ValueError: if either is a share of nobody.
    """
    (low1, high1), (low2, high2) = wilson(first), wilson(second)
    p1, p2 = first.value, second.value
    low = p1 - p2 - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    high = p1 - p2 + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return Difference(p1 - p2, low, high, _finding(min(first.of, second.of), low, high))


def _finding(fewest: int, low: float, high: float) -> Finding:
    if fewest < FEWEST:
        return Finding.too_few
    if low > 0:
        return Finding.more
    return Finding.fewer if high < 0 else Finding.may_be_chance
