import unicodedata

LONGEST = 1_000  # characters; what a person means is clear long before, and parse time grows with length

# Read no further than this before normalising: a thousand characters may be hidden among invisible ones.
LOOK_AT = 8 * LONGEST

# Cc control (NUL, newline), Cf format (zero width, bidi), Cs lone surrogates, Co private use, Cn unassigned
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str) -> str:
    """Return what of `text` may be sent to Rasa; empty if nothing is left.

    Rasa takes a text beginning with "/" for an intent spelled out by a programmer and does not ask the model, so
    leading slashes go, also those that hide behind invisible characters. A lone surrogate cannot be encoded at all.
    """
    visible = "".join(_shown(character) for character in text[:LOOK_AT])
    normal = " ".join(unicodedata.normalize("NFC", visible).split())
    return normal.lstrip("/ ")[:LONGEST].rstrip()


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _INVISIBLE else character
