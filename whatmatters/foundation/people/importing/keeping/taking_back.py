"""What says of itself that it was entered in error: if it was taken in before, it goes, and what it said is kept.

Serves the runner. A condition or an observation is taken away. Anything else (a goal, somebody in the circle) is for
somebody to look at: it may have been talked about here since.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from whatmatters.foundation.fhir.entries import Entry
from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_changes
from whatmatters.foundation.kernel.reasons import Reason

from ...models import Condition, ImportedResource, Observation
from ..interface import Notice, NoticeKind
from ..naming import Named
from .clinical import columns_now
from .remembering import known_resources

_GONE = Reason("in-error.gone", "It was entered in error, by its source's own word, and was taken away here too.")
_LOOK = Reason("in-error.look", "It was entered in error, by its source's own word. It is still here: look at it.")


def take_back(
    entries: Sequence[tuple[Entry, Named]], *, by: Actor, at: datetime, dry_run: bool = False
) -> list[Notice]:
    """Take back those of these entries that were taken in before; what the report should say."""
    notices: list[Notice] = []
    with transaction.atomic():
        known = known_resources(name for _, name in entries)
        gone = []
        for entry, name in entries:
            row = known.get((name.source, name.reference))
            if row is None or row.digest == name.digest or not row.target:
                continue
            is_gone = _remove(row, name, at)
            gone += [(row.person_id, f"{row.target}:{row.reference}"[:120])] if is_gone else []
            kind = NoticeKind.FLAGGED
            notices.append(Notice(kind, entry.place, entry.type, _GONE if is_gone else _LOOK))
        record_changes("took away what was entered in error", by=by, at=at, subjects=gone)
        transaction.set_rollback(dry_run)
    return notices


def _remove(row: ImportedResource, name: Named, at: datetime) -> bool:
    """Take away the row that came of it; False when that is for somebody to decide."""
    if row.target not in ("condition", "observation"):
        return False
    rows: list[Condition | Observation] = []
    for table in (Condition, Observation):
        if table._meta.model_name == row.target:
            origin = {"origin_source": row.source, "origin_reference": row.reference}
            rows += table.objects.filter(person=row.person_id, **origin)
    for present in rows:
        row.earlier = [*row.earlier, {"until": at.isoformat(), "content": columns_now(present)}]
        present.delete()
    row.digest, row.target, row.taken_at, row.source_changed_at = name.digest, "", at, name.changed_at
    row.save(update_fields=["digest", "target", "earlier", "taken_at", "source_changed_at"])
    return True
