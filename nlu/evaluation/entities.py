"""`python -m nlu.evaluation.entities [--json]`, in .venv: how well what a message names is found.

It is a command of its own because finding runs beside the bot, not in Rasa.
"""

# ruff: noqa: T201  a command that prints

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from nlu.entities import Entity, Where, find
from nlu.entities.baseline import find_plainly
from nlu.entities.scoring import Score, score

HELD_OUT = Path(__file__).resolve().parent.parent / "data" / "held_out" / "entities.yml"
Find = Callable[[str, Where], Sequence[Entity]]


@dataclass(frozen=True, slots=True)
class Naming:
    """A message, who writes it, and what is to be found in it."""

    text: str
    where: Where
    wanted: tuple[Entity, ...]


def naming(path: Path = HELD_OUT) -> Iterator[Naming]:
    told = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    for message in told["messages"]:
        language = message["lang"]
        zone = ZoneInfo(told["zones"][language])
        now = datetime.fromisoformat(told["now"]).replace(tzinfo=zone)
        where = Where(language, told["countries"][language], zone, now, tuple(told["products"]))
        wanted = tuple(_entity(message["text"], entity) for entity in message["entities"])
        yield Naming(message["text"], where, wanted)


def _entity(text: str, told: Mapping[str, str]) -> Entity:
    start = text.index(told["text"])
    return Entity(told["kind"], told["text"], start, start + len(told["text"]), told["value"])


def scored(messages: Sequence[Naming], finder: Find) -> Score:
    found = [finder(message.text, message.where) for message in messages]
    return score(found, [message.wanted for message in messages])


def measured() -> dict[str, Any]:
    """Return for each language, and for all, what `find` reaches and what the baseline does; F1 throughout."""
    messages = list(naming())
    languages = list(dict.fromkeys(message.where.language for message in messages))
    groups = {language: [one for one in messages if one.where.language == language] for language in languages}
    return {language: _compared(group) for language, group in {**groups, "all": messages}.items()}


def _compared(messages: Sequence[Naming]) -> dict[str, Any]:
    ours, plain = scored(messages, find), scored(messages, find_plainly)
    return {
        "texts": len(messages),
        "f1": round(ours.overall.f1, 4),
        "macro_f1": round(ours.macro_f1, 4),
        "baseline": round(plain.overall.f1, 4),
        "kinds": {kind: round(tally.f1, 4) for kind, tally in ours.kinds.items()},
        "baseline_kinds": {kind: round(tally.f1, 4) for kind, tally in plain.kinds.items()},
    }


def table(told: Mapping[str, Any]) -> str:
    kinds = list(told["all"]["kinds"])
    lines = [f"{'entities, F1':<16} " + " ".join(f"{language:>6}" for language in told) + f" {'patterns':>9}"]
    for kind in kinds:
        ours = " ".join(f"{one['kinds'].get(kind, 1.0):6.3f}" for one in told.values())
        lines.append(f"{kind:<16} {ours} {told['all']['baseline_kinds'].get(kind, 1.0):9.3f}")
    for name, key in (("all kinds", "f1"), ("by patterns", "baseline")):
        lines.append(f"{name:<16} " + " ".join(f"{one[key]:6.3f}" for one in told.values()))
    return "\n".join(lines)


if __name__ == "__main__":
    told = measured()
    print(json.dumps(told, ensure_ascii=False) if "--json" in sys.argv else table(told))
