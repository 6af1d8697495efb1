"""Open a record in an emergency, without a relationship: with a reason, for a time, and shown to the person."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.audit import EMERGENCY, record_change
from ...kernel.clock import day_of
from ...kernel.errors import Refused, keep_rule
from ...kernel.plain import clean_text
from ...kernel.reasons import Reason
from ..models import BreakGlass
from ..permissions import OwnDeed, access_to, check_role
from ..rules.consent import break_glass_reasons
from ..rules.settings import SETTINGS
from .keeping import locked_person
from .relationships import open_organisation


class HasAccess(Refused):
    """The actor sees the record already: there is no glass to break."""


@transaction.atomic
def break_glass(*, person_id: UUID, organisation_id: UUID, reason: str, by: Actor, at: datetime) -> datetime:
    """Open a record for a time that is a dated setting; the moment when it closes.

    Who may: the roles of `permissions.doing.ROLES_FOR`, at their organisation, without a relationship. Raises
    `NotFound`, `NotAllowed`, `HasAccess`, `Refused`.
    """
    check_role(OwnDeed.BREAK_GLASS, by, organisation_id)
    person = locked_person(person_id)
    if access_to(person_id, by, at).sections:
        raise HasAccess(Reason("break-glass.not-needed", _("You can see this record already.")))
    keep_rule(break_glass_reasons(reason, day=day_of(at)))
    ends_at = at + timedelta(minutes=SETTINGS.value("break-glass.minutes", day_of(at)))
    BreakGlass.objects.create(
        person=person,
        opened_by=by.id,
        opened_by_name=by.name,
        organisation=open_organisation(organisation_id),
        reason=clean_text(reason),
        opened_at=at,
        ends_at=ends_at,
    )
    record_change(
        "opened the record in an emergency",
        by=by,
        at=at,
        person_id=person_id,
        why=clean_text(reason),
        details={"minutes": SETTINGS.value("break-glass.minutes", day_of(at))},
        organisations=[organisation_id],
        kind=EMERGENCY,
    )
    return ends_at
