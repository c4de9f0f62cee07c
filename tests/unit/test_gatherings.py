"""Feasts planned once for all who gather, and what is left to each one's own plan."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from care_rules.festivals import Festival
from care_rules.gatherings import (
    Gathering,
    feast_after,
    gathering_of,
    is_shared,
    next_feast,
    plan_apart,
    with_feasts,
)
from care_rules.person import Person
from care_rules.planning import Planned, plan_person
from care_rules.rule_book import RuleBook
from tests.unit.books import book, person, rule

NOON = datetime(2026, 4, 2, 12, tzinfo=UTC)
MANILA = "Asia/Manila"
HOUR = timedelta(hours=1)


def _book(at: str = "09:00") -> RuleBook:
    days = {"kite_day": ("2026-04-05", "2026-04-20"), "lotus_day": ("2026-04-05",)}
    own = {name: Festival.model_validate({"dates": dates, "regions": ["ph"]}) for name, dates in days.items()}
    return book(feast=rule(occasion="festival", at=at), birthday=rule()).model_copy(update={"festivals": own})


def _of(region: str | None, told: tuple[str, ...] | None = None, zone: str = MANILA) -> Person:
    return replace(person(zone=zone), country=region, festivals=told)


def _together(known: RuleBook, one: Person) -> Gathering:
    found = gathering_of(known, one)
    assert found is not None
    return found


def _planned(known: RuleBook, gathering: Gathering, now: datetime) -> Planned:
    found = next_feast(known, "feast", gathering, now)
    assert found is not None
    return Planned(rule="feast", occasion=found.key, occasion_at=found.moment, due_at=found.moment)


def test_who_keeps_the_same_by_the_same_clock_gathers_whether_they_said_so_or_live_there() -> None:
    known = _book()
    told = _of(None, ("lotus_day", "kite_day", "easter", "christmas", "eid_of_nowhere"))
    assert gathering_of(known, told) == gathering_of(known, _of("ph"))
    assert gathering_of(known, _of("ph", zone="Europe/Berlin")) != gathering_of(known, _of("ph"))
    assert gathering_of(known, _of("ph", ("kite_day",))) != gathering_of(known, _of("ph"))


@pytest.mark.parametrize("one", [_of(None), _of("xx"), _of("ph", ("eid_of_nowhere",))])
def test_who_keeps_nothing_gathers_with_nobody(one: Person) -> None:
    assert gathering_of(_book(), one) is None


def test_a_gathering_is_read_from_its_key() -> None:
    known = Gathering(ZoneInfo(MANILA), ("kite_day", "lotus_day"))
    assert known.key == "Asia/Manila kite_day,lotus_day"
    assert Gathering.read(known.key) == known


def _all(known: RuleBook, gathering: Gathering, now: datetime) -> Iterator[str]:
    found = next_feast(known, "feast", gathering, now)
    while found is not None:
        yield found.key
        planned = Planned(rule="feast", occasion=found.key, occasion_at=found.moment, due_at=found.moment)
        found = feast_after(known, "feast", gathering, planned, planned.due_at)


def test_two_feasts_of_one_day_come_one_after_the_other() -> None:
    known = _book()
    theirs = _together(known, _of("ph", ("kite_day", "lotus_day")))
    assert list(_all(known, theirs, NOON)) == ["kite_day:2026", "lotus_day:2026", "kite_day:2026-2"]


def test_feasts_that_are_too_late_for_everybody_are_passed_over() -> None:
    known = _book()
    theirs = _together(known, _of("ph", ("kite_day", "lotus_day")))
    first = _planned(known, theirs, NOON)
    found = feast_after(known, "feast", theirs, first, NOON + timedelta(days=14))
    assert found is not None
    assert found.key == "kite_day:2026-2"


def test_what_is_planned_apart_and_for_all_is_the_whole_plan() -> None:
    known, one = _book(), _of("ph")
    for hours in range(0, 24 * 30, 5):
        now = NOON + hours * HOUR
        ((_, _, apart),) = plan_apart(known, [one], now)
        assert sorted(with_feasts(known, one, apart, now), key=repr) == sorted(plan_person(known, one, now), key=repr)


def test_a_feast_that_has_begun_or_waits_is_their_own() -> None:
    known, one = _book(), _of("ph")
    began = datetime(2026, 4, 5, 1, tzinfo=UTC)
    (planned,) = [found for found in plan_person(known, one, NOON) if found.rule == "feast"]
    assert planned.due_at == began
    assert is_shared(known, planned, NOON)
    assert not is_shared(known, planned, began)
    assert not is_shared(known, planned._replace(due_at=began + 2 * HOUR), NOON)
    ((_, _, late),) = plan_apart(known, [one], began + HOUR)
    assert "feast" in {found.rule for found in late}, "who comes late is greeted yet"
    ((_, _, early),) = plan_apart(known, [one], NOON)
    assert "feast" not in {found.rule for found in early}
