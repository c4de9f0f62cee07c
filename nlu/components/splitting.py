"""Where one message may hold several requests: at the ends of sentences, at commas, and at words that join."""

import itertools
import re

MOST = 4  # parts of a message that are read on their own
FEWEST_WORDS, FEWEST_SIGNS = 2, 4  # of a part: words, or Chinese characters; what is shorter goes with its neighbour

_HAN = "\u4e00-\u9fff"
_SENTENCE_ENDS = r"[.!?。！？।;；\n]+(?=\s|$)|[。！？；]+"
_JOINING = {
    "en": (
        "and",
        "also",
        "plus",
        "btw",
        "by the way",
        "another thing",
        "one more thing",
        "besides",
        "then",
        "but",
        "so",
    ),
    "hi": (
        "aur",
        "और",
        "saath hi",
        "साथ ही",
        "lekin",
        "लेकिन",
        "par",
        "waise",
        "वैसे",
        "ek aur baat",
        "एक और बात",
        "phir",
        "फिर",
    ),
    "fil": ("at", "tapos", "tas", "saka", "tsaka", "at saka", "pati", "pero", "isa pa", "nga pala", "pala"),
}
_JOINING_ZH = ("另外", "还有", "顺便", "对了", "然后", "而且", "以及", "同时", "再说", "但是", "不过")
_WORDS = "|".join(sorted((re.escape(word) for words in _JOINING.values() for word in words), key=len, reverse=True))
_BREAK = re.compile(
    rf"(?:{_SENTENCE_ENDS})|[,，、](?!\d)|\s(?=[-–—]\s)|(?<=\s)(?=(?:{_WORDS})\s)|(?={'|'.join(_JOINING_ZH)})",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"^(?:\s|[-–—,，、.!?。！？।;；]|(?:{_WORDS})\s|{'|'.join(_JOINING_ZH)})+", re.IGNORECASE)


def parts_of(text: str) -> list[str]:
    """Return the parts of the text, verbatim and in order; empty if it is of one piece, or of too many."""
    cuts = sorted({found.end() for found in _BREAK.finditer(text)} | {0, len(text)})
    parts: list[str] = []
    for start, end in itertools.pairwise(cuts):
        piece = _LEADING.sub("", text[start:end]).strip()
        if not _stands_alone(piece):
            continue
        parts.append(piece)
    return parts if 1 < len(parts) <= MOST else []


def _stands_alone(piece: str) -> bool:
    han = len(re.findall(f"[{_HAN}]", piece))
    return han >= FEWEST_SIGNS or len(re.findall(rf"[^\W{_HAN}]+", piece)) >= FEWEST_WORDS
