"""One run of the import, for one person: what was taken before, and what each entry becomes now.

Serves the importers as `interface.PersonRun`. Refuses a resource that was another person's before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from whatmatters.foundation.fhir.entries import Entry
from whatmatters.foundation.kernel.columns import Origin
from whatmatters.foundation.kernel.reasons import Reason

from ...models import ImportedResource
from ..interface import EntryRefused, OriginColumns, Standing
from ..naming import Named
from .rows import Rows

Known = dict[tuple[str, str], ImportedResource]
"""What was taken before, by source and reference."""

_AT_ONCE = 500


def known_resources(names: Iterable[Named]) -> Known:
    """What was taken before under these names. One statement for some hundred names of one source."""
    by_source: dict[str, list[str]] = {}
    for name in names:
        by_source.setdefault(name.source, []).append(name.reference)
    found: Known = {}
    for source, references in by_source.items():
        for start in range(0, len(references), _AT_ONCE):
            batch = references[start : start + _AT_ONCE]
            rows = ImportedResource.objects.filter(source=source, reference__in=batch)
            found |= {(row.source, row.reference): row for row in rows}
    return found


@dataclass(slots=True)
class OnePersonRun:
    """See `interface.PersonRun`. `names` gives each entry's name by its identity."""

    organisation_id: UUID
    organisation_name: str
    person_id: UUID
    at: datetime
    origin: Origin
    names: dict[int, Named]
    known: Known
    rows: Rows
    changed: list[ImportedResource] = field(default_factory=list)

    def standing(self, entry: Entry) -> Standing:
        """What this entry is to us. Raises `EntryRefused` when it was another person's before."""
        row = self.row(entry)
        if row is None:
            return Standing.NEW
        if row.person_id != self.person_id:
            text = "This was another person's when it was last taken in. Say with --source which system it is from."
            raise EntryRefused(entry, Reason("conflict.person", text))
        if row.digest == self.names[id(entry)].digest or self.is_outdated(entry):
            return Standing.SAME
        return Standing.CHANGED

    def is_outdated(self, entry: Entry) -> bool:
        """Whether a newer copy of this entry was taken before."""
        row, name = self.row(entry), self.names[id(entry)]
        return bool(row and row.source_changed_at and name.changed_at and name.changed_at < row.source_changed_at)

    def row(self, entry: Entry) -> ImportedResource | None:
        """What was kept of this entry when it was last taken."""
        name = self.names[id(entry)]
        return self.known.get((name.source, name.reference))

    def target(self, entry: Entry) -> str:
        """The row that this entry became; "" when it was never taken."""
        row = self.row(entry)
        return row.target if row else ""

    def remember(
        self, entry: Entry, target: str, *, content: dict[str, Any] | None = None, before: dict[str, Any] | None = None
    ) -> None:
        """Keep what the entry became. `content` is what was taken; `before` is what it said until now."""
        name, row = self.names[id(entry)], self.row(entry)
        if row is None:
            row = ImportedResource(
                source=name.source,
                reference=name.reference,
                person_id=self.person_id,
                digest=name.digest,
                target=target,
                content=content or {},
                source_changed_at=name.changed_at,
                taken_at=self.at,
            )
            self.known[name.source, name.reference] = row
            self.rows.add(row)
            return
        earlier = before if before is not None else row.content
        row.earlier = [*row.earlier, {"until": self.at.isoformat(), "content": earlier}]
        row.digest, row.target, row.taken_at = name.digest, target, self.at
        row.content = content if content is not None else row.content
        row.source_changed_at = name.changed_at
        self.changed.append(row)

    def add(self, *rows: Model) -> None:
        """Keep new rows, to be written with those of others."""
        self.rows.add(*rows)

    def origin_of(self, entry: Entry) -> OriginColumns:
        """The `WithOrigin` values of a row that comes from this entry."""
        name = self.names[id(entry)]
        return OriginColumns(self.origin, name.source, name.reference)

    def save_changed(self) -> None:
        """Write what became of entries that were known."""
        for row in self.changed:
            row.save(update_fields=["digest", "target", "content", "earlier", "source_changed_at", "taken_at"])
