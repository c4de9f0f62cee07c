from collections.abc import Collection
from enum import StrEnum


class CareKind(StrEnum):
    """What we may write about first; consent is given and withdrawn for each."""

    greetings = "greetings"
    reminders = "reminders"
    surveys = "surveys"
    offers = "offers"


class Consent(StrEnum):
    """The answers to "May I write to you?": "Yes", "Only reminders", "No, thanks". Not asked yet is None."""

    all = "all"
    reminders_only = "reminders_only"
    none = "none"


_GRANTED = {
    Consent.all: frozenset(CareKind),
    Consent.reminders_only: frozenset({CareKind.reminders}),
    Consent.none: frozenset[CareKind](),
}


def kinds_granted(consent: Consent | None, declined: Collection[str] = ()) -> frozenset[CareKind]:
    """Silence is no consent: not asked, or not answered, grants nothing.

    `declined` names the kinds that were taken back since, and perhaps other things.
    """
    return frozenset() if consent is None else _GRANTED[consent] - {kind for kind in CareKind if kind in declined}


def narrowed(kinds: Collection[CareKind]) -> tuple[Consent, tuple[CareKind, ...]]:
    """Return the level that grants these kinds and least beside them, and what of it is declined."""
    level = next(one for one in reversed(Consent) if _GRANTED[one] >= set(kinds))
    return level, tuple(kind for kind in CareKind if kind in _GRANTED[level] - set(kinds))


def allows(consent: Consent | None, kind: CareKind) -> bool:
    return kind in kinds_granted(consent)
