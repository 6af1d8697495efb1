"""What else is kept about a person, for the copy taken away: sharing, appointments, capacity, wishes in advance.

Each part comes from the query of its own page, which asks again who may see it and records the read. What is kept from
the person for somebody's safety is in no copy, whoever takes it: a copy may be handed on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.people.permissions import Access
from whatmatters.foundation.people.queries.appointments import get_appointments_page
from whatmatters.foundation.people.queries.capacity import get_capacity_page
from whatmatters.foundation.people.queries.consent import get_consent_page
from whatmatters.foundation.people.queries.in_advance import get_in_advance_page
from whatmatters.foundation.people.sections import Section

_MEETING = ("starts_at", "minutes", "how", "place", "about", "with_name", "organisation_name", "state", "ended_why")
_DECIDED = ("sentence", "in_words", "decided_at", "decided_by_name", "said_by", "is_in_force")
_WISH = ("made_on", "where_kept", "written_by", "written_at", "ended_at")
_STATEMENT, _REFUSAL = ("words", "supported_by"), ("treatment", "circumstances", "is_life_sustaining", "witness_name")
_POWER = ("attorney_name", "scope_words", "acts_words", "reference", "limits")
_ASSESSMENT = ("kind", "decision", "finding", "reasons", "how_supported", "persons_view", "best_interests")
_ASSESSMENT_TOO = ("who_was_asked", "less_restrictive", "assessed_on", "assessor_name", "assessor_role")


def list_elsewhere(person_id: UUID, *, access: Access, by: Actor, at: datetime) -> dict[str, Any]:
    """Each part that the reader may see, as plain data; recorded as reads."""
    found: dict[str, Any] = {}
    if Section.IDENTITY in access:
        found["sharing"] = _sharing(person_id, by, at)
    if Section.APPOINTMENTS in access:
        meetings = get_appointments_page(person_id, by=by, at=at)
        found["appointments"] = _rows((*meetings.past, *meetings.to_come), _MEETING)
    if Section.DECISIONS in access:
        found["capacity"] = _capacity(person_id, by, at)
        found["wishes_in_advance"] = _wishes(person_id, by, at)
    return found


def _sharing(person_id: UUID, by: Actor, at: datetime) -> dict[str, Any]:
    page = get_consent_page(person_id, by=by, at=at)
    return {
        "decided": _rows((*page.decided, *page.history), _DECIDED),
        "care": [one.sentence for one in page.cares],
        "acting_for_the_person": [one.sentence for one in page.acts],
    }


def _capacity(person_id: UUID, by: Actor, at: datetime) -> list[dict[str, Any]]:
    page = get_capacity_page(person_id, by=by, at=at)
    return _rows((one for one in page.assessments if not one.hidden_why), _ASSESSMENT + _ASSESSMENT_TOO)


def _wishes(person_id: UUID, by: Actor, at: datetime) -> dict[str, Any]:
    page = get_in_advance_page(person_id, by=by, at=at)
    return {
        "statements": _rows(page.statements, _WISH + _STATEMENT),
        "refusals_of_treatment": _rows(page.refusals, _WISH + _REFUSAL),
        "powers_of_attorney": _rows(page.powers, _WISH + _POWER),
    }


def _rows(views: Iterable[Any], names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{name: getattr(view, name) for name in names} for view in views]
