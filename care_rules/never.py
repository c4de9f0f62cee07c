"""Rules that no customer can ever meet: conditions that contradict each other, or the occasion."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from care_rules.conditions import Conditions
from care_rules.journey import Phase, Stage
from care_rules.occasions import OccasionKind
from care_rules.rule import Rule

_LISTS = ("stage", "phase", "health", "region", "language")
_OF_BUYERS = {
    OccasionKind.first_purchase, OccasionKind.purchase, OccasionKind.service, OccasionKind.warranty, OccasionKind.gap,
    OccasionKind.rhythm,
}  # fmt: skip
_NOT_YET_BUYERS = frozenset({Stage.suspect, Stage.prospect})
_OF_REGULARS = {OccasionKind.gap, OccasionKind.rhythm}  # who came three times
_HAPPENED = {
    OccasionKind.purchase, OccasionKind.order, OccasionKind.complaint, OccasionKind.emergency, OccasionKind.gap,
}  # fmt: skip
_ENDING = {OccasionKind.appointment, OccasionKind.warranty}  # too late once it has come

Never = tuple[tuple[str, ...], str]
"""The key within the rule, and what is wrong with a way out."""


def never(rule: Rule, segments: Mapping[str, Conditions]) -> Never | None:
    """Return why the rule can never come to anything, None if it can."""
    return _contradiction(rule, segments.get(rule.when.segment or "")) or _too_early(rule) or _out_of_time(rule)


def _contradiction(rule: Rule, saved: Conditions | None) -> Never | None:
    if saved is None:
        return None
    for name in _LISTS:
        own, theirs = getattr(rule.when, name), getattr(saved, name)
        if own and theirs and not set(own) & set(theirs):
            return (
                "when",
                name,
            ), f"nobody is both: the segment {rule.when.segment} has {_listed(theirs)}. Take one out."
    if rule.when.age and saved.age and (rule.when.age[0] > saved.age[1] or saved.age[0] > rule.when.age[1]):
        return ("when", "age"), f"nobody is of both ages: the segment {rule.when.segment} has others. Take one out."
    for name, value in rule.when.attributes.items():
        if name in saved.attributes and saved.attributes[name].casefold() != value.casefold():
            what = f"the segment {rule.when.segment} wants {name}: {saved.attributes[name]}. Take one out."
            return ("when", "attributes", name), f"nobody has both: {what}"
    return None


def _too_early(rule: Rule) -> Never | None:
    """Who has not bought yet has no such occasion, nor has a regular's who came once."""
    stages = frozenset(rule.when.stage)
    if stages and rule.occasion in _OF_BUYERS and stages <= _NOT_YET_BUYERS:
        return ("when", "stage"), f"nobody of {_listed(rule.when.stage)} has bought anything. Write a later stage."
    if rule.when.phase == (Phase.before_purchase,) and rule.occasion in _OF_BUYERS:
        return ("when", "phase"), "before a purchase there is nothing bought to speak of. Write after_purchase."
    if stages and rule.occasion in _OF_REGULARS and stages <= {*_NOT_YET_BUYERS, Stage.first_time}:
        return ("when", "stage"), f"{rule.occasion.value} is known of who came three times. Write a later stage."
    return None


def _out_of_time(rule: Rule) -> Never | None:
    if rule.before is not None and rule.occasion in _HAPPENED:
        return ("before",), f"before: nobody knows of a {rule.occasion.value} before it happens. Write after."
    if rule.after is not None and rule.occasion in _ENDING:
        return ("after",), f"after: once it has come, no {rule.occasion.value} is spoken of. Write before."
    return None


def crossed_caps(caps: Sequence[tuple[str, int | None]]) -> Never | None:
    """Return which cap can never be reached, the periods given from the shortest on."""
    known = [(period, most) for period, most in caps if most is not None]
    for (short, more), (long, most) in pairwise(known):
        if more > most:
            what = f"{short}: {more} is never reached, where a {long} has at most {most}. Write {most} or less."
            return (short,), what
    return None


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
