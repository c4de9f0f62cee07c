"""What is owed to a customer: worked out anew from the events of a case, and watched until it is given."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.work.cases.alerting import next_alert_at
from bot.work.cases.events import BOT, note
from bot.work.turn import Turn
from care_rules.cases import CaseState, Move
from care_rules.ladder import Step, StepKind, Watch, steps
from care_rules.priorities import rushes
from care_rules.promises import RENEWED, Happening, Owed, owed
from care_rules.terms import Objective, Terms
from storage import cases
from storage.tables import CareCase, CaseEvent

ON_IT = "on_it"  # somebody said that they see to it
MISSED = "missed"
_SEEN_TO = frozenset({ON_IT, Move.claim.value, Move.answer.value, Move.ask.value})


@dataclass(frozen=True)
class Account:
    """What a case owes, and what is still to be done about it, the soonest first."""

    owed: tuple[Owed, ...]
    steps: tuple[Step, ...]

    def due(self, objectives: tuple[Objective, ...]) -> datetime | None:
        return next((one.due_at for one in self.owed if one.objective in objectives), None)


async def follow(turn: Turn, case: CareCase) -> Account:
    """Write on the case what it owes now, and when there is next something to do."""
    found = await account(turn, case)
    case.answer_due_at = found.due((Objective.first_answer, Objective.next_answer))
    case.resolution_due_at = found.due((Objective.resolution,))
    alert_at = await next_alert_at(turn, case)
    case.next_step_at = min(_steps(turn, case, found, alert_at), default=None)
    return found


def closes_at(turn: Turn, case: CareCase) -> datetime | None:
    """Return after when a resolved case is closed if the customer says nothing."""
    if case.state != CaseState.resolved or case.resolved_at is None:
        return None
    return case.resolved_at + turn.house.book.desk.close_after


def _steps(turn: Turn, case: CareCase, found: Account, alert_at: datetime | None) -> Iterator[datetime]:
    yield from (step.at for step in found.steps)
    yield from (at for at in (case.snoozed_until, closes_at(turn, case), alert_at) if at is not None)


async def account(turn: Turn, case: CareCase) -> Account:
    """Work out from its events what the case owes."""
    await turn.session.flush()
    events = await cases.events_of(turn.session, case.id or 0)
    found = owed(happenings(events), terms_of(turn, case), turn.house.book.desk.working_hours)
    done = {event.key for event in events if event.key is not None}
    seen_to = max((event.at for event in events if event.what in _SEEN_TO), default=None)
    watch = watch_of(turn, case)
    ahead = [step for one in found for step in steps(one, watch, done, seen_to)]
    return Account(found, tuple(sorted(ahead, key=lambda step: step.at)))


async def note_misses(turn: Turn, case: CareCase) -> None:
    """Before something changes: what has run out by now was missed, though nobody has looked since."""
    if case.next_step_at is None or case.next_step_at >= turn.now:
        return
    for step in (await account(turn, case)).steps:
        if step.kind == StepKind.miss and step.at < turn.now:
            note_step(turn, case, step)


def note_step(turn: Turn, case: CareCase, step: Step, until: datetime | None = None) -> None:
    """Write that a step was taken, which it is once."""
    what = {StepKind.renew: RENEWED, StepKind.miss: MISSED}.get(step.kind, f"told_{step.kind}")
    event = note(turn, case, what, BOT, step.owed.objective.value)
    event.key, event.until = step.name, until


def terms_of(turn: Turn, case: CareCase) -> Terms:
    """Return the promises that were given at the opening; those of the book for a case from before they were kept."""
    if case.terms:
        return Terms.of_data(case.terms)
    return turn.house.book.terms(case.tier, case.kind, case.priority)


def watch_of(turn: Turn, case: CareCase) -> Watch:
    return replace(turn.house.book.desk.watch, emergency=rushes(case.kind, case.intent, case.urgency))


def happenings(events: list[CaseEvent]) -> list[Happening]:
    """Return the events as the rules see them."""
    state, seen = CaseState.new, []
    for event in events:
        state = event.to_state or state
        renews = Objective(event.why) if event.what == RENEWED and event.why else None
        seen.append(Happening(event.id or 0, event.at, event.what, state, renews, event.until))
    return seen
