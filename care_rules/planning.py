"""The plan of one customer and one look at it. The tick and the preview both call `look`; there is no second way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import NamedTuple

from care_rules.arbitration import Candidate, Decision, Verdict, decide
from care_rules.coming import coming, kinds_known
from care_rules.occasions import GREETED, Occasion, OccasionKind
from care_rules.person import Known, Person
from care_rules.rule import Rule
from care_rules.rule_book import RuleBook
from care_rules.wall_time import aware, local_date, moment_at

_NEAR = timedelta(days=2)  # an occasion is found again though it was moved by a change of time zone


class Planned(NamedTuple):
    """A touch to come. `due_at` is when to look at it: `occasion_at` at first, later after a wait. Both are UTC."""

    rule: str
    occasion: str
    occasion_at: datetime
    due_at: datetime


@dataclass(frozen=True)
class Look:
    """What a look at the plan came to: decisions in order of rank, and the person and the plan after it."""

    decisions: tuple[Decision, ...]
    person: Person
    plan: tuple[Planned, ...]


def plan_rule(book: RuleBook, name: str, person: Known, now: datetime) -> Planned | None:
    """Return the first touch of this rule that is not too late and not done, or None if there is none to come."""
    rule = book.rules.get(name)
    return _planned(book, name, rule, person, aware(now)) if rule is not None and _is_for(book, rule, person) else None


def plan_person(book: RuleBook, person: Known, now: datetime) -> list[Planned]:
    """Return the first touch to come of every rule, where there is one."""
    return plan_kinds(book, person, kinds_known(person), now)


def plan_kinds(book: RuleBook, person: Known, kinds: Iterable[OccasionKind], now: datetime) -> list[Planned]:
    """Return the first touch to come of every rule that hangs on one of these kinds, where there is one."""
    now, rules, segments = aware(now), book.rules_on(person.tier), book.segments
    plans = [
        _planned(book, name, rule, person, now)
        for kind in kinds
        if kind in rules
        for name, rule in rules[kind].items()
        if rule.when.hold(person.traits, segments)
    ]
    return [planned for planned in plans if planned is not None]


def _planned(book: RuleBook, name: str, rule: Rule, person: Known, now: datetime) -> Planned | None:
    for occasion in coming(book, rule, person, now - rule.late):
        if (name, occasion.key) not in person.touched and not _is_too_late(rule, occasion, person, now):
            return Planned(rule=name, occasion=occasion.key, occasion_at=occasion.moment, due_at=occasion.moment)
    return None


def look(book: RuleBook, person: Person, plan: Iterable[Planned], now: datetime) -> Look:
    """Decide what is due in a customer's plan and plan anew. A touch whose rule is gone leaves the plan undecided."""
    plan = list(plan)
    due = [(planned, _found(book, person, planned)) for planned in plan if planned.due_at <= now]
    candidates = [_candidate(book, person, planned, occasion) for planned, occasion in due if occasion is not None]
    limits = book.desk.limits(book.tier(person.tier).caps)
    decisions = decide(candidates, person.circumstances, limits, now)
    later = [planned for planned in plan if planned.due_at > now and _stays(book, person, planned)]
    later += [fresh for planned, occasion in due if occasion is None for fresh in _anew(book, person, planned, now)]
    for decision in decisions:
        person = _having(person, decision, now)
    for decision in decisions:
        later.extend(_replanned(book, person, decision, now))
    return Look(tuple(decisions), person, tuple(later))


def _is_too_late(rule: Rule, occasion: Occasion, person: Known, now: datetime) -> bool:
    """Whether it could be sent no more. Most of what comes lies ahead, which is told at a glance."""
    is_ahead = occasion.moment >= now and (occasion.until is None or occasion.until >= now)
    return not is_ahead and expires_at(rule, occasion, person) < now


def expires_at(rule: Rule, occasion: Occasion, person: Known) -> datetime:
    """The last moment for sending. A day's greeting is never a day late: the customer's midnight is the limit."""
    late = occasion.moment + rule.late
    if rule.occasion in GREETED:
        zone = person.zone
        tomorrow = local_date(occasion.moment, zone) + timedelta(days=1)
        late = min(late, moment_at(tomorrow, time(0), zone) - timedelta(seconds=1))
    return min(late, occasion.until) if occasion.until is not None else late


def _is_for(book: RuleBook, rule: Rule, person: Known) -> bool:
    return rule.is_for(book.tier_name(person.tier)) and rule.when.hold(person.traits, book.segments)


def _stays(book: RuleBook, person: Known, planned: Planned) -> bool:
    rule = book.rules.get(planned.rule)
    done = (planned.rule, planned.occasion) in person.touched
    return rule is not None and _is_for(book, rule, person) and not done


def _found(book: RuleBook, person: Known, planned: Planned) -> Occasion | None:
    """Return the occasion of what was planned, if it is still there: a bill may be paid, an appointment cancelled."""
    if not _stays(book, person, planned):
        return None
    rule = book.rules[planned.rule]
    for occasion in coming(book, rule, person, planned.occasion_at - _NEAR):
        if occasion.key == planned.occasion:
            return occasion
        if occasion.moment > planned.occasion_at + _NEAR:
            return None
    return None


def _candidate(book: RuleBook, person: Person, planned: Planned, occasion: Occasion) -> Candidate:
    rule = book.rules[planned.rule]
    if occasion.moment != planned.occasion_at:
        occasion = occasion._replace(moment=planned.occasion_at)
    return Candidate(
        rule=planned.rule,
        occasion=planned.occasion,
        due_at=planned.occasion_at,
        expires_at=expires_at(rule, occasion, person),
        rank=rule.rank,
        kind=rule.kind,
        follow_up=rule.follow_up,
        silent=not rule.text,
        survey=rule.survey is not None,
        call=rule.call and not rule.text,
        held_out=rule.holdout is not None and share_of(planned.rule, person.customer) < rule.holdout,
        facts=occasion.facts,
    )


def share_of(rule: str, customer: int) -> int:
    """Return a number from 0 to 99 that is the customer's for this rule, for good, and as good as random."""
    return int.from_bytes(sha256(f"{rule} {customer}".encode()).digest()[:4]) % 100


def _having(person: Person, decision: Decision, now: datetime) -> Person:
    if decision.verdict is Verdict.wait:
        return person
    rule = decision.candidate.rule
    touched = person.touched | {(rule, decision.candidate.occasion)}
    if decision.verdict is not Verdict.send:
        return replace(person, touched=touched)
    told = {**person.told, rule: person.told.get(rule, 0) + 1}
    circumstances = person.circumstances
    if decision.is_heard:
        circumstances = circumstances.having_sent(now, survey=decision.candidate.survey)
    return replace(person, touched=touched, told=told, circumstances=circumstances)


def _replanned(book: RuleBook, person: Person, decision: Decision, now: datetime) -> Sequence[Planned]:
    candidate = decision.candidate
    if decision.until is not None:
        waiting = Planned(
            rule=candidate.rule,
            occasion=candidate.occasion,
            occasion_at=candidate.due_at,
            due_at=decision.until,
        )
        return [waiting]
    planned = plan_rule(book, candidate.rule, person, now)
    return [] if planned is None else [planned]


def _anew(book: RuleBook, person: Known, planned: Planned, now: datetime) -> list[Planned]:
    """What was planned is no occasion any more: return what comes of the rule instead, later on."""
    fresh = plan_rule(book, planned.rule, person, now)
    return [fresh] if fresh is not None else []
