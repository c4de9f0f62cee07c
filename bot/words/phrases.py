"""Exact phrases that mean the same whether or not a machine reads them: they work when NLU is down."""

from care_rules.case_numbers import id_of

_PHRASES: dict[str, tuple[str, ...]] = {
    "stop_care": ("stop", "unsubscribe", "stop messages", "stop all"),
    "talk_to_human": ("human", "person", "agent", "operator", "talk to a person", "talk to a human"),
    "case_status": ("status", "my case", "my cases", "cases"),
}
_BY_PHRASE = {phrase: intent for intent, phrases in _PHRASES.items() for phrase in phrases}


def exact(text: str) -> str | None:
    """Return the intent that the whole text stands for, or None."""
    said = " ".join(text.split()).strip(" .!").casefold()
    if id_of(said) is not None:
        return "case_status"
    return _BY_PHRASE.get(said)
