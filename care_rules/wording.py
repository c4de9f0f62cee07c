"""The words of a rule: written with and without a name, found by tier and language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# What a text may name. A tier's title, the company's name and who signs are always known; a customer's name is not.
# The rest is known with some occasions: a rule whose words name it is for those alone.
PLACEHOLDERS = (
    "name", "company", "tier", "gift", "signed", "partner", "years", "festival", "product", "number", "amount", "day",
    "time", "place",
)  # fmt: skip
ALWAYS_KNOWN = frozenset({"name", "company", "tier", "gift", "signed"})
DEFAULT_LANGUAGE = "en"

_BRACES = re.compile(r"\{([^{}]*)\}")
_LONGEST = 1000  # characters; a greeting is to be read at a glance


@dataclass(frozen=True)
class Wording:
    """`couple` is for those whose partner's name is known as well as their own."""

    named: str
    nameless: str
    couple: str | None = None

    @property
    def everything(self) -> tuple[str, ...]:
        """Every text in which a fact must be known; of a couple both names are, or it is not used."""
        return (self.named, self.nameless)

    def filled(self, *, name: str | None, company: str, tier: str, **more: str) -> str:
        """Plain text, to be sent without a parse mode: a name may hold any character."""
        facts = {"name": name or "", "company": company, "tier": tier} | more
        text = self.named if name else self.nameless
        if self.couple is not None and name and more.get("partner"):
            text = self.couple
        return _BRACES.sub(lambda found: facts.get(found[1], ""), text)


@dataclass(frozen=True)
class Variants:
    """Several ways to say it, taken in turn: nobody reads the same sentence twice running."""

    wordings: tuple[Wording, ...]

    @property
    def everything(self) -> tuple[str, ...]:
        return tuple(text for one in self.wordings for text in one.everything)

    def after(self, told: int) -> Wording:
        """Return the one for somebody who was told so many times before."""
        return self.wordings[told % len(self.wordings)]


def placeholders_in(text: str) -> set[str]:
    return set(_BRACES.findall(text))


class MistakenText(ValueError):
    """`within` is the key under which the mistake stands, where the text has variants."""

    def __init__(self, what: str, *within: str) -> None:
        self.within = within
        super().__init__(what)


def variants(written: object) -> Variants:
    """Read one text or a list of them; raises MistakenText saying what to write instead."""
    listed = written if isinstance(written, list) and written else [written]
    return Variants(tuple(wording(one) for one in listed))


def wording(written: object) -> Wording:
    """Read a text, or a pair of texts; raises MistakenText saying what to write instead."""
    if isinstance(written, dict):
        if not {"named", "nameless"} <= set(written) <= {"named", "nameless", "couple"}:
            raise MistakenText("a text in two variants has the keys named and nameless. Write both, and no other.")
        couple = _checked(written["couple"], "couple") if "couple" in written else None
        found = Wording(_checked(written["named"], "named"), _checked(written["nameless"], "nameless"), couple)
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
    texts: Mapping[str, Mapping[str, Variants]], tier: str, default_tier: str, language: str
) -> Variants | None:
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
