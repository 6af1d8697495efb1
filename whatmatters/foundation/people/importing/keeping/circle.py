"""RelatedPerson into the circle of support.

Serves `IMPORTERS`. Somebody whom the person or staff changed or took out here stays as they are here.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from whatmatters.foundation.fhir.entries import Entry
from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.reasons import Reason

from ...models import CircleMember
from ...services.keeping import made
from ..interface import ImportedCounts, PersonGroup, Standing
from ..taking.circle import TakenMember, member_of_related_person
from ..taking.patients import plain
from ..taking.reading import Taking
from .remembering import OnePersonRun

_CHANGED_HERE = Reason("kept.circle", "Somebody in the circle was changed here since, so what is here stands.")


def import_group(group: PersonGroup, person_id: UUID, run: OnePersonRun, *, by: Actor, at: datetime) -> ImportedCounts:
    """Take in the people around one person. See `interface`."""
    counts = ImportedCounts()
    for entry in group.of_type("RelatedPerson"):
        standing = run.standing(entry)
        counts.count(entry, standing)
        if standing is Standing.SAME:
            continue
        taking = Taking()
        taken = member_of_related_person(entry.resource, taking, day_of(at))
        counts.say(entry, taking.flagged, taking.left_out)
        known = run.target(entry).partition(":")[2]
        present = CircleMember.objects.filter(pk=known).first() if known else None
        if present is None:
            _add(entry, taken, person_id, run, by, at)
        else:
            _update(entry, present, taken, run, counts, by, at)
    return counts


def _add(entry: Entry, taken: TakenMember | None, person_id: UUID, run: OnePersonRun, by: Actor, at: datetime) -> None:
    if taken is None:
        run.remember(entry, "")
        return
    row = CircleMember(person_id=person_id, **run.origin_of(entry).columns, **made(by, at), **taken.as_columns())
    run.add(row)
    run.remember(entry, f"circle:{row.id}", content=plain(taken.as_columns()))


def _update(
    entry: Entry,
    present: CircleMember,
    taken: TakenMember | None,
    run: OnePersonRun,
    counts: ImportedCounts,
    by: Actor,
    at: datetime,
) -> None:
    """Follow a change, unless the row is no longer what came."""
    row = run.row(entry)
    came = row.content if row else {}
    if present.removed_at or any(plain({name: getattr(present, name)})[name] != came[name] for name in came):
        counts.keep(entry, _CHANGED_HERE)
    elif taken is None:
        present.removed_at, present.removed_by = at, by.id
        present.save(update_fields=["removed_at", "removed_by"])
    else:
        CircleMember.objects.filter(pk=present.pk).update(**taken.as_columns())
    run.remember(entry, f"circle:{present.id}", content=plain(taken.as_columns()) if taken else {})
