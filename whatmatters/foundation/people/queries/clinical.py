"""Health conditions as they came, each with where from: shown, never changed here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ...kernel.plain import long_date
from ..models import Condition

PAST = ("resolved", "inactive", "remission")


@dataclass(frozen=True, slots=True)
class Ailment:
    """One condition. `since` is a day in words, or the partial or spoken date that came."""

    term: str
    since: str
    is_past: bool
    ended_on: date | None
    is_confirmed: bool
    origin: str
    code: str
    code_system: str


def list_conditions(person_id: UUID) -> tuple[Ailment, ...]:
    """The person's conditions, those that last first. The caller has checked and records the read."""
    rows = Condition.objects.filter(person=person_id).order_by("-onset_on", "term")
    ailments = [
        Ailment(
            term=row.term,
            since=long_date(row.onset_on) or row.onset_text,
            is_past=row.clinical_status in PAST or row.ended_on is not None,
            ended_on=row.ended_on,
            is_confirmed=row.verification_status in ("", "confirmed"),
            origin=row.origin_source or str(row.get_origin_display()),
            code=row.code,
            code_system=row.code_system,
        )
        for row in rows
        if row.verification_status not in ("entered-in-error", "refuted")
    ]
    return tuple(sorted(ailments, key=lambda ailment: ailment.is_past))
