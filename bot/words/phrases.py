"""Exact phrases that mean the same whether or not a machine reads them: they work when NLU is down."""

import unicodedata

from bot.words.phrase_table import PHRASES
from care_rules.case_numbers import id_of

_AROUND = " .!,~。！，।"
_ASKING = "?？"


def exact(text: str) -> str | None:
    """Return the intent that the whole text stands for, or None.

    A question mark leaves only a case's status as it was: "human?" asks who is writing, it does not call for one.
    """
    said = _plain(text)
    if said in _BY_PHRASE:
        return _BY_PHRASE[said]
    asked = said.strip(_AROUND + _ASKING)
    return "case_status" if _BY_PHRASE.get(asked) == "case_status" or id_of(asked) is not None else None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).strip(_AROUND)


_BY_PHRASE = {
    _plain(phrase): intent
    for intent, languages in PHRASES.items()
    for phrases in languages.values()
    for phrase in phrases
}
