"""Register a person by hand, in a minute: a name is enough, and what is missing is flagged.

Refuses to make a second record unseen: likely duplicates are shown first. The organisation that registers gets a
relationship; a charity or group writes down the person's consent with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.errors import Refused, keep_rule
from ...kernel.identifiers import bare_nhs_number, nhs_number_reasons
from ...kernel.plain import clean_text
from ...kernel.reasons import YES, Reason, Reasons
from ..models import Address, ContactPoint, Organisation, Person
from ..permissions import OwnDeed, check_role
from ..queries.alike import LikelyDuplicate, list_likely_duplicates
from ..rules.consent import said_by_reasons
from ..rules.likeness import Particulars, contact_key
from ..rules.particulars import birth_date_reasons, contact_reasons, name_reasons
from .consent import write_first_consent
from .duplicates import propose_duplicates_of
from .keeping import made
from .naming import fill_search_name, index_names
from .relationships import basis_for, begin_care, open_organisation
from .versions import keep_version

FIELD_OF_WAY = {"mobile": "mobile", "phone": "phone", "email": "email", "letter": "address"}
"""The question about each way of contact, so that a reason stands beside it."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is asked at registration. `way` is a code of `rules.particulars.WAYS`; `contact` is the number, the e-mail
    address, or the lines of the postal address; `postcode` goes with the last.
    """

    given_names: str = ""
    family_name: str = ""
    preferred_name: str = ""
    birth_date: date | None = None
    nhs_number: str = ""
    language: str = ""
    way: str = "none"
    contact: str = ""
    postcode: str = ""


class LooksLikeSomebody(Refused):
    """Somebody who may be the same person is here already. `found` says who, as far as the actor may know."""

    def __init__(self, found: tuple[LikelyDuplicate, ...]) -> None:
        self.found = found
        super().__init__(Reason("register.duplicate", _("This may be somebody who is already here.")))


@transaction.atomic
def register_person(
    *,
    new: NewPerson,
    organisation_id: UUID,
    consent_said_by: str = "",
    is_somebody_else: bool = False,
    by: Actor,
    at: datetime,
) -> UUID:
    """Make a record, and the relationship of the organisation that makes it; the person's id.

    `is_somebody_else` says that the actor has looked at the likely duplicates. `consent_said_by` says who gave the
    consent and how, where the organisation needs it. Who may: staff who know people, at their own organisation. Raises
    `NotAllowed`, `Refused`, `LooksLikeSomebody`.
    """
    check_role(OwnDeed.REGISTER, by, organisation_id)
    organisation = open_organisation(organisation_id)
    keep_rule(registration_reasons(new, organisation, consent_said_by, day_of(at)))
    found = () if is_somebody_else else list_likely_duplicates(particulars_of(new), by=by, at=at)
    if found:
        raise LooksLikeSomebody(found)
    person = _make_person(new, by, at)
    _make_way(person, new)
    begin_care(person, organisation, basis=basis_for(organisation), purpose=_("Registered here"), by=by, at=at)
    if organisation.needs_consent:
        write_first_consent(person, organisation, consent_said_by, by, at)
    _record(person, organisation, by, at)
    propose_duplicates_of(person_id=person.id, by=by, at=at)
    return person.id


def registration_reasons(new: NewPerson, organisation: Organisation, consent_said_by: str, day: date) -> Reasons:
    """Why this cannot be registered as it is; a missing birth date or number is no reason."""
    reasons = name_reasons(given=new.given_names, family=new.family_name, preferred=new.preferred_name)
    reasons += birth_date_reasons(new.birth_date, day=day)
    reasons += nhs_number_reasons(new.nhs_number) if new.nhs_number.strip() else YES
    reasons += contact_reasons(new.way, new.contact, field=FIELD_OF_WAY[new.way]) if new.way != "none" else YES
    return reasons + (
        said_by_reasons(consent_said_by, by_staff=True, field="consent_said_by") if organisation.needs_consent else YES
    )


def particulars_of(new: NewPerson) -> Particulars:
    """What of a new person is compared with the records that are here."""
    contacts = frozenset({contact_key(new.contact)}) if new.way in ("mobile", "phone", "email") else frozenset()
    return Particulars(
        given=new.given_names or new.preferred_name,
        family=new.family_name,
        birth_date=new.birth_date,
        nhs_number=bare_nhs_number(new.nhs_number),
        postcode=new.postcode,
        contacts=contacts,
    )


def _make_person(new: NewPerson, by: Actor, at: datetime) -> Person:
    person = Person(
        given_names=clean_text(new.given_names),
        family_name=clean_text(new.family_name),
        preferred_name=clean_text(new.preferred_name),
        birth_date=new.birth_date,
        nhs_number=bare_nhs_number(new.nhs_number),
        language=new.language,
        **made(by, at),
    )
    fill_search_name(person)
    person.save(force_insert=True)
    index_names([person], are_new=True)
    keep_version(person, why="", by=by, at=at)
    return person


def _make_way(person: Person, new: NewPerson) -> None:
    if new.way == "letter":
        Address.objects.create(person=person, lines=clean_text(new.contact), postcode=clean_text(new.postcode).upper())
    elif new.way != "none":
        ContactPoint.objects.create(person=person, kind=new.way, value=clean_text(new.contact))


def _record(person: Person, organisation: Organisation, by: Actor, at: datetime) -> None:
    record_change(
        "registered the person",
        by=by,
        at=at,
        person_id=person.id,
        subject=f"person:{person.id}",
        details={"consent": organisation.needs_consent},
        organisations=[organisation.id],
    )
