"""Loading postcodes, so that "near me" works: the ONS Postcode Directory, or any table with the same three facts."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.errors import allow, keep_rule
from whatmatters.foundation.kernel.reasons import Reason
from whatmatters.foundation.kernel.translating import _

from ..models import Postcode
from ..permissions import steward_reasons
from ..rules.places import Point, tidy_postcode
from .taking import batches

_COLUMNS = (("postcode", "pcds", "pcd"), ("latitude", "lat"), ("longitude", "long", "lon", "lng"))


def load_postcodes(*, path: Path, by: Actor) -> tuple[int, int]:
    """Take in a CSV file (also .gz) with columns for postcode, latitude and longitude; degrees.

    Returns how many were taken and how many rows were left out, having no known shape or place. A postcode that is here
    gets its new place. Who: stewards and the command line. Raises `Refused` when the columns are missing.
    """
    allow(steward_reasons(by))
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        columns = _columns(reader.fieldnames or ())
        return _take(tuple(row[column] or "" for column in columns) for row in reader)


def _columns(fields: Iterable[str]) -> tuple[str, str, str]:
    known = {field.strip().lower(): field for field in fields}
    found = [next((known[name] for name in names if name in known), "") for names in _COLUMNS]
    missing = [names[0] for names, column in zip(_COLUMNS, found, strict=True) if not column]
    words = _("The file has no column called %(names)s. Name its columns postcode, latitude and longitude.")
    keep_rule((Reason("postcodes.columns", words % {"names": ", ".join(missing)}),) if missing else ())
    return found[0], found[1], found[2]


def _take(rows: Iterable[tuple[str, ...]]) -> tuple[int, int]:
    taken = left_out = 0
    for part in batches(rows, 2000):
        known = [one for one in map(_read, part) if one is not None]
        left_out += len(part) - len(known)
        taken += len(known)
        _write(known)
    return taken, left_out


def _read(row: tuple[str, ...]) -> Postcode | None:
    postcode = tidy_postcode(row[0])
    try:
        point = Point.from_degrees(float(row[1]), float(row[2]))
    except ValueError:
        return None
    # The directory writes 99.999999 for a postcode without a place.
    if not postcode or not -90 <= point.degrees[0] <= 90:
        return None
    return Postcode(postcode=postcode, latitude_millionths=point.latitude, longitude_millionths=point.longitude)


def _write(postcodes: list[Postcode]) -> None:
    by_code = {one.postcode: one for one in postcodes}
    with transaction.atomic():
        Postcode.objects.bulk_create(
            by_code.values(),
            update_conflicts=True,
            unique_fields=["postcode"],
            update_fields=["latitude_millionths", "longitude_millionths"],
        )
