"""The message catalogue: Fluent files, one a language, with a company's overrides on top."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from fluent.syntax.ast import Junk, Resource

from bot.words.times import When, in_words, span_in_words

FALLBACK = "en"
_HERE = Path(__file__).parent
OWN_WORDS = _HERE / "company"
"""A company's own sentences, beside ours."""
_ALIASES = {"tl": "fil"}
"""What Telegram calls a language, and what we call it."""


class MissingWords(LookupError):
    """A sentence that is in no catalogue, or one that lacks a fact it names."""


class UnreadableWords(ValueError):
    """A catalogue with something in it that is no sentence: "own_words/en.ftl:14: …", a line each."""


class Catalogue:
    """Sentences by key and language. A language that lacks a sentence borrows it from English."""

    def __init__(self, own_words: Path | None = None, languages: Iterable[str] | None = None) -> None:
        """Read the catalogues; `own_words` is a folder with the company's own sentences, a file a language.

        A language may be in the company's folder alone.

        Raises:
            UnreadableWords: if a file has mistakes.
        """
        folders = [_HERE, *([own_words] if own_words else [])]
        found = languages or sorted({path.stem for folder in folders for path in folder.glob("*.ftl")})
        self._bundles = {language.lower(): _bundle(language, folders) for language in {*found, FALLBACK}}
        self._plain = lru_cache(maxsize=5_000)(self._written)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(self._bundles))

    def knows(self, key: str, language: str) -> bool:
        return self._having(key, language) is not None

    def spoken(self, language: str) -> str:
        """Return the language in which we answer somebody of `language`: theirs if we have it, else English."""
        tag, base = _tags(language)
        return tag if base in self._bundles or tag in self._bundles else FALLBACK

    def text(self, key: str, language: str, **facts: object) -> str:
        """Return the sentence with its facts. The catalogue writes a name with hyphens: `case_number`, $case-number.

        A moment (`When`) and a span (`timedelta`) are put in words, in the language of the sentence.

        Raises:
            MissingWords: if no catalogue has it, or a fact is missing.
        """
        return self._written(key, language, **facts) if facts else self._plain(key, language)

    def _written(self, key: str, language: str, **facts: object) -> str:
        having, said_in = self._having(key, language), _tags(language)[0]
        if having is None:
            having = said_in = FALLBACK
        bundle = self._bundles[having]
        pattern = bundle.get_message(key).value if bundle.has_message(key) else None
        if pattern is None:
            raise MissingWords(key)
        given = {name.replace("_", "-"): self._fact(fact, said_in) for name, fact in facts.items()}
        words, errors = bundle.format_pattern(pattern, given)
        if errors:
            raise MissingWords(f"{key}: {'; '.join(map(str, errors))}")
        return str(words)

    def clock_time(self, at: datetime, zone: ZoneInfo) -> str:
        """Return a wall time, like 14:02."""
        return f"{at.astimezone(zone):%H:%M}"

    def _having(self, key: str, language: str) -> str | None:
        """Return the catalogue of this language that has the sentence: of "pt-br", else of "pt"."""
        return next(
            (one for one in _tags(language) if one in self._bundles and self._bundles[one].has_message(key)), None
        )

    def _fact(self, fact: object, language: str) -> object:
        if isinstance(fact, When):
            return in_words(fact, language, lambda key, **more: self.text(key, language, **more))
        if isinstance(fact, timedelta):
            return span_in_words(fact, language)
        if isinstance(fact, bool) or fact is None:
            return str(fact).lower()
        return fluent_number(fact, useGrouping=False) if isinstance(fact, int) else str(fact)


def _tags(language: str) -> tuple[str, str]:
    """Return the language's tag as we write it, and without its region: "pt-br" and "pt"."""
    base, hyphen, region = language.lower().partition("-")
    base = _ALIASES.get(base, base)
    return f"{base}{hyphen}{region}", base


def telegram_code(language: str) -> str | None:
    """Return the two letters by which Telegram knows a language of ours; None if it has none: it takes no others."""
    code = next((theirs for theirs, ours in _ALIASES.items() if ours == language), language)
    return code if re.fullmatch("[a-z]{2}", code) else None


def _bundle(language: str, folders: Iterable[Path]) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for folder in folders:
        path = folder / f"{language}.ftl"
        if path.exists():
            bundle.add_resource(_resource(path), allow_overrides=True)
    return bundle


def _resource(path: Path) -> Resource:
    return _parsed(f"{path.parent.name}/{path.name}", path.read_text(encoding="utf-8-sig"))


@lru_cache(maxsize=32)
def _parsed(where: str, source: str) -> Resource:
    """Parse a file. Fluent itself would pass over a sentence it cannot read, and the old one would go on being said."""
    resource: Resource = FluentResource(source)
    notes = [note for entry in resource.body if isinstance(entry, Junk) for note in entry.annotations]
    if notes:
        lines = [source.count("\n", 0, note.span.start if note.span else 0) + 1 for note in notes]
        raise UnreadableWords(
            "\n".join(f"{where}:{line}: {note.message}" for line, note in zip(lines, notes, strict=True))
        )
    return resource
