"""The reckoning: what was lost, what was done twice, and what became of every send. The record is the truth."""

from collections import Counter
from dataclasses import dataclass, field

from tests.e2e.soak.answering import unanswered_or_twice
from tests.e2e.soak.asked import AGAIN, Carried
from tests.e2e.soak.record import Entry, Record, case_of, is_again, text_of
from tests.e2e.soak.staff_saw import Shown, lost_or_twice, shown_to_staff
from tests.e2e.soak.tables import Kept
from tests.e2e.soak.world import GROUP, World


@dataclass
class Findings:
    """Each list is to be empty; what is in it says what and where."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    cases_doubled: list[str] = field(default_factory=list)
    greetings_doubled: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    unaccounted: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        return [f"{name}: {one}" for name, found in vars(self).items() for one in found]


def reckon(world: World, record: Record, kept: Kept) -> Findings:
    findings = Findings()
    nods = record.nods()
    for person, asks in world.asks.items():
        _add(findings, *unanswered_or_twice(asks, record.told(person), nods))
    shown = shown_to_staff(world, record)
    _add(findings, *lost_or_twice(world, record, shown))
    for carried in world.carried:
        _add(findings, *_carried(carried, record.told(carried.customer), nods))
    _cases(world, record, kept, shown, findings)
    findings.twice += _surplus_topics(record)
    kept.account(record, findings.unaccounted, findings.greetings_doubled)
    findings.set_aside += kept.set_aside
    findings.set_aside += [text_of(post)[:120] for post in record.posts() if "was set aside" in text_of(post)]
    return findings


def _add(findings: Findings, lost: list[str], twice: list[str]) -> None:
    findings.lost += lost
    findings.twice += twice


def _carried(carried: Carried, told: list[Entry], nods: set[tuple[int, int]]) -> tuple[list[str], list[str]]:
    """What an agent wrote reached its customer, once apart from marked repetitions, and the agent was shown so."""
    arrived = [one for one in told if carried.token in text_of(one)]
    if not arrived:
        return [f"never reached the customer: {carried}"], []
    if (GROUP, carried.message_id) not in nods:
        return [f"delivered, and the agent was never shown so: {carried}"], []
    twice = len([one for one in arrived if not is_again(one)]) > 1
    return [], [f"carried more than once: {carried}"] if twice else []


def _cases(world: World, record: Record, kept: Kept, shown: Shown, findings: Findings) -> None:
    """One case for a complaint; every case was told to its customer and shown to staff."""
    told = {case_of(text_of(entry).removeprefix(AGAIN)) for person in world.asks for entry in record.told(person)}
    several = {token: numbers for token, numbers in shown.cases.items() if len(numbers) > 1}
    findings.cases_doubled += [f"{token} has the cases {sorted(numbers)}" for token, numbers in several.items()]
    findings.cases_doubled += [f"case {one} was opened, its customer never told" for one in sorted(kept.cases - told)]
    findings.lost += [f"case {number} has no card" for number in sorted(kept.cases - shown.carded)]


def _surplus_topics(record: Record) -> list[str]:
    """One open topic a customer: what a topic in doubt may leave behind is closed."""
    open_topics = Counter(name for number, name in record.topics.items() if number not in record.closed)
    return [f"{name} has {count} open topics" for name, count in open_topics.items() if count > 1]
