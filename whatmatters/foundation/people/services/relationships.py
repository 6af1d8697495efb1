"""Which organisation cares for whom: begin, end, and who holds the person on their caseload.

Serves registration, referrals and imports. A relationship with a charity or group rests on the person's consent: by
itself it shows nothing.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.errors import NotFound, Refused, allow
from ...kernel.reasons import YES, Reason, Reasons
from ..models import CareRelationship, Organisation, Person
from ..models.access import Basis
from ..permissions import Deed
from .keeping import made, person_for


class NoSuchOrganisation(Refused):
    """The organisation is not there, or has closed."""


def open_organisation(organisation_id: UUID) -> Organisation:
    """The organisation. Raises `NoSuchOrganisation`."""
    organisation = Organisation.objects.filter(pk=organisation_id, is_open=True).first()
    if organisation is None:
        raise NoSuchOrganisation(Reason("organisation.gone", _("This organisation is not there, or has closed.")))
    return organisation


def basis_for(organisation: Organisation) -> Basis:
    """Why this sort of organisation may see a person."""
    return Basis.CONSENT if organisation.needs_consent else Basis.DIRECT_CARE


def begin_care(
    person: Person, organisation: Organisation, *, basis: Basis, purpose: str, by: Actor, at: datetime
) -> CareRelationship:
    """The open relationship, made when there is none. The caller has checked who asks, and writes the audit."""
    day = day_of(at)
    found = CareRelationship.objects.filter(person=person, organisation=organisation, ends_before__isnull=True).first()
    return found or CareRelationship.objects.create(
        person=person,
        organisation=organisation,
        basis=basis,
        purpose=purpose[:200],
        search_name=person.search_name,
        starts_on=day,
        **made(by, at),
    )


@transaction.atomic
def start_care(*, person_id: UUID, organisation_id: UUID, purpose: str = "", by: Actor, at: datetime) -> UUID:
    """Begin the care of one of the actor's own organisations; the id of the relationship.

    Who may: staff who see the person already, for an organisation of theirs; a process of ours, for any. A relationship
    that is open is left as it is. Raises `NotFound`, `NotAllowed`, `NoSuchOrganisation`.
    """
    person, access = person_for(Deed.ARRANGE_CARE, person_id, by, at)
    allow(_reasons_against_other(by, organisation_id))
    organisation = open_organisation(organisation_id)
    held = begin_care(person, organisation, basis=basis_for(organisation), purpose=purpose, by=by, at=at)
    record_change(
        "began to care for the person",
        by=by,
        at=at,
        person_id=person_id,
        subject=f"relationship:{held.id}",
        why=purpose,
        organisations=access.organisations,
    )
    return held.id


@transaction.atomic
def end_care(*, relationship_id: UUID, ends_before: date | None = None, why: str = "", by: Actor, at: datetime) -> None:
    """End a relationship, from today unless another day is given: the organisation then no longer sees the person.

    Who may: staff of that organisation. Raises `NotFound`, `NotAllowed`.
    """
    held = _held(relationship_id)
    _, access = person_for(Deed.ARRANGE_CARE, held.person_id, by, at)
    allow(_reasons_against_other(by, held.organisation_id))
    held.ends_before = max(ends_before or day_of(at), held.starts_on)
    held.save(update_fields=["ends_before"])
    record_change(
        "ended the care of an organisation",
        by=by,
        at=at,
        person_id=held.person_id,
        subject=f"relationship:{held.id}",
        why=why,
        organisations=access.organisations,
    )


@transaction.atomic
def assign_worker(*, relationship_id: UUID, worker_id: str, worker_name: str, by: Actor, at: datetime) -> None:
    """Put the person on somebody's caseload, or (with an empty `worker_id`) on nobody's.

    Who may: staff of that organisation. Raises `NotFound`, `NotAllowed`.
    """
    held = _held(relationship_id)
    _, access = person_for(Deed.ARRANGE_CARE, held.person_id, by, at)
    allow(_reasons_against_other(by, held.organisation_id))
    held.worker_id, held.worker_name = worker_id, worker_name if worker_id else ""
    held.save(update_fields=["worker_id", "worker_name"])
    record_change(
        "changed who works with the person",
        by=by,
        at=at,
        person_id=held.person_id,
        subject=f"relationship:{held.id}",
        organisations=access.organisations,
    )


def _held(relationship_id: UUID) -> CareRelationship:
    held = CareRelationship.objects.select_for_update().filter(pk=relationship_id).first()
    if held is None:
        raise NotFound
    return held


def _reasons_against_other(by: Actor, organisation_id: UUID) -> Reasons:
    if by.is_system or organisation_id in by.organisation_ids:
        return YES
    return (Reason("relationship.not-yours", _("Only staff of that organisation can do this.")),)
