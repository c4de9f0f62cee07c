"""What a case is about, as far as it was said, and whether two are about one thing."""

from care_rules.intake import Detail
from care_rules.matters import Matter, alike
from storage.tables import CareCase


def of(case: CareCase) -> Matter:
    """Return what a case is known to be about."""
    return Matter(_several(case, Detail.order), _several(case, Detail.product), case.category)


def look_the_same(one: CareCase, other: CareCase) -> bool:
    """Whether two cases of a customer are perhaps about one thing."""
    first, second = of(one), of(other)
    named = (first.orders & second.orders) | (first.products & second.products)
    return bool(named) or alike(one.said, other.said)


def _several(case: CareCase, detail: Detail) -> frozenset[str]:
    return frozenset(one for one in case.details.get(detail, "").split(", ") if one)
