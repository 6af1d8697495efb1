"""Organisations: bodies that care for people in a place.

Serves the demonstration, the command line and set-up. Refuses a second body with the same national code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.errors import NotAllowed, keep_rule
from ...kernel.reasons import Reason
from ..models import Organisation
from ..models.organisations import OrganisationKind


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """A body: `kind` is a code of `OrganisationKind`, `part_of_id` the network, trust or board that it belongs to."""

    name: str
    kind: str
    place: str = ""
    ods_code: str = ""
    part_of_id: UUID | None = None
    phone: str = ""
    email: str = ""
    address: str = ""


@transaction.atomic
def add_organisation(*, new: NewOrganisation, by: Actor, at: datetime) -> UUID:
    """Add an organisation; its id. Who may: a process of ours. Raises `NotAllowed`, `Refused`."""
    if not by.is_system:
        raise NotAllowed(Reason("organisation.add", _("Organisations are added from the command line.")))
    if new.kind not in OrganisationKind.values:
        keep_rule((Reason("organisation.kind", _("Choose what sort of organisation it is."), "kind"),))
    if new.ods_code and Organisation.objects.filter(ods_code=new.ods_code).exists():
        keep_rule((Reason("organisation.ods", _("An organisation with this code is here already."), "ods_code"),))
    organisation = Organisation.objects.create(
        name=new.name.strip(),
        kind=new.kind,
        place=new.place,
        ods_code=new.ods_code,
        part_of_id=new.part_of_id,
        phone=new.phone,
        email=new.email,
        address=new.address,
    )
    record_change("added an organisation", by=by, at=at, subject=f"organisation:{organisation.id}")
    return organisation.id
