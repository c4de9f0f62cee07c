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


class MistakenText(ValueError):
    """`within` is the key under which the mistake stands, where the text has variants."""

    def __init__(self, what: str, *within: str) -> None:
        self.within = within
        super().__init__(what)


def wording(written: object) -> Wording:
    """Read a text, or a pair of texts; raises MistakenText saying what to write instead."""
    if isinstance(written, dict):
        if set(written) != {"named", "nameless"}:
            raise MistakenText("a text in two variants has the keys named and nameless. Write both, and no other.")
        found = Wording(_checked(written["named"], "named"), _checked(written["nameless"], "nameless"))
    else:
        found = Wording(_checked(written), _checked(written))
    if "{name}" in found.nameless:
        raise MistakenText("{name} may be unknown. Write named: with it and nameless: without it.")
    return found


def _checked(written: object, *within: str) -> str:
    if not isinstance(written, str) or not written.strip():
        raise MistakenText("a text is missing here. Write the words of the message.", *within)
    text = written.strip()
    for placeholder in _BRACES.findall(text):
        if placeholder not in PLACEHOLDERS:
            raise MistakenText(f"unknown placeholder {{{placeholder}}}. Placeholders are {_listed()}.", *within)
    if re.search(r"[{}]", _BRACES.sub("", text)):
        raise MistakenText(f"a brace without its other half. Braces are for placeholders only: {_listed()}.", *within)
    if len(text) > _LONGEST:
        raise MistakenText(f"a text of {len(text)} characters. Write at most {_LONGEST}.", *within)
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


def in_language(texts: Mapping[str, Wording], language: str) -> Wording:
    """Return the text in the language, or in the one it is a variety of, or in English."""
    return texts.get(language) or texts.get(language.split("-", maxsplit=1)[0]) or texts[DEFAULT_LANGUAGE]
