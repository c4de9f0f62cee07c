"""Why a customer has the tier, the stage or the health they have: stored as data, put in words by the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Fact = str | int | float

KEYS = frozenset(
    {
        # the stage of the journey
        "never-written", "written", "bought", "wallet-share", "referrals", "recommends",
        # the health of the relationship
        "overdue", "hardly-alive", "left", "complaint", "satisfaction", "spends-less", "spends-more", "effort",
        "as-usual",
        # the tier
        "pinned", "top", "revenue", "rfm", "worth", "beneath", "stays", "newcomer",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Because:
    """`facts` are plain: numbers and names. A new key needs a sentence `because-<key>` for staff."""

    key: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.key not in KEYS:
            raise ValueError(f"unknown reason {self.key}")

    def as_data(self) -> dict[str, Fact]:
        return {"key": self.key, **self.facts}


def because_from(data: Mapping[str, Fact]) -> Because:
    return Because(str(data["key"]), {name: fact for name, fact in data.items() if name != "key"})
