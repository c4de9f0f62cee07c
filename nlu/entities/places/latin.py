"""Places in Latin script. A name counts with a capital or a preposition, and an ordinary word only with both."""

import re
from collections.abc import Iterable, Iterator

from nlu.entities.places.gazetteer import ascii_name, gazetteer
from nlu.entities.places.ordinary import ALSO_WORDS, NEVER
from nlu.entities.saying import Said

Span = tuple[int, int]

# People. Below it a capital is not enough: there must be an "in" or "from" too.
_WELL_KNOWN = 100_000
_KNOWN_IN_LOWER_CASE = 200_000

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f](?:[\w\u00c0-\u024f]|['.](?=[A-Za-z\u00c0-\u024f0-9]))*")
_BEFORE = re.compile(
    r"(?:^|[^a-z])(?:in|at|from|to|near|around|outside|within|via|towards|off|visit|visiting|reach|reached|living|"
    r"live|sa|taga|taga-|galing|galing sa|mula|papunta|papuntang|nasa|bandang|dito|malapit|in the|of|on|downtown|"
    r"greater|north|south|east|west|central)\s?-?$"
)
_AFTER = re.compile(
    r"\s(?:me|mein|mai|main|se|ka|ke|ki|tak|wala|wale|wali|branch|store|outlet|warehouse|office|mall|showroom|hub|"
    r"area|side|station|airport|city|location|shop|में|से|का|की|के|तक|वाला|वाले|वाली|शाखा)(?![a-z\u0900-\u097f])|的|店|"
    r"分店|这边"
)
_A_PERSON = re.compile(
    r"(?:\bi'?m|i am|my name is|this is|name is|naam|ako si|si|ni|kay|mr\.?|ms\.?|mrs\.?|miss|dear|hi|hello|hey|"
    r"thanks|thank you|kuya|ate|sir|ma'am|technician|agent|rider|driver|staff|by|with|and|named?)\s$"
)
_STREET = re.compile(
    r"(?<![\w])(?:(?:[A-Z][\w'.-]{0,20}|de|del|dela|la|of)\s){1,3}?(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|"
    r"Drive|Dr|Lane|Ln|Highway|Hwy|Marg|Crescent|Cres|Parkway|Expressway|Chowk|Nagar|Vihar|Colony)\b(?:\s(?:West|"
    r"East|North|South|W|E|N|S)\b)?(?!\s?')"
)
_NO_STREET_NAME = re.compile(
    r"(?:The|My|Your|This|That|Main|Our|Same|On|In|At|From|Near|Is|High|Your|To|Hi|And)\s(?!.*\s)|[A-Z]\.?\s?$"
)
_LEADING = re.compile(r"(?:(?:The|At|In|On|From|To|Near|My|Our|Is|Sa|Nasa|Is)\s)+")
_IN_CAPITALS = {"QC"}
_NO_MORE_THAN = {"", "po", "lang", "please", "pls", "hai", "ji"}  # beside the name in a message that is an answer
_JOINS = re.compile(r"\s?(?:,|/|or|and|to|o|at|aur|ya|-)\s?")


def latin_places(said: Said, country: str | None) -> Iterable[Span]:
    streets = list(_streets(said))
    yield from streets
    last: Span | None = None
    for span in _named(said, country):
        inside = any(start <= span[0] < end for start, end in streets)
        if not inside and (_accepted(said, span, country) or _continues(said, last, span, country)):
            last = span
            yield span


def _streets(said: Said) -> Iterator[Span]:
    for found in _STREET.finditer(said.text):
        leading = _LEADING.match(found.group())
        start = found.start() + (leading.end() if leading else 0)
        written = said.text[start : found.end()]
        if " " in written and not _NO_STREET_NAME.match(written):
            yield start, found.end()


def _named(said: Said, country: str | None) -> Iterator[Span]:
    """Spans that are some place's name, the longest at each word, up to three words."""
    words = list(_WORD.finditer(said.text))
    at = 0
    while at < len(words):
        count = _longest(said, words[at : at + 3], country)
        if count:
            yield words[at].start(), words[at + count - 1].end()
        at += count or 1


def _longest(said: Said, words: list[re.Match[str]], country: str | None) -> int:
    """How many of the words make a name."""
    places = gazetteer()
    for count in range(len(words), 0, -1):
        start, end = words[0].start(), words[count - 1].end()
        name = ascii_name(said.low[start:end])
        is_named = name in places.known or places.people(name, country) > 0
        if (name not in NEVER and len(name) > 2 and is_named) or said.text[start:end] in _IN_CAPITALS:
            return count
    return 0


def _accepted(said: Said, span: Span, country: str | None) -> bool:
    start, end = span
    name = ascii_name(said.low[start:end])
    before, after = said.low[max(0, start - 20) : start], said.low[end : end + 14]
    placed = bool(_BEFORE.search(before))
    if _A_PERSON.search(before):
        return False
    if name in ALSO_WORDS:
        return _has_capital(said, span) and (placed or bool(_AFTER.match(after)))
    known, people = name in gazetteer().known, gazetteer().people(name, country)
    context = placed or bool(_AFTER.match(after)) or (said.low[:start] + said.low[end:]).strip(" .,!?") in _NO_MORE_THAN
    if _has_capital(said, span):
        return known or people >= _WELL_KNOWN or (context and (placed or people >= _WELL_KNOWN))
    return context and (known or people >= _KNOWN_IN_LOWER_CASE)


def _continues(said: Said, last: Span | None, span: Span, country: str | None) -> bool:
    """ "from Baner or Aundh", "makati, pasig": after one place the next needs no preposition."""
    if last is None or not _JOINS.fullmatch(said.low, last[1], span[0]):
        return False
    name = ascii_name(said.low[slice(*span)])
    return name in gazetteer().known or gazetteer().people(name, country) >= _WELL_KNOWN


def _has_capital(said: Said, span: Span) -> bool:
    """A capital says something unless the whole message is in capitals."""
    return said.text[span[0]].isupper() and not (said.text.isupper() and " " in said.text.strip())
