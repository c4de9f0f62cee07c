"""Whether words belong to a case that is open, or are clearly about something else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_WORD = re.compile("[\u3400-\u9fff]|[\\w\u0900-\u0963]+")  # a Han character says as much as a word
_FEWEST = 3


@dataclass(frozen=True)
class Matter:
    """What a case, or a message, names. Several orders or products may be named in the course of a case."""

    orders: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    category: str | None = None


class Fit(StrEnum):
    same = "same"
    unsaid = "unsaid"  # nothing speaks for it or against it
    other = "other"


def fit(case: Matter, words: Matter) -> Fit:
    """Return how the words fit the case. An order says more than a product, and that more than a category.

    Only a different order, or a different product, is clearly something else: whoever complains of a late parcel may go
    on to the driver's manners.
    """
    for named, known in ((words.orders, case.orders), (words.products, case.products)):
        if named and known:
            return Fit.same if named & known else Fit.other
    if words.category is not None and words.category == case.category:
        return Fit.same
    return Fit.unsaid


def alike(one: str, other: str) -> bool:
    """Whether two texts say much the same: at least half of all their words are in both, and three of them."""
    first, second = (set(_WORD.findall(text.casefold())) for text in (one, other))
    shared = first & second
    return len(shared) >= _FEWEST and 2 * len(shared) >= len(first | second)


def chosen(cases: Sequence[Matter], words: Matter) -> tuple[int, Fit]:
    """Return the place of the case that the words fit best, and how; of several alike the first.

    Raises:
        ValueError: if there are no cases.
    """
    fits = [fit(case, words) for case in cases]
    best = min(fits, key=list(Fit).index)
    return fits.index(best), best
