"""Records of capacity and of wishes made in advance, as pages and other components read them."""

from __future__ import annotations

from uuid import UUID

from ...kernel.plain import long_date
from ..models import CapacityRecord


def lacks_capacity(capacity_id: UUID | None, person_id: UUID) -> bool:
    """Whether this record of this person finds that they cannot make the decision it is about.

    Serves services that need such a record to go on. The caller has checked that the actor may write in the record.
    """
    if capacity_id is None:
        return False
    return CapacityRecord.objects.filter(pk=capacity_id, person=person_id, finding="lacks").exists()


def list_lacking(person_id: UUID) -> tuple[tuple[str, str], ...]:
    """The assessments that find a lack of capacity, newest first, as (id, words) to choose from.

    Serves pages that need one to go on. The caller has checked that the actor may write in the record.
    """
    rows = CapacityRecord.objects.filter(person=person_id, finding="lacks").order_by("-assessed_on", "-created_at")
    return tuple((str(row.id), f"{row.decision} ({long_date(row.assessed_on)}, {row.assessor_name})") for row in rows)
