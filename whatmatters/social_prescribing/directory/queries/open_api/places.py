"""`/service_at_locations` and `/service_at_locations/{id}`: a service at each of its places.

With a postcode, only places within the distance, the nearest first; those without coordinates are then not found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from whatmatters.foundation.kernel.errors import NotFound

from ...models.searching import Found, Wanted, find_rows
from ...openreferral.found import Document
from ...openreferral.summarising import list_item, page_of
from ...rules.asked import Asked, fact_groups
from ...rules.places import Point, distance_km
from ..finding.where import find_place
from .choosing import changed_since, chosen
from .giving import documents_of, own_fields
from .held import read_held
from .listings import as_uuid
from .parameters import SERVICES, BadParameter, Filters, Parameters, read_filters

_ALLOWED = (*SERVICES, "postcode", "proximity")


class _At(NamedTuple):
    """A place of a listing: its position among all of them, or, with a point, among those that lie there."""

    listing: int
    position: int
    point: Point | None = None


def list_service_at_locations(asked: Parameters) -> Document:
    """A page of published services at places, each with the service and the place in short. Anybody may ask.

    `proximity` is metres from the postcode's middle; without it the distance of our own search. Raises `BadParameter`.
    """
    filters = read_filters(asked, _ALLOWED)
    places: Sequence[tuple[Any, ...]] = _near(filters) if filters.postcode else _anywhere(filters)
    here = [_At(*one) for one in places[filters.window]]
    documents = documents_of([one.listing for one in here])
    items = [_in_short(place, document) for place, document in _resolved(here, documents)]
    return page_of(items, filters.page, filters.per_page, len(places))


def get_service_at_location(place_id: str) -> Document:
    """One service at one place, with all that belongs to both. Anybody may ask. Raises `NotFound`."""
    wanted = str(as_uuid(place_id))
    found = read_held().by_place.get(wanted)
    if found is None:
        raise NotFound
    for place, document in _resolved([_At(*found)], documents_of([found[0]])):
        if place.get("id") == wanted:
            return {**place, "service": {k: value for k, value in document.items() if k != "service_at_locations"}}
    raise NotFound


def _anywhere(filters: Filters) -> Sequence[tuple[int, int]]:
    numbers, held = _numbers(filters), read_held()
    return held.places if numbers is None else list(held.places_of(numbers))


def _numbers(filters: Filters) -> Iterable[int] | None:
    """The listings that fulfil every filter but the place; None for all."""
    numbers = chosen(filters)
    return changed_since(filters) if numbers is None and filters.modified_after is not None else numbers


def _near(filters: Filters) -> list[_At]:
    """The places within the distance that fulfil the other filters, the nearest first."""
    place = find_place(filters.postcode)
    if place is None:
        raise BadParameter("postcode", "We do not know where this is. Try another postcode nearby, or its first half.")
    asked = Asked(centre=place.point)
    if filters.proximity:
        asked = replace(asked, km=filters.proximity / 1000)
    facts = tuple(fact_groups(asked))
    rows = find_rows(Wanted((), facts, 0, None, None, None, None, wants_rank=False))
    numbers = _numbers(filters)
    wanted = None if numbers is None else set(numbers)
    found = [(_km(place.point, row), row) for row in rows if wanted is None or row.listing in wanted]
    near = sorted((distance, row.listing, row.row_id, row) for distance, row in found if distance <= asked.km)
    return list(_placed(row for *_, row in near))


def _km(centre: Point, row: Found) -> float:
    if row.latitude is None or row.longitude is None:
        return float("inf")
    return distance_km(centre, row.latitude, row.longitude)


def _placed(rows: Iterator[Found]) -> Iterator[_At]:
    """Rows as places: the first row of a listing at a point is the first of its places there, and so on."""
    met: Counter[tuple[int, Point]] = Counter()
    for row in rows:
        point = Point(row.latitude or 0, row.longitude or 0)
        yield _At(row.listing, met[row.listing, point], point)
        met[row.listing, point] += 1


def _resolved(places: Sequence[_At], documents: dict[int, Document]) -> Iterator[tuple[Document, Document]]:
    """Each place with its listing's document; what was taken out in this moment is passed over."""
    for one in places:
        document = documents.get(one.listing, {})
        at = [place for place in document.get("service_at_locations") or () if _lies_at(place, one.point)]
        if one.position < len(at):
            yield at[one.position], document


def _lies_at(place: Document, point: Point | None) -> bool:
    location = place.get("location") or {}
    if point is None:
        return True
    latitude, longitude = location.get("latitude"), location.get("longitude")
    if latitude is None or longitude is None:
        return False
    return Point.from_degrees(float(latitude), float(longitude)) == point


def _in_short(place: Document, document: Document) -> Document:
    item = own_fields("service_at_location", place)
    if isinstance(place.get("location"), dict):
        item["location"] = own_fields("location", place["location"])
    return item | {"service": list_item(document)}
