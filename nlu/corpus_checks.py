"""`python -m nlu.corpus_checks`: are the texts many, varied, labelled, and kept apart? A line for each thing wrong."""

# ruff: noqa: T201  a command that prints

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from nlu.corpus import LANGUAGES, Example, held_out, too_like, training
from nlu.intents import CATEGORIES, INTENTS, SENTIMENTS, URGENCIES

TOO_LIKE = 0.7
ENOUGH_TO_LEARN = {"en": 80, "hi": 40, "fil": 40, "zh": 40}
ENOUGH_TO_JUDGE = {"en": 15, "hi": 10, "fil": 10, "zh": 10}
LABELS = {"category": CATEGORIES, "urgency": URGENCIES, "sentiment": SENTIMENTS}
WITH_CATEGORY = ("complain", "still_broken")


def problems_of_training(examples: list[Example], language: str) -> Iterator[str]:
    own = [example for example in examples if example.language == language]
    yield from _too_few(own, ENOUGH_TO_LEARN[language], f"train/{language}")
    yield from _twins(own, f"train/{language}")
    yield from _two_meanings(own, f"train/{language}")
    yield from _unlabelled(own, f"train/{language}")


def problems_of_held_out(examples: list[Example], trained: list[Example], language: str) -> Iterator[str]:
    own = [example for example in examples if example.language == language]
    yield from _too_few(own, ENOUGH_TO_JUDGE[language], f"held_out/{language}")
    yield from _twins(own, f"held_out/{language}")
    yield from _two_meanings(own, f"held_out/{language}")
    learnt = [example.text for example in trained]
    judged = [example.text for example in own]
    for text in set(judged) & set(learnt):
        yield f"held_out/{language}: «{text}» is a training text too"
    for text, near in too_like(judged, learnt, TOO_LIKE):
        yield f"held_out/{language}: «{text}» is nearly the training text «{near}»"


def _too_few(examples: list[Example], enough: int, where: str) -> Iterator[str]:
    counts = Counter(example.intent for example in examples)
    for intent in INTENTS:
        if counts[intent] < enough:
            yield f"{where}: {intent} has {counts[intent]} texts, {enough - counts[intent]} too few"
    for intent in counts.keys() - set(INTENTS):
        yield f"{where}: there is no intent {intent}"


def _twins(examples: list[Example], where: str) -> Iterator[str]:
    texts: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        texts[example.intent].append(example.text)
    for intent, own in texts.items():
        for text, count in Counter(own).items():
            if count > 1:
                yield f"{where}: {intent} has «{text}» {count} times"
        for text, near in too_like(own, own, TOO_LIKE):
            if text < near:
                yield f"{where}: {intent} has two alike: «{text}» and «{near}»"


def _two_meanings(examples: list[Example], where: str) -> Iterator[str]:
    meanings: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        meanings[example.text.casefold()].add(example.intent)
    for text, intents in meanings.items():
        if len(intents) > 1:
            yield f"{where}: «{text}» is given as {' and '.join(sorted(intents))}"


def _unlabelled(examples: list[Example], where: str) -> Iterator[str]:
    seen = {(example.intent, tuple(sorted(example.labels.items()))) for example in examples}
    for intent, pairs in sorted(seen):
        labels = dict(pairs)
        for name, known in LABELS.items():
            wanted = name != "category" or intent in WITH_CATEGORY
            if wanted != (name in labels) or (wanted and labels[name] not in known):
                right = f"one of {', '.join(known)}" if wanted else "none"
                yield f"{where}: a block of {intent} states {name} {labels.get(name)}; it should be {right}"


def main(languages: list[str]) -> int:
    data = Path(__file__).parent / "data"
    learnt = training(data / "train")
    found: list[str] = []
    for language in languages or LANGUAGES:
        found += problems_of_training(learnt, language)
        if not languages:
            found += problems_of_held_out(held_out(data / "held_out"), learnt, language)
    print("\n".join(found) or "The texts are many, varied, labelled, and kept apart.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
