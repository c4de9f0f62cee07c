"""What a reader really sees of a text: nothing at all, a name, the beginning of it."""

import regex

_GRAPHEMES = regex.compile(r"\X")
# Blanks, what steers direction, and letters that look like nothing (Hangul fillers, the empty Braille cell).
_NOTHING = regex.compile(r"[\s\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]*")
# Joiners stay: Persian and Indic words and many emoji need them.
_STEERING = regex.compile(r"(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]")


def is_blank(text: str) -> bool:
    """Whether there is nothing in the text for anybody to see."""
    return _NOTHING.fullmatch(text) is not None


def beginning(text: str, longest: int) -> str:
    """Return at most `longest` characters of the text, cut after a whole grapheme; one that alone is longer is cut."""
    if len(text) <= longest:
        return text
    end = 0
    for found in _GRAPHEMES.finditer(text):
        if found.end() > longest:
            break
        end = found.end()
    return text[: end or longest]


def one_line(text: str) -> str:
    """Return the text on one line, without what turns the words around it; empty if it is blank."""
    line = " ".join(_STEERING.sub("", " ".join(text.split())).split())
    return "" if is_blank(line) else line
