"""Where a typed place is: a postcode, the first half of one, or a town that listings name.

Serves the search. Postcodes are those that this installation has loaded; a half postcode and a town are the mean of
what lies there.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Avg, Count

from ...models import Postcode
from ...rules.places import Point, tidy_outcode, tidy_postcode


@dataclass(frozen=True, slots=True)
class Place:
    """A place that was found: what it is called, where it is, and whether that is the very postcode."""

    name: str
    point: Point
    is_exact: bool


def find_place(typed: str) -> Place | None:
    """Where a typed postcode is; None when it is not one, or is not known here.

    A whole postcode that is not known is answered with the middle of its district, and says so (`is_exact`).
    """
    if postcode := tidy_postcode(typed):
        known = Postcode.objects.filter(pk=postcode).first()
        if known is not None:
            return Place(postcode, Point(known.latitude_millionths, known.longitude_millionths), True)
        return _district(postcode.partition(" ")[0])
    outcode = tidy_outcode(typed)
    return _district(outcode) if outcode else None


def _district(outcode: str) -> Place | None:
    """The middle of all postcodes that begin so; the empty second half keeps M1 apart from M14."""
    inside = Postcode.objects.filter(pk__gte=f"{outcode} ", pk__lt=f"{outcode}!")
    mean = inside.aggregate(Count("pk"), latitude=Avg("latitude_millionths"), longitude=Avg("longitude_millionths"))
    if not mean["pk__count"]:
        return None
    return Place(outcode, Point(round(mean["latitude"]), round(mean["longitude"])), False)


def knows_postcodes() -> bool:
    """Whether any postcodes were loaded here."""
    return Postcode.objects.exists()
