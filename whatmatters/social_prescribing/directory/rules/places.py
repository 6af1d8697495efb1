"""Where things are: distance, and the squares of a grid that stand in the full-text index as words.

A square is a twentieth of a degree, about 5.6 km by 3.4 km in England. Written as one more word of a service, it lets
one index answer "these words, near here"; the exact distance is then checked on the few that are left.
Latitude and longitude are whole millionths of a degree, as in the tables.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

EARTH_KM = 6371.0
_SQUARE = 50_000
_KM_A_DEGREE = 111.19


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map, in millionths of a degree."""

    latitude: int
    longitude: int

    @classmethod
    def from_degrees(cls, latitude: float, longitude: float) -> Point:
        """The nearest point to these degrees."""
        return cls(round(latitude * 1_000_000), round(longitude * 1_000_000))

    @property
    def degrees(self) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        return self.latitude / 1_000_000, self.longitude / 1_000_000


def square_of(latitude: int, longitude: int) -> str:
    """The word for the square in which a point lies."""
    return f"sq{(latitude + 90_000_000) // _SQUARE}x{(longitude + 180_000_000) // _SQUARE}"


def squares_around(centre: Point, km: float) -> list[str]:
    """The words for every square that a circle may touch."""
    up = round(km / _KM_A_DEGREE * 1_000_000)
    across = round(up / max(math.cos(math.radians(centre.degrees[0])), 0.01))
    return [
        f"sq{row}x{column}"
        for row in _steps(centre.latitude + 90_000_000, up)
        for column in _steps(centre.longitude + 180_000_000, across)
    ]


def _steps(middle: int, reach: int) -> range:
    return range((middle - reach) // _SQUARE, (middle + reach) // _SQUARE + 1)


def distance_km(centre: Point, latitude: int, longitude: int) -> float:
    """How far it is as the crow flies."""
    here, there = math.radians(centre.latitude / 1e6), math.radians(latitude / 1e6)
    across = math.radians((longitude - centre.longitude) / 1e6)
    half = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def tidy_postcode(typed: str) -> str:
    """A postcode as the Post Office writes it, `M4 5JD`; empty when this is not shaped like one."""
    bare = re.sub(r"[^A-Z0-9]", "", typed.upper())
    if not re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}", bare):
        return ""
    return f"{bare[:-3]} {bare[-3:]}"


def tidy_outcode(typed: str) -> str:
    """The first half of a postcode, `M4`; empty when this is not shaped like one."""
    bare = re.sub(r"[^A-Z0-9]", "", typed.upper())
    return bare if re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]?", bare) else ""
