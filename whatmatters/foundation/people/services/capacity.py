"""Write down an assessment of capacity: for one decision, at one time, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.errors import keep_rule
from ...kernel.plain import clean_text
from ..models import CapacityRecord
from ..permissions import Deed
from ..rules.capacity import capacity_reasons, kind_for
from .keeping import made, person_for


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment: the decision, the finding, and what it rests on. Its kind follows from the person's age."""

    decision: str
    finding: str
    reasons: str
    assessed_on: date
    assessor_name: str
    assessor_role: str = ""
    how_supported: str = ""
    persons_view: str = ""
    best_interests: str = ""
    who_was_asked: str = ""
    less_restrictive: str = ""
    look_again_on: date | None = None


_TEXTS = (
    "decision",
    "reasons",
    "assessor_name",
    "assessor_role",
    "how_supported",
    "persons_view",
    "best_interests",
    "who_was_asked",
    "less_restrictive",
)


@transaction.atomic
def record_capacity(*, person_id: UUID, assessed: Assessed, by: Actor, at: datetime) -> UUID:
    """Keep an assessment; its id. It is never changed: look again, and keep another.

    Who: care staff at an organisation that cares for the person. Raises `NotFound`, `NotAllowed`, `Refused`.
    Source: Mental Capacity Act 2005; Gillick under 16 (rulebook 8.2).
    """
    person, access = person_for(Deed.RECORD_CAPACITY, person_id, by, at)
    kind = kind_for(person.age_on(assessed.assessed_on))
    keep_rule(
        capacity_reasons(
            decision=assessed.decision,
            finding=assessed.finding,
            how_supported=assessed.how_supported,
            reasons=assessed.reasons,
            best_interests=assessed.best_interests,
            who_was_asked=assessed.who_was_asked,
            assessed_on=assessed.assessed_on,
            assessor_name=assessed.assessor_name,
            kind=kind,
            day=day_of(at),
        )
    )
    texts = {name: clean_text(getattr(assessed, name)) for name in _TEXTS}
    row = CapacityRecord(person=person, kind=kind, finding=assessed.finding, **texts, **made(by, at))
    row.assessed_on, row.look_again_on = assessed.assessed_on, assessed.look_again_on
    row.save(force_insert=True)
    record_change(
        "wrote down an assessment of capacity",
        by=by,
        at=at,
        person_id=person.id,
        subject=f"capacity:{row.id}",
        organisations=access.organisations,
    )
    return row.id
