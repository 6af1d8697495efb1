"""A drawing of where services lie: points on a plain ground with rings of distance. No tiles, no outside host.

An enhancement beside the list, never instead of it: every point carries the number of its place in the list.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ...rules.places import Point

SIZE = 400
_EDGE = 28


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One service: its number in the list, its name, and where it is drawn."""

    number: int
    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring of distance: its radius as drawn, and how far that is."""

    radius: float
    miles: str


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """The drawing, `SIZE` wide and high; the asked place is in the middle."""

    points: tuple[MapPoint, ...]
    rings: tuple[Ring, ...]
    size: int = SIZE


def draw_map(centre: Point | None, found: Sequence[tuple[int, str, float, float]]) -> DrawnMap | None:
    """Number, name, latitude and longitude (degrees) of each service, drawn round the place that was asked for.

    None when there is no place, or nothing to draw.
    """
    if centre is None or not found:
        return None
    latitude, longitude = centre.degrees
    narrow = math.cos(math.radians(latitude))
    flat = [(n, name, (lon - longitude) * narrow * 111.19, (lat - latitude) * 111.19) for n, name, lat, lon in found]
    reach = max(1.0, *(math.hypot(east, north) for _, _, east, north in flat))
    scale = (SIZE / 2 - _EDGE) / reach
    points = tuple(
        MapPoint(n, name, round(SIZE / 2 + east * scale, 1), round(SIZE / 2 - north * scale, 1))
        for n, name, east, north in flat
    )
    return DrawnMap(points, tuple(_rings(reach, scale)))


def _rings(reach_km: float, scale: float) -> list[Ring]:
    miles = reach_km / 1.609344
    step = next(step for step in (0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 1000) if miles / step <= 4)
    return [Ring(round(step * n * 1.609344 * scale, 1), f"{step * n:g}") for n in range(1, int(miles / step) + 1)]
