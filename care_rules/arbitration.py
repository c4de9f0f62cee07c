"""Which of the touches that are due for one customer are sent, which wait and which are withheld, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from care_rules.caps import Caps, CapState, cap_states
from care_rules.consent import CareKind
from care_rules.quiet_hours import QuietHours, quiet_until
from care_rules.reasons import Fact, Reason
from care_rules.suppression import CHEERFUL_KINDS, Wounds, sore_points
from care_rules.wall_time import aware


@dataclass(frozen=True)
class Limits:
    quiet_hours: QuietHours
    caps: Caps
    after_complaint: timedelta
    surveys_apart: timedelta = timedelta(0)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A touch that is due. Rank 1 goes before rank 2. Moments are UTC; it may be sent up to `expires_at`.

    `facts` are what its text may name; `silent` is a task for staff, of which the customer gets no message, `call` one
    to telephone them; `survey` asks questions; `held_out` is for those whom the rule leaves alone, to see what it does
    for others.
    """

    rule: str
    occasion: str
    due_at: datetime
    expires_at: datetime
    rank: int
    kind: CareKind
    follow_up: bool = False
    held_out: bool = False
    silent: bool = False
    survey: bool = False
    call: bool = False
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What is true of one customer at the moment of deciding.

    `sent_at` holds what we sent first in the last 30 days, queued messages included; `surveyed_at` is when a survey
    was sent last. `own_quiet` and `own_month` are the customer's own wishes: hours without messages, and how many a
    month at most; so is `no_calls`.
    """

    zone: ZoneInfo
    consent: frozenset[CareKind] = frozenset()
    blocked: bool = False
    unreachable: bool = False
    wounds: Wounds = field(default_factory=Wounds)
    not_now_until: datetime | None = None
    bereaved_until: datetime | None = None
    sent_at: tuple[datetime, ...] = ()
    surveyed_at: datetime | None = None
    own_quiet: QuietHours | None = None
    own_month: int | None = None
    no_calls: bool = False

    def having_sent(self, now: datetime, *, survey: bool = False) -> "Circumstances":
        return replace(self, sent_at=(*self.sent_at, now), surveyed_at=now if survey else self.surveyed_at)


class Verdict(StrEnum):
    send = "send"
    wait = "wait"
    withhold = "withhold"


@dataclass(frozen=True)
class Decision:
    """`until` is the UTC moment to decide again, for a verdict of wait only."""

    candidate: Candidate
    verdict: Verdict
    reasons: tuple[Reason, ...]
    until: datetime | None = None

    @property
    def is_heard(self) -> bool:
        """Whether the customer gets a message."""
        return self.verdict is Verdict.send and not self.candidate.silent


def decide(
    candidates: Iterable[Candidate], circumstances: Circumstances, limits: Limits, now: datetime
) -> list[Decision]:
    """Decide all that is due for one customer, in order of rank; what is sent uses up the room of what follows.

    The same input gives the same answer, whatever the order of `candidates`.
    """
    now = aware(now)
    decisions: list[Decision] = []
    winner: str | None = None
    for candidate in sorted(candidates, key=lambda c: (c.rank, c.due_at, c.rule, c.occasion)):
        if decisions and decisions[-1].is_heard:
            circumstances = circumstances.having_sent(now, survey=decisions[-1].candidate.survey)
            winner = winner or decisions[-1].candidate.rule
        decisions.append(_decide_one(candidate, circumstances, limits, now, winner))
    return decisions


def _decide_one(
    candidate: Candidate, circumstances: Circumstances, limits: Limits, now: datetime, winner: str | None
) -> Decision:
    against = tuple(_obstacles(candidate, circumstances, limits, now))
    if against:
        return Decision(candidate, Verdict.withhold, against)
    caps = _caps_on(candidate, circumstances, limits, now)
    delays = tuple(_delays(candidate, circumstances, limits, caps, now))
    if not delays:
        return Decision(candidate, Verdict.send, tuple(_grounds(candidate, caps)))
    until = max(moment for reason in delays if isinstance(moment := reason.facts["until_at"], datetime))
    until = _quiet_until(until, circumstances, limits) or until
    if winner is not None and any(reason.key == "cap-reached" for reason in delays):
        delays += (Reason("outranked", {"by": winner}),)
    if until > candidate.expires_at:
        too_late = Reason("would-expire", {"expired_at": candidate.expires_at})
        return Decision(candidate, Verdict.withhold, (*delays, too_late))
    return Decision(candidate, Verdict.wait, delays, until)


def _obstacles(candidate: Candidate, circumstances: Circumstances, limits: Limits, now: datetime) -> Iterator[Reason]:
    """What no waiting mends."""
    if now > candidate.expires_at:
        yield Reason("expired", {"expired_at": candidate.expires_at})
    if circumstances.blocked:
        yield Reason("blocked")
    if circumstances.unreachable:
        yield Reason("unreachable")
    if candidate.kind not in circumstances.consent:
        yield Reason("no-consent", {"kind": candidate.kind.value})
    if candidate.call and circumstances.no_calls:
        yield Reason("no-calls")
    if candidate.held_out:
        yield Reason("holdout")
    if candidate.kind in CHEERFUL_KINDS:
        yield from _out_of_place(candidate, circumstances, limits, now)


def _out_of_place(
    candidate: Candidate, circumstances: Circumstances, limits: Limits, now: datetime
) -> Iterator[Reason]:
    """What hurts: a loss silences all that is cheerful, a complaint all but what is about it."""
    bereaved = circumstances.bereaved_until
    if bereaved is not None and now < bereaved:
        yield Reason("bereaved", {"until_at": bereaved})
    if not candidate.follow_up:
        yield from sore_points(circumstances.wounds, limits.after_complaint, now)


def _caps_on(candidate: Candidate, circumstances: Circumstances, limits: Limits, now: datetime) -> tuple[CapState, ...]:
    """Return the caps that count it: none, if it follows up the customer's own case or they get no message."""
    if candidate.follow_up or candidate.silent:
        return ()
    return tuple(cap_states(_caps(circumstances, limits), circumstances.sent_at, now, circumstances.zone))


def _delays(
    candidate: Candidate, circumstances: Circumstances, limits: Limits, caps: Iterable[CapState], now: datetime
) -> Iterator[Reason]:
    quiet_ends = _quiet_until(now, circumstances, limits)
    if quiet_ends is not None:
        yield Reason("quiet-hours", {"until_at": quiet_ends})
    if candidate.survey and circumstances.surveyed_at is not None:
        again = circumstances.surveyed_at + limits.surveys_apart
        if now < again:
            yield Reason("surveyed", {"asked_at": circumstances.surveyed_at, "until_at": again})
    not_now_until = circumstances.not_now_until
    if not candidate.follow_up and not_now_until is not None and now < not_now_until:
        yield Reason("not-now", {"until_at": not_now_until})
    yield from _reached(caps)


def _reached(caps: Iterable[CapState]) -> Iterator[Reason]:
    for cap in caps:
        if cap.room_at is not None:
            facts: dict[str, Fact] = {
                "period": cap.period,
                "sent": cap.sent,
                "at_most": cap.at_most,
                "until_at": cap.room_at,
            }
            yield Reason("cap-reached", facts)


def _grounds(candidate: Candidate, caps: Iterable[CapState]) -> Iterator[Reason]:
    """Why it is sent; the message itself is counted in."""
    yield Reason("due", {"rule": candidate.rule, "occasion": candidate.occasion, "due_at": candidate.due_at})
    yield Reason("consented", {"kind": candidate.kind.value})
    if candidate.follow_up:
        yield Reason("follow-up")
    for cap in caps:
        yield Reason("within-cap", {"period": cap.period, "sent": cap.sent + 1, "at_most": cap.at_most})


def _quiet_until(moment: datetime, circumstances: Circumstances, limits: Limits) -> datetime | None:
    """Return when both the company's quiet hours and the customer's own are over; None if neither covers the moment."""
    both = [limits.quiet_hours, *([circumstances.own_quiet] if circumstances.own_quiet is not None else [])]
    ends: datetime | None = None
    for _ in range(2 * len(both)):  # the end of one may lie within the other
        found = [end for quiet in both if (end := quiet_until(ends or moment, quiet, circumstances.zone)) is not None]
        if not found:
            return ends
        ends = max(found)
    return ends


def _caps(circumstances: Circumstances, limits: Limits) -> Caps:
    """The customer's own limit wins where it is the lower one."""
    own, month = circumstances.own_month, limits.caps.month
    if own is None or (month is not None and month <= own):
        return limits.caps
    return replace(limits.caps, month=own)
