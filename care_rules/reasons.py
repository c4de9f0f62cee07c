"""Why a touch was sent, waits or was withheld."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

Fact = str | int | datetime

# The keys are stored beside touches and rendered by the message catalogue: stable. These words are for the terminal.
_IN_ENGLISH: Mapping[str, str] = {
    "due": 'rule "{rule}", {occasion}',
    "consented": "agreed to {kind}",
    "within-cap": "{sent} of at most {at_most} a {period}",
    "follow-up": "follows up the customer's own case",
    "quiet-hours": "quiet hours until {until_at}",
    "cap-reached": "{sent} of at most {at_most} a {period} already sent, room from {until_at}",
    "surveyed": "was asked by a survey at {asked_at}, not again before {until_at}",
    "outranked": 'rule "{by}" goes first',
    "not-now": 'said "not now" until {until_at}',
    "no-consent": "has not agreed to {kind}",
    "blocked": "has blocked the bot",
    "unreachable": "cannot be reached",
    "open-case": "open complaint {number}",
    "closed-recently": "complaint {number} closed at {closed_at}, cheerful again from {until_at}",
    "bereaved": "left in peace until {until_at}: somebody has died",
    "low-score": "a low score is unanswered",
    "no-calls": "does not want to be telephoned",
    "holdout": "left alone, to see what the rule does for others",
    "restored": "may have gone out before the database was restored",
    "expired": "too late since {expired_at}",
    "would-expire": "would be too late, after {expired_at}",
}
REASON_KEYS = frozenset(_IN_ENGLISH)


@dataclass(frozen=True, slots=True)
class Reason:
    """`facts` whose names end in `_at` are UTC moments."""

    key: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.key not in REASON_KEYS:
            raise ValueError(f"unknown reason {self.key}")

    def in_words(self) -> str:
        return _IN_ENGLISH[self.key].format_map({name: _said(fact) for name, fact in self.facts.items()})

    def as_data(self) -> dict[str, str | int]:
        """Plain data for a JSON column; `reason_from` reads it back."""
        facts = {name: fact.isoformat() if isinstance(fact, datetime) else fact for name, fact in self.facts.items()}
        return {"key": self.key, **facts}


def reason_from(data: Mapping[str, str | int]) -> Reason:
    facts = {name: fact for name, fact in data.items() if name != "key"}
    return Reason(
        str(data["key"]),
        {name: datetime.fromisoformat(str(fact)) if name.endswith("_at") else fact for name, fact in facts.items()},
    )


def in_words(reasons: tuple[Reason, ...]) -> str:
    return "; ".join(reason.in_words() for reason in reasons)


def _said(fact: Fact) -> str:
    return f"{fact:%Y-%m-%d %H:%M} UTC" if isinstance(fact, datetime) else str(fact)
