"""The plan of one customer and one look at it. The tick and the preview both call `look`; there is no second way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from care_rules.arbitration import Candidate, Circumstances, Decision, Verdict, decide
from care_rules.occasions import Birthday, Occasion, next_birthday
from care_rules.rule_book import Rule, RuleBook
from care_rules.wall_time import aware, local_date, moment_at


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A touch to come. `due_at` is when to look at it: `occasion_at` at first, later after a wait. Both are UTC."""

    rule: str
    occasion: str
    occasion_at: datetime
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class Person:
    """A customer as the policy sees one. `touched` holds (rule, occasion) of what was sent or withheld already."""

    customer: int
    tier: str | None
    circumstances: Circumstances
    name: str | None = None
    language: str = "en"
    birthday: Birthday | None = None
    touched: frozenset[tuple[str, str]] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Look:
    """What a look at the plan came to: decisions in order of rank, and the person and the plan after it."""

    decisions: tuple[Decision, ...]
    person: Person
    plan: tuple[Planned, ...]


def plan_rule(book: RuleBook, name: str, person: Person, now: datetime) -> Planned | None:
    """Return the first touch of this rule that is not too late and not done, or None if there is none to come."""
    rule = book.rules.get(name)
    if rule is None or not rule.is_for(book.tier_name(person.tier)):
        return None
    occasion = _next_occasion(rule, person, aware(now) - rule.late)
    while occasion is not None:
        moment = occasion.moment
        if expires_at(rule, moment, person) >= now and (name, occasion.key) not in person.touched:
            return Planned(rule=name, occasion=occasion.key, occasion_at=moment, due_at=moment)
        occasion = _next_occasion(rule, person, occasion.moment)
    return None


def plan_person(book: RuleBook, person: Person, now: datetime) -> list[Planned]:
    plans = (plan_rule(book, name, person, now) for name in book.rules)
    return [planned for planned in plans if planned is not None]


def look(book: RuleBook, person: Person, plan: Iterable[Planned], now: datetime) -> Look:
    """Decide what is due in a customer's plan and plan anew. A touch whose rule is gone leaves the plan undecided."""
    valid = [planned for planned in plan if _holds(book, person, planned)]
    due = [planned for planned in valid if planned.due_at <= now]
    decisions = decide(
        [_candidate(book, person, planned) for planned in due], person.circumstances, book.desk.limits, now
    )
    later = [planned for planned in valid if planned.due_at > now]
    for decision in decisions:
        person = _having(person, decision, now)
    for decision in decisions:
        later.extend(_replanned(book, person, decision, now))
    return Look(tuple(decisions), person, tuple(later))


def expires_at(rule: Rule, occasion_at: datetime, person: Person) -> datetime:
    """The last moment for sending. A day's greeting is never a day late: the customer's midnight is the limit."""
    zone = person.circumstances.zone
    tomorrow = local_date(occasion_at, zone) + timedelta(days=1)
    return min(occasion_at + rule.late, moment_at(tomorrow, time(0), zone) - timedelta(seconds=1))


def _holds(book: RuleBook, person: Person, planned: Planned) -> bool:
    rule = book.rules.get(planned.rule)
    done = (planned.rule, planned.occasion) in person.touched
    return rule is not None and rule.is_for(book.tier_name(person.tier)) and not done


def _candidate(book: RuleBook, person: Person, planned: Planned) -> Candidate:
    rule = book.rules[planned.rule]
    return Candidate(
        rule=planned.rule,
        occasion=planned.occasion,
        due_at=planned.occasion_at,
        expires_at=expires_at(rule, planned.occasion_at, person),
        rank=rule.rank,
        kind=rule.kind,
        follow_up=rule.follow_up,
    )


def _having(person: Person, decision: Decision, now: datetime) -> Person:
    if decision.verdict is Verdict.wait:
        return person
    touched = person.touched | {(decision.candidate.rule, decision.candidate.occasion)}
    sent = decision.verdict is Verdict.send
    circumstances = person.circumstances.having_sent(now) if sent else person.circumstances
    return replace(person, touched=touched, circumstances=circumstances)


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


def _next_occasion(rule: Rule, person: Person, after: datetime) -> Occasion | None:
    if person.birthday is None:
        return None
    month, day = person.birthday.month, person.birthday.day
    return next_birthday(month, day, after, person.circumstances.zone, rule.at, rule.leap_day)
