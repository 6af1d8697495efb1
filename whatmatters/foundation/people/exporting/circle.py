"""The circle of support as UK Core RelatedPerson. Source: UK Core RelatedPerson 2.5.0."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whatmatters.foundation.fhir import elements
from whatmatters.foundation.fhir.elements import codeable_concept, coding, extension
from whatmatters.foundation.fhir.writing import resource

from ..importing.taking.circle import (
    CIRCLE_SYSTEM,
    HOW_THEY_HELP_URL,
    KEY_WORKER,
    PROFESSIONAL,
    ROLE_SYSTEM,
    UK_RELATION_SYSTEM,
)
from ..models import CircleMember
from .interface import Outgoing, Resource

_ROLES = (
    ("is_next_of_kin", ROLE_SYSTEM, "N", "Next-of-Kin"),
    ("is_emergency_contact", ROLE_SYSTEM, "C", "Emergency Contact"),
    ("is_carer", UK_RELATION_SYSTEM, "Carer", "Carer of patient"),
    ("is_professional", CIRCLE_SYSTEM, PROFESSIONAL, "Professional"),
    ("is_key_worker", CIRCLE_SYSTEM, KEY_WORKER, "Key worker"),
)


def export_person(outgoing: Outgoing) -> Iterator[Resource]:
    """Everybody who is in the circle now, without notes that are kept from the person. One statement."""
    members = CircleMember.objects.filter(person=outgoing.person_id, removed_at__isnull=True)
    for member in members.order_by("created_at", "id"):
        yield resource(
            "RelatedPerson",
            id=str(member.id),
            profile="RelatedPerson",
            extension=[extension(HOW_THEY_HELP_URL, String=member.how_they_help)] if _has_notes(member) else [],
            patient={"reference": outgoing.patient},
            relationship=list(_relationships(member)),
            name=[{"text": member.name}],
            telecom=[
                elements.contact_point("phone", member.phone) if member.phone else {},
                elements.contact_point("email", member.email) if member.email else {},
            ],
        )


def _has_notes(member: CircleMember) -> bool:
    """A file of a record may be given to the person: what is kept from them is not in it."""
    return bool(member.how_they_help) and member.hidden_at is None


def _relationships(member: CircleMember) -> Iterator[dict[str, Any]]:
    if member.relationship:
        yield {"text": member.relationship}
    for name, system, code, display in _ROLES:
        if getattr(member, name):
            yield codeable_concept(coding(system, code, display))
