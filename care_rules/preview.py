from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from care_rules.arbitration import Decision, Verdict
from care_rules.person import Person
from care_rules.planning import Planned, look, plan_person
from care_rules.reasons import Reason, in_words
from care_rules.rule_book import RuleBook
from care_rules.survey import Question
from care_rules.wall_time import aware
from care_rules.wording import Wording, find_wording, in_language


@dataclass(frozen=True, kw_only=True)
class PlannedTouch:
    """A row of the preview. `text` is what would be sent, and empty for what is not; `moment` is UTC."""

    customer: int
    rule: str
    occasion: str
    moment: datetime
    zone: ZoneInfo
    verdict: Verdict
    reasons: tuple[Reason, ...]
    text: str = ""

    @property
    def when(self) -> str:
        """The moment on the customer's own calendar and clock."""
        return f"{self.moment.astimezone(self.zone):%Y-%m-%d %H:%M}"


def preview(
    book: RuleBook, people: Iterable[tuple[Person, Iterable[Planned] | None]], start: datetime, days: int, company: str
) -> list[PlannedTouch]:
    """Foresee `days` times 24 hours from `start`, given no new events: each person with the plan they have, or None.

    Rows are what ticks at the moments in the plan would decide, waits included, in order of time.
    """
    start = aware(start)
    ends = start + timedelta(days=days)
    rows = [row for person, plan in people for row in _foresee(book, person, plan, start, ends, company)]
    return in_order(rows)


def in_order(rows: Iterable[PlannedTouch]) -> list[PlannedTouch]:
    return sorted(rows, key=lambda row: (row.moment, row.customer))


def text_for(book: RuleBook, rule: str, person: Person, company: str, facts: Mapping[str, str] | None = None) -> str:
    """The words of a rule for this customer, with the facts of the occasion; empty for a rule that is a task alone.

    Raises:
        KeyError: if the book has no such rule.
    """
    tier = book.tier_name(person.tier)
    found = find_wording(book.rules[rule].text, tier, book.default_tier, person.language)
    if found is None:
        return ""
    text = found.after(person.told.get(rule, 0)).filled(**_facts(book, rule, person, company, facts))
    survey = book.surveys.get(book.rules[rule].survey or "")
    return text if survey is None else f"{text}\n\n{question_for(book, survey.questions[0], person, company)}"


def card_for(book: RuleBook, rule: str, person: Person, company: str, facts: Mapping[str, str]) -> str | None:
    """What the rule's greeting card says for this customer; None for a rule without one."""
    card = book.rules[rule].card
    if not card:
        return None
    return in_language(card, person.language).filled(**_facts(book, rule, person, company, facts))


def question_for(book: RuleBook, question: Question, person: Person, company: str) -> str:
    """The words of a survey's question for this customer."""
    found = in_language(question.ask, person.language)
    return found.filled(name=person.name, company=company, tier=book.tier(person.tier).title)


def task_for(book: RuleBook, rule: str, person: Person, company: str, facts: Mapping[str, str]) -> str | None:
    """What staff are to do by this rule, in the words of the book; None if it is a message alone."""
    task = book.rules[rule].task
    return Wording(task, task).filled(**_facts(book, rule, person, company, facts)) if task is not None else None


def _facts(book: RuleBook, rule: str, person: Person, company: str, facts: Mapping[str, str] | None) -> dict[str, Any]:
    tier, signed = book.tier(person.tier), book.rules[rule].signed
    known = {
        "name": person.name,
        "company": company,
        "tier": tier.title,
        "gift": tier.gift or "",
        "signed": signed or "",
    }
    return {**known, **(facts or {})}


def as_rows(touches: Iterable[PlannedTouch]) -> list[dict[str, str]]:
    """Plain data for a table on the terminal; times are the customer's."""
    return [
        {
            "when": touch.when,
            "zone": str(touch.zone),
            "customer": str(touch.customer),
            "rule": touch.rule,
            "occasion": touch.occasion,
            "verdict": touch.verdict.value,
            "why": in_words(touch.reasons),
            "text": touch.text,
        }
        for touch in touches
    ]


def _foresee(
    book: RuleBook, person: Person, plan: Iterable[Planned] | None, start: datetime, ends: datetime, company: str
) -> Iterator[PlannedTouch]:
    ahead = tuple(plan_person(book, person, start) if plan is None else plan)
    while ahead:
        moment = max(start, min(planned.due_at for planned in ahead))
        if moment >= ends:
            return
        seen = look(book, person, ahead, moment)
        for decision in seen.decisions:
            yield _row(book, person, decision, moment, company)
        person, ahead = seen.person, seen.plan


def _row(book: RuleBook, person: Person, decision: Decision, moment: datetime, company: str) -> PlannedTouch:
    sent = decision.verdict is Verdict.send
    return PlannedTouch(
        customer=person.customer,
        rule=decision.candidate.rule,
        occasion=decision.candidate.occasion,
        moment=moment,
        zone=person.zone,
        verdict=decision.verdict,
        reasons=decision.reasons,
        text=text_for(book, decision.candidate.rule, person, company, decision.candidate.facts) if sent else "",
    )
