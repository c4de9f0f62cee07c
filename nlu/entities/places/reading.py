import re
from collections.abc import Iterable, Iterator

from nlu.entities.entity import Entity, Where, entity
from nlu.entities.places.chinese import chinese_places
from nlu.entities.places.gazetteer import gazetteer, hindi_key
from nlu.entities.places.latin import latin_places
from nlu.entities.places.ordinary import NEVER_HINDI
from nlu.entities.saying import Said

_HINDI_WORD = re.compile("[\u0900-\u0963]+")
_HINDI_STREET = re.compile(
    "(?<![\u0900-\u0963])[\u0900-\u0963]{2,15}\\s(?:रोड|मार्ग|नगर|विहार|स्ट्रीट|चौक|कॉलोनी|एन्क्लेव)(?![\u0900-\u0963])"
)
_SURAT = re.compile(  # the city, and the Hindi for "face" and "case"
    "(?<!इस )(?<!उस )(?<!किसी )(?<!हर )(?<!ऐसी )(?<![\u0900-\u0963])सूरत(?=\\s(?:में|से|शहर))"
)
_NO_STREET_NAME = re.compile(
    "(?:मेन|इस|उस|मेरे|मेरी|हमारे|हमारी|किस|पूरे|पूरी|वही|यह|ये|वह|और|की|के|का|से|में|है|पर|नई|नए|को|अपनी|अपने|सारी|कौन)\\s"
)


def places(said: Said, where: Where) -> Iterator[Entity]:
    """Cities, districts and streets, as the customer wrote them."""
    if re.search("[a-z]{2}", said.low):
        yield from (_place(said, span) for span in latin_places(said, where.country))
    if said.has_hindi:
        yield from (_place(said, span) for span in _hindi(said))
    if said.has_han:
        yield from (_place(said, span) for span in chinese_places(said.low))


def _place(said: Said, span: tuple[int, int]) -> Entity:
    return entity("place", said, span, said.text[slice(*span)])


def _hindi(said: Said) -> Iterable[tuple[int, int]]:
    known = gazetteer().hindi
    words = list(_HINDI_WORD.finditer(said.low))
    at = 0
    while at < len(words):
        for count in (3, 2, 1):
            window = words[at : at + count]
            span = window[0].start(), window[-1].end()
            key = hindi_key(said.low[slice(*span)])
            if len(window) == count and key in known and key not in NEVER_HINDI:
                yield span
                at += count - 1
                break
        at += 1
    yield from (found.span() for found in _SURAT.finditer(said.low))
    for found in _HINDI_STREET.finditer(said.low):
        if not _NO_STREET_NAME.match(found.group()):
            yield found.span()
