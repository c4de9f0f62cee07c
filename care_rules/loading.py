"""The rule book read from its folder: whole and valid, or refused with every mistake at once."""

import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, Field, ValidationError

from care_rules.book_checks import (
    Known,
    check_caps,
    check_desk,
    check_rule,
    check_rule_names,
    check_tiers,
    check_value,
    check_written,
)
from care_rules.book_problems import report
from care_rules.conditions import Conditions
from care_rules.desk_book import Desk
from care_rules.errors import BookError, Problem
from care_rules.festivals import NAMES, Festival
from care_rules.retention import Retention
from care_rules.rule import Rule
from care_rules.rule_book import Canned, GestureRule, RuleBook, Shares, Tier
from care_rules.survey import Survey
from care_rules.value_book import Value
from care_rules.wording import DEFAULT_LANGUAGE
from care_rules.written import Written
from care_rules.yaml_source import Place, Source, read_source

BOOK = Path(__file__).parent / "book"  # the one that comes with the product
_TIERS, _DESK = "tiers.yml", "desk.yml"
_ANSWERS, _GESTURES = "answers.yml", "gestures.yml"  # need not be there, nor these
_VALUE, _RETENTION = "value.yml", "retention.yml"
_FESTIVALS, _SEGMENTS, _SURVEYS = "festivals.yml", "segments.yml", "surveys.yml"
Model = TypeVar("Model", bound=BaseModel)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,23}")  # goes into a button, of 64 bytes
Named = TypeVar("Named", Canned, GestureRule)
Listed = TypeVar("Listed", Canned, GestureRule, Festival, Conditions, Survey)


class TiersFile(Written):
    default: str = Field(examples=["ordinary"])
    priorities: Shares = Shares()
    tiers: dict[str, Tier] = Field(min_length=1, examples=["\n  ordinary: (its title and promises)"])


def load(folder: Path, time_zone: str = "UTC") -> RuleBook:
    """Read a book; `time_zone` is the desk's where the book names none. Paths are printed as `folder` was given.

    Raises:
        BookError: with all mistakes, each as file, line, what is wrong and what to write instead.
    """
    sources = _sources(folder)
    everything = list(sources.values())
    tiers_source, desk_source = sources.pop(_TIERS), sources.pop(_DESK)
    tiers, desk = _tiers(tiers_source), _desk(desk_source, time_zone)
    answers = _entries(sources.pop(_ANSWERS, None), Canned)
    gestures = _entries(sources.pop(_GESTURES, None), GestureRule)
    rules: dict[str, Rule] = {}
    names, default = _tier_names(tiers_source)
    known = Known(names, default, desk.quiet_hours if desk else None)
    festivals = _listed(sources.pop(_FESTIVALS, None), Festival)
    segments = _listed(sources.pop(_SEGMENTS, None), Conditions)
    giftless = tuple(name for name, tier in tiers.tiers.items() if tier.gift is None) if tiers is not None else ()
    surveys = _listed(sources.pop(_SURVEYS, None), Survey)
    known = replace(
        known,
        festivals=(*NAMES, *festivals),
        segments=segments,
        surveys=tuple(surveys),
        giftless=giftless,
    )
    value = _value(sources.pop(_VALUE, None), known)
    retention = _retention(sources.pop(_RETENTION, None))
    for source in sources.values():
        rules |= _rules(source, known)
    check_rule_names(list(sources.values()))
    problems = [problem for source in everything for problem in source.problems]
    if problems or tiers is None or desk is None:
        raise BookError(problems)
    return RuleBook(
        default_tier=tiers.default,
        tiers=tiers.tiers,
        shares=tiers.priorities,
        desk=desk,
        rules=rules,
        answers=answers,
        gestures=gestures,
        value=value,
        retention=retention,
        festivals=festivals,
        segments=segments,
        surveys=surveys,
        fingerprint=_fingerprint(everything),
    )


def _sources(folder: Path) -> dict[str, Source]:
    if not folder.is_dir():
        raise BookError([Problem(str(folder), 0, "no such folder. Give the folder that holds tiers.yml and desk.yml.")])
    sources = {path.name: read_source(path) for path in sorted(folder.glob("*.yml"))}
    for path in folder.glob("*.yaml"):
        misnamed = Problem(str(path), 0, f"not read: the book's files end in .yml. Name it {path.stem}.yml.")
        sources[path.name] = Source(str(path), problems=[misnamed])
    for name in (_TIERS, _DESK):
        if name not in sources:
            missing = Problem(str(folder / name), 0, "missing. Copy it from the book that comes with the product.")
            sources[name] = Source(str(folder / name), problems=[missing])
    return sources


def _tiers(source: Source) -> TiersFile | None:
    tiers = _validated(source, TiersFile)
    check_tiers(source, *_tier_names(source))
    for name, tier in tiers.tiers.items() if tiers is not None else ():
        check_caps(source, ("tiers", name, "caps"), tier.caps)
    return tiers


def _tier_names(source: Source) -> tuple[list[str], str]:
    """The tiers' names and the default, readable even where a tier itself is mistaken."""
    written = source.value if isinstance(source.value, dict) else {}
    tiers = written.get("tiers")
    return list(tiers) if isinstance(tiers, dict) else [], str(written.get("default", ""))


def _desk(source: Source, time_zone: str) -> Desk | None:
    if isinstance(source.value, dict):
        source.value.setdefault("time_zone", time_zone)
    desk = _validated(source, Desk)
    if desk:
        check_desk(source, desk)
    return desk


def _value(source: Source | None, known: Known) -> Value:
    if source is None or source.value is None:
        return Value()
    value = _validated(source, Value)
    if value is None:
        return Value()
    check_value(source, value, known)
    return value


def _retention(source: Source | None) -> Retention:
    if source is None or source.value is None:
        return Retention()
    return _validated(source, Retention) or Retention()


def _rules(source: Source, known: Known) -> dict[str, Rule]:
    """The rules of a file that can be read; the others' mistakes are kept in the source."""
    if source.value is None:
        return {}
    if not isinstance(source.value, dict):
        source.refuse((), "no rules here. Write a rule's name, a colon, and its keys indented under it.")
        return {}
    rules: dict[str, Rule] = {}
    for name, written in source.value.items():
        check_written(source, name, written, known)
        rule = _validated(Source(source.file, b"", written, source.lines, source.problems), Rule, within=(name,))
        if rule:
            check_rule(source, name, rule, known)
            rules[name] = rule
    return rules


def _entries(source: Source | None, model: type[Named]) -> dict[str, Named]:
    """Return what a file lists by name, with words in English at least; mistakes are kept in the source."""
    if source is None:
        return {}
    found = _listed(source, model)
    for name in [name for name, entry in found.items() if DEFAULT_LANGUAGE not in entry.text]:
        source.refuse((name, "text"), f'no text in "{DEFAULT_LANGUAGE}", which everybody else is given. Add one.')
        del found[name]
    return found


def _listed(source: Source | None, model: type[Listed]) -> dict[str, Listed]:
    """Return what a file lists by name; mistakes are kept in the source."""
    if source is None or source.value is None:
        return {}
    if not isinstance(source.value, dict):
        source.refuse((), "nothing is listed here. Write a name, a colon, and its keys indented under it.")
        return {}
    found: dict[str, Listed] = {}
    for name, written in source.value.items():
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            source.refuse((name,), f"no name: {name}. Write small letters, digits and _, 24 at most.")
        entry = _validated(Source(source.file, b"", written, source.lines, source.problems), model, within=(name,))
        if entry is not None:
            found[name] = entry
    return found


def _validated(source: Source, model: type[Model], within: Place = ()) -> Model | None:
    if source.value is None and source.problems and not within:
        return None  # unreadable, and said so
    try:
        return model.model_validate(source.value)
    except ValidationError as failed:
        report(failed, source, model, within)
        return None


def _fingerprint(sources: list[Source]) -> str:
    digest = sha256()
    for source in sorted(sources, key=lambda one: one.file):
        digest.update(f"{Path(source.file).name}:{len(source.raw)}:".encode() + source.raw)
    return digest.hexdigest()
