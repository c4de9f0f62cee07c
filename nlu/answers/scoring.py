"""How good a finder is: right, wrong and none, over questions whose page is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ruamel.yaml import YAML

from nlu.cleaning import clean

DATA = Path(__file__).parents[1] / "data"
VALIDATION = DATA / "knowledge_validation.yml"
HELD_OUT = DATA / "held_out" / "knowledge.yml"


@dataclass(frozen=True, slots=True)
class Message:
    """A customer's question, and the slug of the page that answers it; None where no page does."""

    text: str
    language: str
    page: str | None


class Answer(Protocol):
    @property
    def slug(self) -> str: ...
    @property
    def sure(self) -> bool: ...


class Finds(Protocol):
    def find(self, text: str, language: str, embedding: bytes) -> Answer | None: ...


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over the messages of one language.

    Of those that a page answers: `right`, `wrong` or `none`. Of `nulls`, which no page answers: `null_answered`.
    None counts unless sure; of the unsure, offered as a guess, `offered_right` had the right page and
    `offered_wrong` another, those that no page answers among them.
    """

    right: int = 0
    wrong: int = 0
    none: int = 0
    nulls: int = 0
    null_answered: int = 0
    offered_right: int = 0
    offered_wrong: int = 0

    @property
    def gain(self) -> int:
        """Right answers minus twice the wrong ones."""
        return self.right - 2 * (self.wrong + self.null_answered)

    def and_(self, message: Message, found: Answer | None) -> "Tally":
        is_right = found is not None and found.slug == message.page
        answered, offered = found is not None and found.sure, found is not None and not found.sure
        has_page = message.page is not None
        return Tally(
            self.right + (answered and is_right),
            self.wrong + (answered and has_page and not is_right),
            self.none + (has_page and not answered),
            self.nulls + (not has_page),
            self.null_answered + (answered and not has_page),
            self.offered_right + (offered and is_right),
            self.offered_wrong + (offered and not is_right),
        )


def messages(path: Path) -> list[Message]:
    """Read VALIDATION or HELD_OUT."""
    given = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["messages"]
    return [Message(one["text"], one["lang"], one["page"]) for one in given]


def score(finder: Finds, asked: Iterable[Message], embeddings: Mapping[str, bytes] | None = None) -> dict[str, Tally]:
    """Return a tally a language. `embeddings` are by cleaned text; without, letters alone are measured."""
    tallies: dict[str, Tally] = {}
    for message in asked:
        embedding = (embeddings or {}).get(clean(message.text), b"")
        found = finder.find(message.text, message.language, embedding)
        tallies[message.language] = tallies.get(message.language, Tally()).and_(message, found)
    return tallies
