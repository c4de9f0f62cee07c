"""Who keeps the same festivals by the same clock is greeted together: planned in one row, however many they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from care_rules.coming import feasts, kinds_known
from care_rules.occasions import Occasion, OccasionKind
from care_rules.person import Known
from care_rules.planning import Planned, plan_kinds, plan_rule
from care_rules.rule import Rule
from care_rules.rule_book import RuleBook
from care_rules.wall_time import aware

_A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Gathering:
    """Everybody in a time zone who keeps these festivals, in the order of the calendar."""

    zone: ZoneInfo
    keeps: tuple[str, ...]

    @cached_property
    def key(self) -> str:
        """Like "Asia/Kolkata diwali,holi"."""
        return f"{self.zone.key} {','.join(self.keeps)}"

    @classmethod
    def read(cls, key: str) -> "Gathering":
        zone, _, keeps = key.partition(" ")
        return cls(ZoneInfo(zone), tuple(keeps.split(",")))


def gathering_of(book: RuleBook, person: Known) -> Gathering | None:
    """Return whom this person celebrates with; None for who keeps nothing."""
    kept = book.calendar.kept(person.festivals, person.country)
    return _gathering(person.zone, kept) if kept else None


@lru_cache(maxsize=1_000)  # many gather
def _gathering(zone: ZoneInfo, keeps: tuple[str, ...]) -> Gathering:
    return Gathering(zone, keeps)


def feast_rules(book: RuleBook) -> Iterator[str]:
    return (name for name, rule in book.rules.items() if rule.occasion is OccasionKind.festival)


def next_feast(book: RuleBook, name: str, gathering: Gathering, now: datetime) -> Occasion | None:
    """Return the first feast of this rule that lies ahead for them."""
    return next(_feasts(book, book.rules[name], gathering, now), None)


def feast_after(book: RuleBook, name: str, gathering: Gathering, last: Planned, now: datetime) -> Occasion | None:
    """Return the feast after the last one: maybe on the same day, but none that is too late for everybody."""
    rule = book.rules[name]
    since = max(last.occasion_at, aware(now) - rule.late) - _A_MOMENT
    found = _feasts(book, rule, gathering, since)
    return next((one for one in found if (one.moment, one.key) > (last.occasion_at, last.occasion)), None)


def _feasts(book: RuleBook, rule: Rule, gathering: Gathering, after: datetime) -> Iterator[Occasion]:
    return feasts(book, rule, gathering.keeps, gathering.zone, after)


def is_shared(book: RuleBook, planned: Planned, now: datetime) -> bool:
    """Whether it is a feast to come, which is planned for all who gather. One that waits, or began, is their own."""
    rule = book.rules.get(planned.rule)
    is_feast = rule is not None and rule.occasion is OccasionKind.festival
    return is_feast and planned.due_at == planned.occasion_at > now


class Apart(NamedTuple):
    """What is planned for a person alone, and whom they celebrate with."""

    person: Known
    gathering: Gathering | None
    plan: list[Planned]

    @property
    def key(self) -> str | None:
        return self.gathering.key if self.gathering is not None else None


def plan_apart(book: RuleBook, people: Iterable[Known], now: datetime) -> Iterator[Apart]:
    """Plan for each of these people what is theirs alone."""
    begun: dict[Gathering | None, bool] = {None: False}  # told once for all who gather: most of a year no feast is on
    for person in people:
        theirs = gathering_of(book, person)
        if theirs is not None and theirs not in begun:
            begun[theirs] = _has_begun(book, theirs, now)
        kinds = kinds_known(person)
        if begun[theirs]:
            plan = [planned for planned in plan_kinds(book, person, kinds, now) if not is_shared(book, planned, now)]
        else:
            plan = plan_kinds(book, person, [kind for kind in kinds if kind is not OccasionKind.festival], now)
        yield Apart(person, theirs, plan)


def _has_begun(book: RuleBook, theirs: Gathering, now: datetime) -> bool:
    """Whether a feast of theirs has begun and may not be too late yet."""
    rules = (book.rules[name] for name in feast_rules(book))
    first = (next(_feasts(book, rule, theirs, now - rule.late), None) for rule in rules)
    return any(feast is not None and feast.moment <= now for feast in first)


def with_feasts(book: RuleBook, person: Known, apart: Iterable[Planned], now: datetime) -> list[Planned]:
    """Return all that is to come for this person: their own plan, and the feasts of those they gather with."""
    plan = list(apart)
    theirs = {planned.rule for planned in plan}
    shared = (plan_rule(book, name, person, now) for name in feast_rules(book) if name not in theirs)
    return plan + [planned for planned in shared if planned is not None]
