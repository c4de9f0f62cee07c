"""What one file of the book cannot know: names that must exist elsewhere, and values that must fit together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from care_rules.book_problems import meant
from care_rules.conditions import Conditions
from care_rules.desk_book import CapsWritten, Desk
from care_rules.never import crossed_caps, never
from care_rules.occasions import FACTS
from care_rules.quiet_hours import QuietHours
from care_rules.rule import Rule
from care_rules.spelling import quoted
from care_rules.value_book import Value
from care_rules.wording import ALWAYS_KNOWN, DEFAULT_LANGUAGE, find_wording
from care_rules.yaml_source import Place, Source

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", re.ASCII)


@dataclass(frozen=True)
class Known:
    """What the other files say; names are there even where a tier itself is mistaken."""

    tiers: Sequence[str]
    default_tier: str
    quiet_hours: QuietHours | None
    festivals: Sequence[str] = ()
    segments: Mapping[str, Conditions] = field(default_factory=dict)
    giftless: Sequence[str] = ()
    surveys: Sequence[str] = ()


def check_tiers(source: Source, names: Sequence[str], default: str) -> None:
    for name in names:
        if not _NAME.fullmatch(name):
            source.refuse(("tiers", name), _no_name(name, "tier"))
    if names and default and default not in names:
        source.refuse(("default",), f"default: unknown tier {quoted(default)}. {meant(default, list(names))}")


def check_caps(source: Source, place: Place, caps: CapsWritten | None) -> None:
    crossed = crossed_caps([(name, getattr(caps, name)) for name in CapsWritten.model_fields]) if caps else None
    if crossed is not None:
        source.refuse((*place, *crossed[0]), crossed[1])


def check_desk(source: Source, desk: Desk) -> None:
    check_caps(source, ("caps",), desk.caps)
    if not any(desk.hours.shifts()):
        source.refuse(("hours",), "hours: the desk never opens. Write shifts for one day at least.")


def check_value(source: Source, value: Value, known: Known) -> None:
    """The tiers that are given by value exist, and the default one is not among them: it is everybody else's."""
    for tier in value.tiers.steps if value.tiers else ():
        place = ("tiers", "steps", tier)
        if known.tiers and tier not in known.tiers:
            source.refuse(place, f"unknown tier {quoted(tier)}. Tiers are {', '.join(known.tiers)} (tiers.yml).")
        elif tier == known.default_tier:
            source.refuse(place, f"{tier} is what everybody else has (tiers.yml). Take it out.")


def check_written(source: Source, name: str, written: object, known: Known) -> None:
    """Check a rule as it stands in the file, whatever else is wrong with it, so that all mistakes show at once."""
    if not _NAME.fullmatch(name):
        source.refuse((name,), _no_name(name, "rule"))
    if not isinstance(written, dict):
        return
    texts = written.get("text")
    texts = texts if isinstance(texts, dict) else {}
    listed = written.get("tiers")
    places: dict[Place, object] = {(name, "text", tier): tier for tier in texts}
    places |= {(name, "tiers", at): tier for at, tier in enumerate(listed if isinstance(listed, list) else [])}
    for place, tier in places.items():
        if known.tiers and tier not in known.tiers:
            source.refuse(place, f"unknown tier {quoted(tier)}. Tiers are {', '.join(known.tiers)} (tiers.yml).")
    for tier, by_language in texts.items():
        for language in by_language if isinstance(by_language, dict) else ():
            if not _LANGUAGE.fullmatch(language):
                what = f"{quoted(language)} is no language code. Write it in small letters, like en or pt-br."
                source.refuse((name, "text", tier, language), what)


def check_rule(source: Source, name: str, rule: Rule, known: Known) -> None:
    """Check what shows only in a rule that is otherwise in order."""
    _check_names(source, name, rule, known)
    impossible = never(rule, known.segments)
    if impossible is not None:
        source.refuse((name, *impossible[0]), impossible[1])
    if known.quiet_hours and rule.at is not None and known.quiet_hours.covers(rule.at):
        quiet = f"{known.quiet_hours.begins:%H:%M}-{known.quiet_hours.ends:%H:%M}"
        what = f"at: {rule.at:%H:%M} is in the quiet hours {quiet} (desk.yml). Write a time outside them."
        source.refuse((name, "at"), what)
    if known.default_tier not in known.tiers or not rule.text:
        return
    for tier in known.tiers:
        if rule.is_for(tier) and find_wording(rule.text, tier, known.default_tier, DEFAULT_LANGUAGE) is None:
            remedy = f"Write one under {tier}, or under {known.default_tier} for all"
            source.refuse((name, "text"), f'no text in "{DEFAULT_LANGUAGE}" for {tier}. {remedy}.')


def _check_names(source: Source, name: str, rule: Rule, known: Known) -> None:
    """Check the festivals, the segment and the facts that a rule names."""
    for place, festival in enumerate(rule.festivals):
        if festival not in known.festivals:
            what = f"unknown festival {quoted(festival)}. {meant(festival, list(known.festivals))}"
            source.refuse((name, "festivals", place), what)
    if rule.when.segment is not None and rule.when.segment not in known.segments:
        listed = ", ".join(known.segments) or "none yet"
        what = f"unknown segment {quoted(rule.when.segment)}. Segments are {listed} (segments.yml)."
        source.refuse((name, "when", "segment"), what)
    if rule.survey is not None and rule.survey not in known.surveys:
        listed = ", ".join(known.surveys) or "none yet"
        what = f"unknown survey {quoted(rule.survey)}. Surveys are {listed} (surveys.yml)."
        source.refuse((name, "survey"), what)
    for tier in known.giftless if rule.names_gift else ():
        if rule.is_for(tier):
            what = (
                f"{{gift}} is named, and {tier} has none (tiers.yml). Give it one, or leave the tier out of the rule."
            )
            source.refuse((name,), what)
    for placeholder in sorted(rule.needs - FACTS[rule.occasion]):
        allowed = ", ".join(f"{{{one}}}" for one in sorted(ALWAYS_KNOWN | FACTS[rule.occasion]))
        what = f"{{{placeholder}}} is not known with the occasion {rule.occasion.value}. It knows {allowed}."
        source.refuse((name, "text"), what)


def check_rule_names(sources: Sequence[Source]) -> None:
    first: dict[str, str] = {}
    for source in sources:
        for name in source.value if isinstance(source.value, dict) else ():
            if name in first:
                source.refuse((name,), f'a second rule "{name}", the first is in {first[name]}. Name it differently.')
            first.setdefault(name, Path(source.file).name)


def _no_name(name: str, what: str) -> str:
    return f"{quoted(name)} is no name for a {what}. Write small letters, digits and _, at most 40, a letter first."
