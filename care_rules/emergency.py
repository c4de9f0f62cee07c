"""The number to call when life may be in danger."""

from collections.abc import Mapping
from types import MappingProxyType

EVERYWHERE = "112"  # mobile telephones reach help under it almost everywhere (ITU-T E.161.1)

# Where other numbers are the ones people know, as each country's own government tells them.
_OTHER: Mapping[str, str] = MappingProxyType(
    {
        "AU": "000",
        "BD": "999",
        "BR": "192 (ambulance), 193 (fire) or 190 (police)",
        "CA": "911",
        "CN": "120 (ambulance), 119 (fire) or 110 (police)",
        "GB": "999",
        "HK": "999",
        "JP": "119 (ambulance, fire) or 110 (police)",
        "MX": "911",
        "MY": "999",
        "NZ": "111",
        "PH": "911",
        "SG": "995 (ambulance, fire) or 999 (police)",
        "TH": "1669 (ambulance) or 191 (police)",
        "US": "911",
        "VN": "115 (ambulance), 114 (fire) or 113 (police)",
    }
)


def emergency_number(country: str | None) -> str:
    """Return the emergency number, or numbers, of a two-letter country; 112 where no other is known."""
    return EVERYWHERE if country is None else _OTHER.get(country.upper(), EVERYWHERE)
