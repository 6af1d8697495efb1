"""Conditions and observations into our tables: shown here, corrected only where they come from.

Serves `IMPORTERS`. A change at the source changes the row; what it said before is kept with what was remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from whatmatters.foundation.fhir.entries import Entry, Resource
from whatmatters.foundation.kernel.actor import Actor

from ...models import Condition, Observation
from ..interface import ImportedCounts, PersonGroup, Standing
from ..taking.conditions import TakenCondition, take_condition
from ..taking.observations import TakenObservation, take_observation
from ..taking.reading import Taking
from .remembering import OnePersonRun

Taker = Callable[[Resource, Taking], TakenCondition | TakenObservation | None]
_TABLES: dict[str, tuple[type[Condition] | type[Observation], Taker]] = {
    "Condition": (Condition, take_condition),
    "Observation": (Observation, take_observation),
}


def import_group(group: PersonGroup, person_id: UUID, run: OnePersonRun, *, by: Actor, at: datetime) -> ImportedCounts:
    """Take in one person's conditions and observations. See `interface`."""
    counts = ImportedCounts()
    for entry in group.of_type(*_TABLES):
        standing = run.standing(entry)
        if standing is not Standing.SAME:
            _take(entry, standing, person_id, run, counts)
        counts.count(entry, standing)
    return counts


def _take(entry: Entry, standing: Standing, person_id: UUID, run: OnePersonRun, counts: ImportedCounts) -> None:
    table, take = _TABLES[entry.type]
    taking = Taking()
    taken = take(entry.resource, taking)
    counts.say(entry, taking.flagged, taking.left_out)
    origin = run.origin_of(entry).columns
    present = table.objects.filter(person_id=person_id, **origin).first() if standing is Standing.CHANGED else None
    before = columns_now(present) if present else None
    if taken is None:
        if present:
            present.delete()
    elif present:
        table.objects.filter(pk=present.pk).update(**taken.as_columns())
    else:
        run.add(table(person_id=person_id, **origin, **taken.as_columns()))
    run.remember(entry, entry.type.lower() if taken else "", before=before)


def columns_now(present: Condition | Observation) -> dict[str, Any]:
    """What the row said until now, as JSON."""
    left = {"id", "person", "origin", "origin_source", "origin_reference"}
    names = [field.name for field in present._meta.fields if field.name not in left]
    values = {name: getattr(present, name) for name in names}
    return {
        name: value if value is None or isinstance(value, list | bool) else str(value) for name, value in values.items()
    }
