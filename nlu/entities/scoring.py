"""How good a finder is: precision, recall and F1 of each kind, over messages whose entities are known."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlu.entities.entity import Entity


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one kind. Of nothing found, and of nothing wanted, none is wrong: precision and recall are then 1."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """2·right / (found + wanted), the harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    kinds: dict[str, Tally]

    @property
    def overall(self) -> Tally:
        """All kinds together, each entity counted alike."""
        tallies = self.kinds.values()
        return Tally(*(sum(getattr(tally, name) for tally in tallies) for name in ("right", "found", "wanted")))

    @property
    def macro_f1(self) -> float:
        """The mean over kinds, each kind counted alike."""
        return sum(tally.f1 for tally in self.kinds.values()) / len(self.kinds) if self.kinds else 1.0


def score(found: Iterable[Sequence[Entity]], wanted: Iterable[Sequence[Entity]]) -> Score:
    """Compare message by message. Right is the same kind and value at overlapping places, each wanted one counted once.

    Raises:
        ValueError: if one side has more messages than the other.
    """
    counts: dict[str, Counter[str]] = {"right": Counter(), "found": Counter(), "wanted": Counter()}
    for ours, theirs in zip(found, wanted, strict=True):
        counts["found"].update(entity.kind for entity in ours)
        counts["wanted"].update(entity.kind for entity in theirs)
        counts["right"].update(_right(ours, theirs))
    kinds = sorted(counts["found"] | counts["wanted"])
    return Score({kind: Tally(*(counts[name][kind] for name in ("right", "found", "wanted"))) for kind in kinds})


def _right(ours: Sequence[Entity], theirs: Sequence[Entity]) -> Iterable[str]:
    open_ones = list(theirs)
    for entity in ours:
        match = next((other for other in open_ones if _same(entity, other)), None)
        if match is not None:
            open_ones.remove(match)
            yield entity.kind


def _same(left: Entity, right: Entity) -> bool:
    is_beside = left.end <= right.start or right.end <= left.start
    return (left.kind, left.value) == (right.kind, right.value) and not is_beside
