from typing import ClassVar


class CareError(Exception):
    """What a person did or asked and cannot have; answered politely, logged as information. Anything else is a fault.

    CareError
    ├── IllegalMove          the case's state does not allow this move
    │   └── NotTheirMove     the state allows it, but not to this actor
    ├── ImpossibleDate       no calendar has this day and month
    └── BookError            the rule book has mistakes (loading.py)

    `key` names the sentence in the message catalogue, `facts` fill it.
    """

    key: ClassVar[str] = "care-error"

    def __init__(self, **facts: object) -> None:
        self.facts: dict[str, object] = facts
        super().__init__(self.key, facts)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.key}: {facts}" if facts else self.key


class IllegalMove(CareError):
    key = "illegal-move"


class NotTheirMove(IllegalMove):
    key = "not-their-move"


class ImpossibleDate(CareError):
    key = "impossible-date"
