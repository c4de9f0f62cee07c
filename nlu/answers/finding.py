"""Which page answers a customer's question: by what it means, where the encoder knows the language, and by letters."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlu.answers.likeness import LOOK_AT, Floats
from nlu.answers.measuring import Case, Measured, weigh
from nlu.answers.pages import Library, Page
from nlu.answers.remembered import Embed, Remembered
from nlu.answers.scoring import VALIDATION, Message, messages
from nlu.answers.shelves import Shelf, Vectors, shelves
from nlu.cleaning import clean

FOLDER = Path("var/nlu/answers")


@dataclass(frozen=True, slots=True)
class Found:
    """A page that may answer. `language` is that of the page; `score` is its chance of being right, 0 to 1.

    Only what is `sure` may be sent as the answer. The rest is good enough for "do you mean …?" and no more.
    """

    slug: str
    title: str
    answer: str
    language: str
    score: float
    sure: bool


class Finder:
    """Finds the page in a library. Until `ready` is done it goes by letters alone."""

    def __init__(
        self, library: Library, embed: Embed, validation: Sequence[Message] | None = None, folder: Path = FOLDER
    ) -> None:
        """Measure what makes an answer sure, on `validation` or, without, on that of nlu/data.

        It takes some tenths of a second. Measured is on the sample pages, for which the messages were written, if there
        are any; else on the library's own. `folder` keeps embeddings of pages, never a customer's text.
        """
        self._library = library
        self._shelves = shelves(library)
        trial = library.only_examples() if library.examples else library
        self._trial = shelves(trial)
        asked = messages(VALIDATION) if validation is None else validation
        self._asked = [message for message in asked if message.language in self._trial]
        self._remembered = Remembered(folder, embed)
        self._by_letters = measure(self._trial, self._asked)
        self._by_both: dict[str, Measured] = {}
        self._model: str | None = None
        self._one_at_a_time = asyncio.Lock()

    @property
    def library(self) -> Library:
        return self._library

    def find(self, text: str, language: str, embedding: bytes = b"") -> Found | None:
        """Return the likeliest page of the language, or of English if it has none; None if too unlikely.

        `embedding` is that of the reading; with b"", or one of another encoder, letters alone decide. Never raises.
        """
        spoken = self._library.spoken(language)
        shelf = self._shelves.get(spoken)
        text = clean(text)[:LOOK_AT]
        if shelf is None or not text:
            return None
        rows = shelf.whole(text, embedding) if self._by_both else None
        by_language = self._by_letters if rows is None else self._by_both
        measured = by_language.get(spoken, by_language.get(""))
        if measured is None:
            return None
        chances = measured.chances(shelf.letters(text) if rows is None else rows)
        best = int(chances.argmax())
        return _found(shelf.pages[best], float(chances[best]), measured)

    async def ready(self, model: str) -> bool:
        """Get the embeddings of all pages from `model`, and measure again; return whether embeddings now count.

        To be called in the background at start-up, and again when the model that embeds has changed. `model` is any
        name that changes when its embeddings do. False means that it could not embed: try again later.
        """
        async with self._one_at_a_time:
            if model != self._model:
                self._forget()
            pages = [*self._library.pages, *self._library.examples]
            texts = [text for page in pages for text in page.asked] + [message.text for message in self._asked]
            vectors = await self._remembered.vectors(texts, model)
            if vectors is None:
                return False
            measured = await asyncio.to_thread(measure, self._trial, self._asked, vectors)
            for shelf in self._shelves.values():
                shelf.learn(vectors)
            self._by_both, self._model = measured, model
            return bool(measured)

    def _forget(self) -> None:
        self._by_both = {}
        for shelf in self._shelves.values():
            shelf.learn(None)


def measure(
    by_language: Mapping[str, Shelf], asked: Iterable[Message], vectors: Vectors | None = None
) -> dict[str, Measured]:
    """Return what makes an answer sure, by language: with embeddings or, without `vectors`, by letters alone.

    `vectors` has those of the pages and of `asked`. A message about a page that is on no shelf is one no page answers.
    """
    for shelf in by_language.values():
        shelf.learn(vectors)
    cases: list[Case] = []
    for message in asked:
        shelf = by_language[message.language]
        slugs = [page.slug for page in shelf.pages]
        right = slugs.index(message.page) if message.page in slugs else None
        rows = None if vectors is None else shelf.whole(message.text, _packed(vectors[clean(message.text)]))
        cases.append(Case(message.language, shelf.letters(message.text) if rows is None else rows, right))
    return weigh(cases)


def _packed(numbers: Floats) -> bytes:
    return numbers.astype("<f2").tobytes()


def _found(page: Page, chance: float, measured: Measured) -> Found | None:
    if chance < measured.offer:
        return None
    return Found(page.slug, page.title, page.answer, page.language, chance, sure=chance >= measured.answer)
