"""Keep an assessment of capacity, or notes about somebody in the circle, from the person's own view; and show it again.

Refuses without a reason, which is kept with the row for those who see safeguarding. The audit says that something was
done for somebody's safety, and not what: the person can read the audit (rulebook 8.1).
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.errors import NotFound, keep_rule
from ...kernel.plain import clean_text
from ..models import CapacityRecord, CircleMember
from ..permissions import Deed
from ..rules.hiding import hiding_reasons
from .keeping import person_for

_ACTION = "looked after what is kept for somebody's safety"


@transaction.atomic
def hide_capacity_from_person(*, capacity_id: UUID, why: str, by: Actor, at: datetime) -> None:
    """Keep an assessment from the person and their proxies. Who may: care staff who see safeguarding.

    Raises `NotFound`, `NotAllowed`, and `Refused` without a reason.
    """
    _set(CapacityRecord, capacity_id, why, by, at)


@transaction.atomic
def show_capacity_to_person(*, capacity_id: UUID, by: Actor, at: datetime) -> None:
    """Show an assessment to the person again. Who may and raises: as `hide_capacity_from_person`."""
    _set(CapacityRecord, capacity_id, None, by, at)


@transaction.atomic
def hide_circle_notes_from_person(*, member_id: UUID, why: str, by: Actor, at: datetime) -> None:
    """Keep the notes about somebody in the circle from the person and their proxies.

    Who may and raises: as `hide_capacity_from_person`.
    """
    _set(CircleMember, member_id, why, by, at)


@transaction.atomic
def show_circle_notes_to_person(*, member_id: UUID, by: Actor, at: datetime) -> None:
    """Show those notes to the person again. Who may and raises: as `hide_capacity_from_person`."""
    _set(CircleMember, member_id, None, by, at)


def _set(table: type[CapacityRecord] | type[CircleMember], key: UUID, why: str | None, by: Actor, at: datetime) -> None:
    """Hide for a reason, or show again when there is none."""
    row = table._default_manager.select_for_update().filter(pk=key).first()
    if row is None:
        raise NotFound
    _person, access = person_for(Deed.HIDE_FROM_PERSON, row.person_id, by, at)
    if why is not None:
        keep_rule(hiding_reasons(why))
    row.hidden_at, row.hidden_by = (at, by.id) if why is not None else (None, "")
    row.hidden_why = clean_text(why or "")[:300]
    row.save(update_fields=["hidden_at", "hidden_by", "hidden_why"])
    # No kind of thing in the subject, and no reason: see above.
    record_change(
        _ACTION, by=by, at=at, person_id=row.person_id, subject=f"safety:{row.pk}", organisations=access.organisations
    )
