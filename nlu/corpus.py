"""The texts the machine learns from and is judged by, as they lie in nlu/data. Needs no Rasa."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

LANGUAGES = ("en", "hi", "fil", "zh")
NAMES = Path(__file__).parent / "data" / "names.txt"


@dataclass(frozen=True, slots=True)
class Example:
    """One text. `labels` are the category, urgency and sentiment that its block states."""

    text: str
    intent: str
    language: str
    labels: Mapping[str, str] = field(default_factory=dict)


def training(folder: Path) -> list[Example]:
    """Return the training texts: a folder a language, below `folder`."""
    paths = sorted(folder.rglob("*.yml"))
    return [example for path in paths for example in _in_file(path, path.relative_to(folder).parts[0])]


def learnt(folder: Path) -> list[Example]:
    """Return the texts that people accepted in review: a file a language, in `folder`."""
    return [example for path in sorted(folder.glob("*.yml")) for example in _in_file(path, path.stem)]


def held_out(folder: Path) -> list[Example]:
    """Return the texts that are held out: a file a language, in `folder`."""
    return [example for language in LANGUAGES for example in _in_file(folder / f"{language}.yml", language)]


def _in_file(path: Path, language: str) -> Iterator[Example]:
    for block in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["nlu"]:
        for line in block["examples"].splitlines():
            if line.strip():
                text = line.removeprefix("- ").strip()
                yield Example(text, block["intent"], language, block.get("metadata") or {})


def trigrams(text: str) -> frozenset[str]:
    """Return the runs of three characters, with names and numbers masked."""
    masked = re.sub(r"\d+", "0", _names().sub("N", text.lower()))
    plain = " ".join(re.findall(r"\w+|[^\w\s]+", masked))
    padded = f" {plain} "
    return frozenset(padded[at : at + 3] for at in range(max(1, len(padded) - 2)))


@cache
def _names() -> re.Pattern[str]:
    lines = NAMES.read_text(encoding="utf-8").splitlines()
    names = sorted((line.strip().lower() for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name) for name in names))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which share of the trigrams of both is common to them, 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other))


def too_like(texts: Iterable[str], others: Iterable[str], limit: float) -> Iterator[tuple[str, str]]:
    """Yield each of `texts` with each different one of `others` that it is as like as `limit`, or more."""
    known = list(dict.fromkeys(others))
    grams = [trigrams(text) for text in known]
    having: dict[str, list[int]] = defaultdict(list)
    for place, found in enumerate(grams):
        for gram in found:
            having[gram].append(place)
    for text in texts:
        own = trigrams(text)
        common = Counter(place for gram in own for place in having.get(gram, ()))
        for place, count in common.items():
            if known[place] != text and 2 * count >= limit * (len(own) + len(grams[place])):
                yield text, known[place]
