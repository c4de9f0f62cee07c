"""Which case comes first: from its kind, how pressing it is, and the customer's tier."""

from enum import StrEnum

from care_rules.cases import CaseKind


class CasePriority(StrEnum):
    urgent = "urgent"
    high = "high"
    normal = "normal"
    low = "low"


_OF_ORDERS = frozenset({"track_order", "change_order"})  # intents


def rushes(kind: CaseKind, intent: str | None, urgency: str | None) -> bool:
    """Whether a case is promised and watched like an emergency: it is one, or an order that presses."""
    return kind == CaseKind.emergency or (intent in _OF_ORDERS and urgency == "pressing")


IN_ORDER = tuple(CasePriority)  # what comes first stands first


def priority_of(kind: CaseKind, *, pressing: bool, usual: CasePriority) -> CasePriority:
    """Return the priority of a new case; `usual` is that of the customer's tier.

    An emergency is urgent. What presses is one step up, a suggestion one step down.
    """
    if kind == CaseKind.emergency:
        return CasePriority.urgent
    place = IN_ORDER.index(usual) - int(pressing) + int(kind == CaseKind.suggestion)
    return IN_ORDER[min(max(place, 0), len(IN_ORDER) - 1)]
