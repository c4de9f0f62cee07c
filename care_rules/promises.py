"""What is owed to a customer, worked out from what happened to their case: nothing is counted along the way."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from care_rules.cases import OPEN_STATES, CaseState, Move
from care_rules.terms import Objective, Promise, Terms
from care_rules.working_hours import WorkingHours

OPENED = "opened"
RENEWED = "renewed"  # the customer was told another time
_ANSWERS = frozenset({Move.answer.value, Move.ask.value, Move.resolve.value})
_ASKS = frozenset({Move.customer_wrote.value, Move.reject.value, Move.reopen.value})
_RUNNING = OPEN_STATES - {CaseState.waiting_for_customer}


@dataclass(frozen=True)
class Happening:
    """Something that happened to a case. `what` is a move, or another word; `state` is the one it left behind.

    `key` tells it from the case's other happenings. A renewal says of which objective it is, and until when.
    """

    key: int
    at: datetime
    what: str
    state: CaseState
    objective: Objective | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Owed:
    """A promise that is not kept yet. `key` is the happening that it answers, which is what a miss is counted by.

    `asked_at` is when that was; `since` is when the present clock started to run; `promised_at` is when it is due by
    the terms, None while it is paused; `due_at` is the time the customer has been told, after `renewals` of it. What
    is not `running` waits for the customer: nobody need hurry.
    """

    objective: Objective
    key: int
    asked_at: datetime
    since: datetime
    promised_at: datetime | None
    due_at: datetime | None
    renewals: int = 0
    running: bool = True

    def renewed(self, at: datetime, until: datetime | None) -> "Owed":
        return replace(self, since=at, due_at=until, renewals=self.renewals + 1)


def owed(happenings: Iterable[Happening], terms: Terms, hours: WorkingHours) -> tuple[Owed, ...]:
    """Return the promises that are not kept yet, the answer before the solution.

    The first answer is owed from the opening, and later words of the customer do not move it. After it, the next one
    is owed from the first thing they said that nobody has answered. The solution's clock stands still while they owe
    us an answer, and while the case is held for solved. A promise that has run out stays run out.
    """
    answer: Owed | None = None
    solution = _Solution(terms.resolution, hours)
    answered = False
    for one in happenings:
        if one.what == OPENED:
            answer = _answer(Objective.first_answer, one, terms.first_answer, hours)
        elif one.what in _ANSWERS or one.state not in OPEN_STATES:
            answer, answered = None, True
        elif one.what in _ASKS and answered and answer is None:
            answer = _answer(Objective.next_answer, one, terms.next_answer, hours)
        elif one.what == RENEWED and answer is not None and one.objective == answer.objective:
            answer = answer.renewed(one.at, one.until)
        solution.hear(one)
    return tuple(one for one in (answer, solution.owed()) if one is not None)


def _answer(objective: Objective, asked: Happening, promise: Promise, hours: WorkingHours) -> Owed:
    due = promise.due(asked.at, hours)
    return Owed(objective, asked.key, asked.at, asked.at, promised_at=due, due_at=due)


class _Solution:
    """The clock of the solution: it runs, pauses, and says what is owed."""

    def __init__(self, promise: Promise | None, hours: WorkingHours) -> None:
        self._promise, self._hours = promise, hours
        self._owed: Owed | None = None
        self._running_since: datetime | None = None
        self._used = timedelta(0)
        self._over = False

    def hear(self, one: Happening) -> None:
        if self._promise is None:
            return
        if one.what == OPENED:
            self._owed = Owed(Objective.resolution, one.key, one.at, one.at, promised_at=None, due_at=None)
        if self._owed is None:
            return
        if one.what == RENEWED and one.objective == Objective.resolution:
            self._owed = self._owed.renewed(one.at, one.until)
        self._over = one.state == CaseState.closed
        if one.state in _RUNNING and self._running_since is None:
            self._start(self._owed, self._promise, one.at)
        elif one.state not in _RUNNING and self._running_since is not None:
            self._pause(self._owed, self._promise, one.at)

    def owed(self) -> Owed | None:
        if self._owed is None or self._over:
            return None
        return replace(self._owed, running=self._running_since is not None)

    def _start(self, before: Owed, promise: Promise, at: datetime) -> None:
        self._running_since = at
        if before.promised_at is None:
            due = promise.due(at, self._hours, used=self._used)
            told = before.due_at if before.renewals else due
            self._owed = replace(before, since=at, promised_at=due, due_at=told)

    def _pause(self, before: Owed, promise: Promise, at: datetime) -> None:
        assert self._running_since is not None
        self._used += promise.spent(self._running_since, at, self._hours)
        self._running_since = None
        if before.promised_at is not None and before.promised_at >= at:
            told = before.due_at if before.renewals else None
            self._owed = replace(before, promised_at=None, due_at=told)
