from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


class CareError(Exception):
    """What a person did or asked and cannot have; answered politely, logged as information. Anything else is a fault.

    CareError
    ├── IllegalMove          the case's state does not allow this move
    │   └── NotTheirMove     the state allows it, but not to this actor
    ├── NotAllowed           somebody with a higher role may do this
    ├── ImpossibleDate       no calendar has this day and month
    └── BookError            the rule book has mistakes

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


class NotAllowed(CareError):
    """Facts: needed (a role)."""

    key = "not-allowed"


class ImpossibleDate(CareError):
    key = "impossible-date"


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where it is, what it is and what to write instead. Line 0 is the file or folder as a whole."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        what = " ".join(self.what.split())  # one mistake, one line, whatever was quoted
        return f"{self.file}:{self.line}: {what}" if self.line else f"{self.file}: {what}"


class BookError(CareError):
    """Every mistake found in the rule book, a line each."""

    key = "book-refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(problems=[str(problem) for problem in self.problems])

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)
