"""Compares a translated catalogue with the English one. It also says, in this one place, what only staff read."""

from collections.abc import Iterator
from itertools import product

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax.ast import (
    BaseNode,
    GroupComment,
    Identifier,
    Message,
    MessageReference,
    SelectExpression,
    VariableReference,
)

STAFF_SECTIONS = {"For staff", "Learning"}
STAFF_KEYS = {  # in the other sections
    "nameless",
    "no-expert",
    "task-gone",
    "nothing-to-split",
    "pressed-emergency",
    "button-claim",
    "button-resolve",
    "button-on-it",
    "illegal-move",
    "taken-already",
    "yours-already",
    "staff-only",
    "unknown-tier",
    "not-in-topic",
    "owner-only",
    "group-set-already",
    "no-forum",
    "not-allowed",
    "no-such-answer",
    "gesture-already",
    "no-such-channel",
    "no-such-case",
    "nothing-asked",
    "unknown-person",
    "several-people",
    "no-such-role",
    "no-such-span",
    "no-open-case",
}
_GREETING = {"known", "name"}  # the facts of the one sentence that others quote
_PLURALS = {"zero", "one", "two", "few", "many", "other"}

Sentences = dict[str, Message]
Facts = dict[str, str | int]


def by_section(source: str) -> dict[str, Sentences]:
    """Return the sentences of a catalogue under their headings, in the order of the file."""
    sections: dict[str, Sentences] = {"": {}}
    heading = ""
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, GroupComment):
            heading = entry.content or ""
            sections[heading] = {}
        elif isinstance(entry, Message):
            sections[heading][entry.id.name] = entry
    return {heading: sentences for heading, sentences in sections.items() if sentences}


def for_customers(source: str) -> dict[str, Sentences]:
    """Return what customers read of the English catalogue."""
    return {
        heading: {key: message for key, message in sentences.items() if key not in STAFF_KEYS}
        for heading, sentences in by_section(source).items()
        if heading not in STAFF_SECTIONS
    }


def faults(english: str, translation: str, language: str) -> list[str]:
    """Return what is wrong with a translation, a line each: first what is there and where, then each sentence."""
    wanted, found = for_customers(english), by_section(translation)
    wanted_places = [(heading, key) for heading, sentences in wanted.items() for key in sentences]
    found_places = [(heading, key) for heading, sentences in found.items() for key in sentences]
    lines = [f"{key}: not under “{heading}”" for heading, key in wanted_places if (heading, key) not in found_places]
    lines += [
        f"{key}: no place under “{heading}”" for heading, key in found_places if (heading, key) not in wanted_places
    ]
    if not lines and wanted_places != found_places:
        lines = ["the order is another"]
    ours, theirs = _all(wanted), _all(found)
    said = _Said(english, translation, language)
    for key in (key for key in ours if key in theirs):
        lines += [f"{key}: {fault}" for fault in said.faults(key, ours[key], theirs[key])]
    return lines


class _Said:
    """Both catalogues, spoken with the same facts."""

    def __init__(self, english: str, translation: str, language: str) -> None:
        self._english, self._translation = _bundle(english, "en"), _bundle(translation, language)

    def faults(self, key: str, ours: Message, theirs: Message) -> Iterator[str]:
        if variables(ours) != variables(theirs):
            yield f"facts {sorted(variables(theirs))}, not {sorted(variables(ours))}"
            return
        for facts in _occasions(ours, theirs):
            english, _ = _formatted(self._english, key, facts)
            words, errors = _formatted(self._translation, key, facts)
            if errors:
                yield f"cannot be said with {facts}: {errors}"
            elif words == english:
                yield f"still English: {words}"


def variables(message: Message) -> set[str]:
    """Return the facts a sentence names, and the sentences it quotes: these name facts too."""
    named = (VariableReference, MessageReference)
    return {node.id.name for node in _nodes(message) if isinstance(node, named)}


def _occasions(ours: Message, theirs: Message) -> Iterator[Facts]:
    """Yield facts for every choice that the English names, and for one, two and many where either counts."""
    choices: dict[str, list[str | int]] = {name: ["X7"] for name in variables(ours) | _GREETING}
    for message, is_ours in ((theirs, False), (ours, True)):
        for select in (node for node in _nodes(message) if isinstance(node, SelectExpression)):
            if not isinstance(select.selector, VariableReference):
                continue
            names = [variant.key.name for variant in select.variants if isinstance(variant.key, Identifier)]
            if set(names) <= _PLURALS:
                choices[select.selector.id.name] = [1, 2, 4]
            elif is_ours:
                choices[select.selector.id.name] = [*names]
    for values in product(*choices.values()):
        yield dict(zip(choices, values, strict=True))


def _formatted(bundle: FluentBundle, key: str, facts: Facts) -> tuple[str, list[Exception]]:
    pattern = bundle.get_message(key).value
    if pattern is None:
        return "", [ValueError("no words")]
    words, errors = bundle.format_pattern(pattern, facts)
    return str(words), list(errors)


def _bundle(source: str, language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(source))
    return bundle


def _all(sections: dict[str, Sentences]) -> Sentences:
    return {key: message for sentences in sections.values() for key, message in sentences.items()}


def _nodes(node: object) -> Iterator[BaseNode]:
    if isinstance(node, list):
        for one in node:
            yield from _nodes(one)
    elif isinstance(node, BaseNode):
        yield node
        for one in vars(node).values():
            yield from _nodes(one)
