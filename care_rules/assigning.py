"""Who gets a new case: in turn, within what each can do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from care_rules.cases import CaseKind

_NEVER = datetime.min.replace(tzinfo=UTC)


class Assignment(StrEnum):
    """How a new case finds somebody: whoever claims it, or whose turn it is."""

    claim = "claim"
    in_turn = "in turn"


@dataclass(frozen=True)
class Skills:
    """What a person can do. Who names no language can all of them, and so with kinds; products only win a tie."""

    languages: frozenset[str] = frozenset()
    kinds: frozenset[CaseKind] = frozenset()
    products: frozenset[str] = frozenset()

    def fit(self, need: "Need") -> bool:
        return (not self.languages or need.language in self.languages) and (not self.kinds or need.kind in self.kinds)

    def know(self, text: str) -> bool:
        """Whether the words name a product that this person knows."""
        folded = text.casefold()
        return any(product in folded for product in self.products)


@dataclass(frozen=True)
class Need:
    """What a case asks of whoever takes it; `language` is the customer's, without a region."""

    language: str
    kind: CaseKind
    said: str


@dataclass(frozen=True)
class Candidate:
    """A person who is there. `given_at` is when they were last given a case, in UTC; None: never."""

    telegram_id: int
    skills: Skills
    given_at: datetime | None = None


def next_in_turn(candidates: Iterable[Candidate], need: Need) -> Candidate | None:
    """Return who has waited longest among those who fit, those first who know the product; None if nobody fits."""
    fitting = [one for one in candidates if one.skills.fit(need)]
    knowing = [one for one in fitting if one.skills.know(need.said)] or fitting
    return min(knowing, key=lambda one: (one.given_at or _NEVER, one.telegram_id), default=None)
