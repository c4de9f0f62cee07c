"""The messages that aspects and splitting are judged by, as they lie in nlu/data/held_out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

LABELS: tuple[str, ...] = ("category", "urgency", "sentiment")


@dataclass(frozen=True, slots=True)
class Sounding:
    """A message and how it sounds: its urgency and sentiment, and a complaint's category."""

    text: str
    language: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asking:
    """A message and the intents of its requests, in order."""

    text: str
    language: str
    intents: tuple[str, ...]


def sounding(held_out: Path) -> Iterator[Sounding]:
    for message in _messages(held_out / "aspects.yml"):
        labels = {name: message[name] for name in LABELS if name in message}
        yield Sounding(message["text"], message["lang"], labels)


def asking(held_out: Path) -> Iterator[Asking]:
    for message in _messages(held_out / "requests.yml"):
        yield Asking(message["text"], message["lang"], tuple(request["intent"] for request in message["requests"]))


def _messages(path: Path) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["messages"]
    return messages
