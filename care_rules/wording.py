"""The words of a rule: written with and without a name, found by tier and language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# What a text may name. A tier's title and the company's name are always known; a customer's name is not.
PLACEHOLDERS = ("name", "company", "tier")
DEFAULT_LANGUAGE = "en"

_BRACES = re.compile(r"\{([^{}]*)\}")
_LONGEST = 1000  # characters; a greeting is to be read at a glance


@dataclass(frozen=True)
class Wording:
    named: str
    nameless: str

    def filled(self, *, name: str | None, company: str, tier: str) -> str:
        """Plain text, to be sent without a parse mode: a name may hold any character."""
        facts = {"name": name or "", "company": company, "tier": tier}
        return _BRACES.sub(lambda found: facts[found[1]], self.named if name else self.nameless)


def wording(written: object) -> Wording:
    """Read a text, or a pair of texts; raises ValueError saying what to write instead."""
    if isinstance(written, dict):
        if set(written) != {"named", "nameless"}:
            raise ValueError("a text in two variants has the keys named and nameless. Write both, and no other.")
        named, nameless = _checked(written["named"]), _checked(written["nameless"])
    else:
        named = nameless = _checked(written)
    if "{name}" in nameless:
        raise ValueError("{name} may be unknown. Write named: with it and nameless: without it.")
    return Wording(named, nameless)


def _checked(written: object) -> str:
    if not isinstance(written, str) or not written.strip():
        raise ValueError("a text is missing here. Write the words of the message.")
    text = written.strip()
    for placeholder in _BRACES.findall(text):
        if placeholder not in PLACEHOLDERS:
            raise ValueError(f"unknown placeholder {{{placeholder}}}. Placeholders are {_listed()}.")
    if re.search(r"[{}]", _BRACES.sub("", text)):
        raise ValueError(f"a brace without its other half. Braces are for placeholders only: {_listed()}.")
    if len(text) > _LONGEST:
        raise ValueError(f"a text of {len(text)} characters. Write at most {_LONGEST}.")
    return text


def _listed() -> str:
    return ", ".join(f"{{{placeholder}}}" for placeholder in PLACEHOLDERS)


def find_wording(
    texts: Mapping[str, Mapping[str, Wording]], tier: str, default_tier: str, language: str
) -> Wording | None:
    """The customer's own language comes before their tier: words one can read first, then the nicer ones.

    "pt-BR" is looked for as pt-br, then pt, then in English; each for the tier, then for the default tier.
    """
    asked = language.lower().replace("_", "-")
    for spoken in (asked, asked.partition("-")[0], DEFAULT_LANGUAGE):
        for reader in (tier, default_tier):
            found = texts.get(reader, {}).get(spoken)
            if found is not None:
                return found
    return None
