"""What one file of the book cannot know: names that must exist elsewhere, and values that must fit together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from care_rules.book_problems import meant
from care_rules.cases import CaseKind
from care_rules.quiet_hours import QuietHours
from care_rules.rule_book import Desk, Rule, Tier
from care_rules.wording import DEFAULT_LANGUAGE, find_wording
from care_rules.yaml_source import Place, Source

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", re.ASCII)


@dataclass(frozen=True)
class Known:
    """What the other files say; names are there even where a tier itself is mistaken."""

    tiers: Sequence[str]
    default_tier: str | None
    quiet_hours: QuietHours | None


def check_tiers(source: Source, tiers: dict[str, Tier], default: str) -> None:
    if default not in tiers:
        source.refuse(("default",), f'default: unknown tier "{default}". {meant(default, list(tiers))}')
    for name, tier in tiers.items():
        _check_name(source, name, "tier")
        place = ("tiers", name, "first_answer")
        for kind in CaseKind:
            if kind not in tier.first_answer:
                example = "15m around the clock" if kind is CaseKind.emergency else "8h"
                source.refuse(place, f'"{kind}" is missing in "{name}". Add it, for example {kind}: {example}')
        urgent = tier.first_answer.get(CaseKind.emergency)
        if urgent and not urgent.around_the_clock:
            what = "emergency: an emergency does not wait for the desk to open. Write it like 15m around the clock."
            source.refuse((*place, "emergency"), what)


def check_desk(source: Source, desk: Desk) -> None:
    if not any(desk.hours.shifts()):
        source.refuse(("hours",), "hours: the desk never opens. Write shifts for one day at least.")


def check_rule(source: Source, name: str, rule: Rule, known: Known) -> None:
    _check_name(source, name, "rule")
    if known.quiet_hours and known.quiet_hours.covers(rule.at):
        quiet = f"{known.quiet_hours.begins:%H:%M}-{known.quiet_hours.ends:%H:%M}"
        what = f"at: {rule.at:%H:%M} is in the quiet hours {quiet} (desk.yml). Write a time outside them."
        source.refuse((name, "at"), what)
    for tier, texts in rule.text.items():
        for language in texts:
            if not _LANGUAGE.fullmatch(language):
                what = f'"{language}" is no language code. Write it in small letters, like en or pt-br.'
                source.refuse((name, "text", tier, language), what)
    if known.tiers:
        _check_tier_names(source, name, rule, known)


def check_rule_names(sources: Sequence[Source]) -> None:
    first: dict[str, str] = {}
    for source in sources:
        for name in source.value if isinstance(source.value, dict) else ():
            if name in first:
                source.refuse((name,), f'a second rule "{name}", the first is in {first[name]}. Name it differently.')
            first.setdefault(name, Path(source.file).name)


def _check_tier_names(source: Source, name: str, rule: Rule, known: Known) -> None:
    unknown: dict[str, Place] = {tier: (name, "tiers") for tier in sorted(rule.tiers) if tier not in known.tiers}
    unknown |= {tier: (name, "text", tier) for tier in rule.text if tier not in known.tiers}
    for tier, place in unknown.items():
        source.refuse(place, f'unknown tier "{tier}". Tiers are {", ".join(known.tiers)} (tiers.yml).')
    if unknown or known.default_tier is None:
        return
    for tier in known.tiers:
        if rule.is_for(tier) and find_wording(rule.text, tier, known.default_tier, DEFAULT_LANGUAGE) is None:
            remedy = f"Write one under {tier}, or under {known.default_tier} for all"
            what = f'no text in "{DEFAULT_LANGUAGE}" for {tier}. {remedy}.'
            source.refuse((name, "text"), what)


def _check_name(source: Source, name: str, what: str) -> None:
    if not _NAME.fullmatch(name):
        place = (name,) if what == "rule" else ("tiers", name)
        source.refuse(place, f'"{name}" is no name for a {what}. Write small letters, digits and _, 40 at most.')
