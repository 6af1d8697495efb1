"""Begin to care for somebody who is known here already, when they come to another organisation.

Refuses whoever cannot say who it is: an NHS number with the birth date, or the whole name with the birth date, as the
record has them. So nobody is registered a second time, and nobody's record is opened by guessing.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.errors import Refused, keep_rule
from ...kernel.plain import clean_text
from ...kernel.reasons import Reason
from ..models import Person
from ..permissions import OwnDeed, check_role
from ..rules.consent import said_by_reasons
from ..rules.names import name_words
from ..rules.searching import Sought
from .consent import write_first_consent
from .keeping import locked_person
from .relationships import basis_for, begin_care, open_organisation


class NotThisPerson(Refused):
    """What was typed is not what the record says: nobody is told which part."""


@transaction.atomic
def join_care(
    *,
    person_id: UUID,
    sought: Sought,
    organisation_id: UUID,
    purpose: str,
    consent_said_by: str = "",
    by: Actor,
    at: datetime,
) -> UUID:
    """Begin the care of the actor's organisation for somebody who is known here; the id of the relationship.

    Who may: staff who may register people there, who can say who it is. An organisation that needs consent says who
    gave it. Raises `NotFound`, `NotAllowed`, `NotThisPerson`, `Refused`.
    """
    check_role(OwnDeed.REGISTER, by, organisation_id)
    person = locked_person(person_id)
    if not is_this_person(person, sought):
        text = _("This does not match the record. Check the NHS number or the whole name, and the birth date.")
        raise NotThisPerson(Reason("join.no-match", text, "text"))
    organisation = open_organisation(organisation_id)
    if not purpose.strip():
        keep_rule((Reason("join.purpose", _("Say what you will do for the person. They can read it."), "purpose"),))
    if organisation.needs_consent:
        keep_rule(said_by_reasons(consent_said_by, by_staff=True, field="consent_said_by"))
        write_first_consent(person, organisation, consent_said_by, by, at)
    purpose = clean_text(purpose)
    held = begin_care(person, organisation, basis=basis_for(organisation), purpose=purpose, by=by, at=at)
    record_change(
        "began to care for the person",
        by=by,
        at=at,
        person_id=person_id,
        subject=f"relationship:{held.id}",
        why=purpose,
        organisations=[organisation_id],
    )
    return held.id


def is_this_person(person: Person, sought: Sought) -> bool:
    """Whether the text names exactly this person: the number or the whole name, and the birth date if it is known."""
    if sought.birth_date != person.birth_date:
        return False
    if sought.nhs_number:
        return sought.nhs_number == person.nhs_number
    words = name_words(given=person.given_names, family=person.family_name, preferred=person.preferred_name)
    return person.birth_date is not None and len(sought.words) >= 2 and set(sought.words) <= words
