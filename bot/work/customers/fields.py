"""What a profile holds beside name, birthday and time zone: how each thing is read, kept, shown and removed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from bot.words.festivals import festivals_in
from bot.words.seen import one_line
from bot.work.customers.names import name_in
from bot.work.shop.parsing import is_email
from storage.sealing import Vault
from storage.tables import Profile

_FARTHEST = 20_000  # km: half around the Earth
_KM_IN_A_MILE = 1.609
_DISTANCE = re.compile(r"(\d{1,5})\s*(km|kilomet|kms|mi|mile|公里|किमी|कि\.मी)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s,;<>()]+@[^\s,;<>()]+")


@dataclass(frozen=True)
class Field:
    """`read` returns what is kept of an answer, or None; `column` is where, `sealed` how."""

    name: str
    column: str
    read: Callable[[str], str | int | None]
    sealed: bool = False


def _words(text: str, least: int, most: int) -> str | None:
    line = one_line(text)
    return line if least <= len(line) <= most and any(letter.isalpha() for letter in line) else None


def _email(text: str) -> str | None:
    found = _EMAIL.search(text)
    address = found[0].rstrip(".") if found is not None else ""
    return address if is_email(address) else None


def _distance(text: str) -> int | None:
    found = _DISTANCE.search(text)
    if found is None:
        return None
    unit = (found[2] or "km").lower()
    km = round(int(found[1]) * (_KM_IN_A_MILE if unit.startswith("mi") else 1))
    return km if km <= _FARTHEST else None


def _festivals(text: str) -> str | None:
    return ", ".join(festivals_in(text)) or None


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("email", "email_sealed", _email, sealed=True),
        Field("address", "address_sealed", partial(_words, least=6, most=200), sealed=True),
        Field("partner", "partner", name_in),
        Field("region", "region", partial(_words, least=2, most=60)),
        Field("festivals", "festivals", _festivals),
        Field("gender", "gender", partial(_words, least=1, most=30)),
        Field("occupation", "occupation", partial(_words, least=2, most=60)),
        Field("interests", "interests", partial(_words, least=2, most=200)),
        Field("travel", "travel_km", _distance),
    )
}


def keep(profile: Profile, field: Field, value: str | int, vault: Vault) -> None:
    setattr(profile, field.column, vault.seal(str(value)) if field.sealed else value)


def shown(profile: Profile | None, field: Field, vault: Vault) -> str | None:
    """Return what is kept, opened; None if nothing is."""
    kept = getattr(profile, field.column) if profile is not None else None
    if kept is None:
        return None
    return vault.open(kept) if field.sealed else str(kept)
