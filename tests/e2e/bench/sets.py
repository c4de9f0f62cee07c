"""Public sets of texts with their intents. They are for measuring; nothing of ours learns from them."""

import csv
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bot.settings_checks import HOUSE
from nlu.corpus import Example

DATA = HOUSE.parent / "shared" / "data"


@dataclass(frozen=True, slots=True)
class Clinc:
    """`beyond` are texts that have none of the intents."""

    train: list[Example]
    val: list[Example]
    test: list[Example]
    beyond: list[str]


def banking77(part: str) -> list[Example]:
    """`part` is "train" or "test"."""
    with (DATA / f"banking77_{part}.csv").open(encoding="utf-8", newline="") as file:
        return [_example(row["text"], row["category"]) for row in csv.DictReader(file)]


def clinc150() -> Clinc:
    told = json.loads((DATA / "clinc150_full.json").read_text(encoding="utf-8"))
    train, val, test = ([_example(*row) for row in told[part]] for part in ("train", "val", "test"))
    return Clinc(train, val, test, [text for text, _ in told["oos_test"]])


def drawn(examples: Sequence[Example], an_intent: int, seed: int) -> list[Example]:
    """Draw so many examples of each intent."""
    groups = defaultdict[str, list[Example]](list)
    for example in examples:
        groups[example.intent].append(example)
    lot = Random(seed)
    return [example for intent in sorted(groups) for example in lot.sample(groups[intent], an_intent)]


def _example(text: str, intent: str) -> Example:
    return Example(" ".join(text.split()), intent, "")


def there() -> bool:
    return all((DATA / name).is_file() for name in ("banking77_train.csv", "banking77_test.csv", "clinc150_full.json"))
