"""How far two places of the earth are from one another."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS = 6371.0088  # kilometres: the mean radius of the IUGG


@dataclass(frozen=True)
class Position:
    """Degrees of WGS 84, north and east positive.

    Raises:
        ValueError: if there is no such place.
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"no place on earth: {self.latitude}, {self.longitude}")


def kilometres(here: Position, there: Position) -> float:
    """Return the great-circle distance in kilometres, by the haversine formula (Sinnott 1984)."""
    latitude, other = radians(here.latitude), radians(there.latitude)
    across = radians(there.longitude - here.longitude)
    chord = sin((other - latitude) / 2) ** 2 + cos(latitude) * cos(other) * sin(across / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(chord)))
