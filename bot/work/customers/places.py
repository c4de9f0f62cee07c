"""Which time zone a place keeps: the tz database, CLDR's names of its cities and countries, a table of other cities."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

import regex
from babel import Locale

_LANGUAGES = "en es fr de it pt nl pl ru uk tr id ms vi fil hi bn ta ar fa he th ja ko zh"
_NO_CITIES = frozenset({"us", "canada", "brazil", "mexico", "chile", "etc", "antarctica", "arctic"})
_SEVERAL_PLACES = frozenset(
    {"cordoba", "georgia", "la rioja", "merida", "north", "petersburg", "san juan", "san luis", "south", "victoria"}
    | {"act", "center", "lhi", "nsw", "troll", "vincennes", "west"}
)
"""Names in the tz database that most people give to another place, or to no place."""

_WELL_KNOWN = """
Africa/Johannesburg: cape town, durban, pretoria, soweto
Africa/Lagos: abuja, kano, ibadan
America/Chicago: houston, dallas, austin, san antonio, minneapolis, milwaukee, new orleans, st louis, nashville, cdt
America/Denver: salt lake city, albuquerque, mountain time, mst, mdt
America/Edmonton: calgary
America/Los_Angeles: san francisco, san diego, san jose california, seattle, las vegas, sacramento, silicon valley, la
America/Los_Angeles: pacific time, pst, pdt
America/New_York: new york city, nyc, boston, washington dc, philadelphia, miami, atlanta, baltimore, pittsburgh
America/New_York: orlando, tampa, cleveland, eastern time, est, edt
America/Sao_Paulo: rio de janeiro, rio, brasilia, belo horizonte, curitiba, porto alegre
America/Toronto: montreal, ottawa, quebec city, mississauga
America/Mexico_City: ciudad de mexico, cdmx, guadalajara, puebla
America/Bogota: medellin, cali
Asia/Bangkok: chiang mai, phuket, pattaya
Asia/Dhaka: chittagong, chattogram, sylhet
Asia/Dubai: abu dhabi, sharjah, uae, emirates
Asia/Ho_Chi_Minh: ho chi minh city, hcmc, hanoi, da nang, viet nam
Asia/Hong_Kong: kowloon
Asia/Jakarta: surabaya, bandung, semarang, medan, yogyakarta, wib
Asia/Jerusalem: haifa
Asia/Karachi: lahore, islamabad, rawalpindi, faisalabad, pkt
Asia/Kolkata: mumbai, bombay, delhi, new delhi, bengaluru, bangalore, chennai, madras, hyderabad, ahmedabad, pune
Asia/Kolkata: surat, jaipur, lucknow, kanpur, nagpur, indore, bhopal, patna, kochi, goa, chandigarh, gurgaon, gurugram
Asia/Kolkata: noida, coimbatore, visakhapatnam, thiruvananthapuram, dehradun, guwahati, mysuru, mysore, varanasi
Asia/Kuala_Lumpur: penang, george town, johor bahru, ipoh
Asia/Makassar: bali, denpasar
Asia/Manila: cebu, cebu city, davao, davao city, quezon city, makati, baguio, iloilo, zamboanga, pht
Asia/Riyadh: jeddah, mecca, medina, dammam
Asia/Seoul: busan, incheon, daegu, korea, kst
Asia/Shanghai: china, 中国, beijing, peking, 北京, shenzhen, 深圳, guangzhou, 广州, chengdu, 成都, wuhan, 武汉, hangzhou
Asia/Shanghai: nanjing, tianjin, xian, suzhou, chongqing, 重庆, xiamen
Asia/Taipei: kaohsiung, taichung
Asia/Tokyo: osaka, kyoto, yokohama, nagoya, sapporo, fukuoka, kobe, 大阪, 京都, jst
Asia/Yangon: rangoon, burma, myanmar
Australia/Brisbane: gold coast, cairns, queensland
Australia/Sydney: canberra, newcastle nsw, wollongong
Etc/UTC: utc, gmt
Europe/Amsterdam: rotterdam, the hague, utrecht, eindhoven, holland
Europe/Athens: thessaloniki
Europe/Berlin: munich, münchen, hamburg, frankfurt, cologne, köln, stuttgart, düsseldorf, leipzig, dresden, hannover
Europe/Berlin: nuremberg, nürnberg, bremen, essen, dortmund, cet, cest, mez, mesz
Europe/Brussels: antwerp, ghent
Europe/Belgrade: kosovo
Europe/Dublin: cork, galway
Europe/Istanbul: ankara, izmir, turkey
Europe/Kyiv: ukraine, україна, lviv, kharkiv, odesa
Europe/Lisbon: porto
Europe/London: manchester, birmingham, liverpool, leeds, glasgow, edinburgh, bristol, cardiff, belfast, uk, england
Europe/London: scotland, wales, britain, great britain, northern ireland
Europe/Madrid: barcelona, valencia, seville, sevilla, bilbao, malaga
Europe/Moscow: saint petersburg, st petersburg, санкт-петербург, kazan, msk
Europe/Paris: lyon, marseille, toulouse, nice, bordeaux, lille, nantes, strasbourg
Europe/Prague: brno, czech republic
Europe/Rome: milan, milano, naples, napoli, turin, torino, florence, firenze, venice, venezia, bologna
Europe/Warsaw: krakow, gdansk, wroclaw, poznan, lodz
Europe/Zurich: geneva, basel, bern, lausanne
Pacific/Auckland: wellington, christchurch, new zealand, nzst, nzdt
"""
"""Cities that are not in the tz database, other names of some that are, and names of zones that mean one thing only."""

_POPULOUS_FIRST = """
AU: Australia/Sydney Australia/Perth Australia/Adelaide Australia/Brisbane Australia/Darwin
BR: America/Sao_Paulo America/Manaus America/Cuiaba America/Rio_Branco
CA: America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Halifax America/St_Johns
MX: America/Mexico_City America/Tijuana America/Cancun America/Hermosillo
RU: Europe/Moscow Asia/Yekaterinburg Asia/Novosibirsk Asia/Vladivostok Europe/Kaliningrad Europe/Samara
UA: Europe/Kyiv
US: America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix America/Anchorage
"""
"""Where zone.tab, which lists a country's zones from west to east or east to west, does not begin with the largest."""


def plain(text: str) -> str:
    """Return a name as it is compared: without capitals, accents and marks between its words."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if not regex.search(r"(?!\p{Latin})\p{L}", folded):
        folded = regex.sub(r"\p{Mn}", "", unicodedata.normalize("NFD", folded))
    return " ".join(regex.sub(r"[-_,;()/]", " ", regex.sub(r"[.'’!?]", "", folded)).split())


def zone_of_place(names: Sequence[str], now: datetime) -> str | None:
    """Return the zone of the first of these plain names that is a city, or a country whose clocks all agree.

    A city may be followed by its country. English comes first: to read the other languages takes half a second, once.
    """
    found = (_known_by(name, now, languages) for languages in ("en", _LANGUAGES) for name in names)
    return next(filter(None, found), None)


def _known_by(name: str, now: datetime, languages: str) -> str | None:
    cities, countries = _cities(languages), _countries(languages)
    if name in _well_known():
        return _well_known()[name]
    if name in countries:
        return _only_zone(countries[name], now)
    words = name.split()
    for place in range(1, len(words)):
        country = countries.get(" ".join(words[place:]))
        city = cities.get(" ".join(words[:place]))
        if country is not None:
            return city if city in zones_of(country) else None
    return cities.get(name)


def zones_of(country: str | None) -> tuple[str, ...]:
    """Return the zones of a country (two letters, ISO 3166), the most populous first."""
    return _zones_by_country().get((country or "").upper(), ())


def country_of(zone: str) -> str | None:
    return next((country for country, zones in _zones_by_country().items() if zone in zones), None)


@cache
def zone_names() -> Mapping[str, str]:
    """Every name in the tz database that has a region, in small letters, and its present form (Calcutta is Kolkata)."""
    listed = {zone for zones in _zones_by_country().values() for zone in zones}
    now_called = {line.split()[2]: line.split()[1] for line in _lines("tzdata.zi") if line.startswith("L ")}
    names = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return {name.casefold(): name if name in listed else now_called.get(name, name) for name in names if "/" in name}


@cache
def rule_of(zone: str) -> str:
    """Return how a zone's clock goes from now on, as POSIX writes it: "EST5EDT,M3.2.0,M11.1.0"."""
    return resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes().splitlines()[-1].decode()


@cache
def _zones_by_country() -> Mapping[str, tuple[str, ...]]:
    first = {line[:2]: line[4:].split() for line in _POPULOUS_FIRST.strip().splitlines()}
    zones: dict[str, list[str]] = defaultdict(list)
    for line in _lines("zone.tab"):
        if not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            zones[country].append(zone)
    return {country: tuple(dict.fromkeys([*first.get(country, []), *found])) for country, found in zones.items()}


@cache
def _cities(languages: str) -> Mapping[str, str]:
    cities = {}
    for name, zone in zone_names().items():
        if name.split("/")[0] not in _NO_CITIES:
            cities[plain(name.rsplit("/", 1)[-1])] = zone
    for language in languages.split():
        for name, about in Locale(language).time_zones.items():
            zone = zone_names().get(name.casefold(), "")
            if "city" in about and zone and name.casefold().split("/")[0] not in _NO_CITIES:
                cities.setdefault(plain(about["city"]), zone)
    return {name: zone for name, zone in cities.items() if name not in _SEVERAL_PLACES} | _well_known()


@cache
def _well_known() -> dict[str, str]:
    lines = (line.split(": ") for line in _WELL_KNOWN.strip().splitlines())
    return {plain(name): zone for zone, names in lines for name in names.split(",")}


@cache
def _countries(languages: str) -> Mapping[str, str]:
    """Countries by name; a name that means another country in another language is left out."""
    named: dict[str, set[str]] = defaultdict(set)
    for language in languages.split():
        for country, name in Locale(language).territories.items():
            if country in _zones_by_country():
                named[plain(name)].add(country)
    kept = ((name, countries) for name, countries in named.items() if name not in _SEVERAL_PLACES)
    return {name: next(iter(countries)) for name, countries in kept if len(countries) == 1}


def _only_zone(country: str, now: datetime) -> str | None:
    """Return the country's largest zone if all its clocks agree, in winter and in summer."""
    zones = zones_of(country)
    seasons = (now, now + timedelta(days=182))
    offsets = {tuple(at.astimezone(ZoneInfo(zone)).utcoffset() for at in seasons) for zone in zones}
    return zones[0] if len(offsets) == 1 else None


def _lines(name: str) -> list[str]:
    return resources.files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8").splitlines()
