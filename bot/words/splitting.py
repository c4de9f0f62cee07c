"""Long texts in parts of at most 4,096 UTF-16 units, never through a grapheme, nor an entity that fits in one part.

Telegram counts text and entity offsets in UTF-16 code units.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import regex

LONGEST = 4096
_GRAPHEMES = regex.compile(r"\X")
_NOTHING_TO_SEE = regex.compile(r"[\s\p{Z}\p{Cc}\p{Cf}]*")

Entity = dict[str, Any]


@dataclass(frozen=True)
class Part:
    text: str
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True)
class _Chunks:
    """What is never cut: graphemes, and where each ends, in UTF-16 units. `cuttable`: no entity would be cut there."""

    texts: list[str]
    ends: list[int]
    cuttable: list[bool]


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, entities: tuple[Entity, ...] = (), longest: int = LONGEST) -> list[Part]:
    """Return the text in parts; a part with nothing to see in it is left out, as Telegram would refuse it.

    A break falls after a line, else after a word, else between graphemes; lines and words count only in the second
    half of a part, lest it be a stub. A text that fits is returned as it is.
    """
    if utf16_length(text) <= longest:
        return [Part(text, entities)]
    chunks = _chunks(text, entities, longest)
    parts: list[Part] = []
    first = start = 0
    while first < len(chunks.texts):
        cut = _cut(chunks, first, start, longest)
        piece, end = "".join(chunks.texts[first:cut]), chunks.ends[cut - 1]
        if not _NOTHING_TO_SEE.fullmatch(piece):
            parts.append(Part(piece, _within(entities, start, end)))
        first, start = cut, end
    return parts


def _cut(chunks: _Chunks, first: int, start: int, longest: int) -> int:
    """Return the number of the chunk that opens the next part."""
    last = bisect_right(chunks.ends, start + longest)
    if last == len(chunks.ends):
        return last
    after_word = anywhere = 0
    for cut in range(last, first, -1):
        late = chunks.ends[cut - 1] - start > longest // 2
        if not late and (after_word or anywhere):
            break
        if not chunks.cuttable[cut - 1]:
            continue
        before = chunks.texts[cut - 1]
        if late and before[-1] in "\r\n":
            return cut
        if late and before.isspace():
            after_word = after_word or cut
        anywhere = anywhere or cut
    return after_word or anywhere or last


def _chunks(text: str, entities: tuple[Entity, ...], longest: int) -> _Chunks:
    """Graphemes; one that alone is too long (thousands of combining marks) goes by its characters."""
    texts: list[str] = []
    for grapheme in _GRAPHEMES.findall(text):
        texts.extend([grapheme] if utf16_length(grapheme) <= longest else grapheme)
    ends = list(accumulate(map(utf16_length, texts)))
    return _Chunks(texts, ends, _cuttable(ends, entities, longest))


def _cuttable(ends: list[int], entities: tuple[Entity, ...], longest: int) -> list[bool]:
    """Say of each end whether it lies outside every entity that could stay whole."""
    whole = sorted(
        (entity["offset"], entity["offset"] + entity["length"]) for entity in entities if entity["length"] <= longest
    )
    cuttable, place, until = [], 0, 0
    for end in ends:
        while place < len(whole) and whole[place][0] < end:
            until = max(until, whole[place][1])
            place += 1
        cuttable.append(end >= until)
    return cuttable


def _within(entities: tuple[Entity, ...], start: int, end: int) -> tuple[Entity, ...]:
    clipped = []
    for entity in entities:
        first, last = max(entity["offset"], start), min(entity["offset"] + entity["length"], end)
        if first < last:
            clipped.append(entity | {"offset": first - start, "length": last - first})
    return tuple(clipped)
