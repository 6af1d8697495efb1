"""Who a page is about: the few lines that stand at the top of every page about one person.

Serves every component's person pages. Records nothing: the page's own query records the read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.kernel.identifiers import spaced_nhs_number
from whatmatters.foundation.kernel.plain import long_date

from ..models import CommunicationNeeds, Person
from ..permissions import Access, access_to
from ..rules.communication import FORMATS, SUPPORT
from ..rules.particulars import language_label
from ..sections import Section
from ..states import PERSON


@dataclass(frozen=True, slots=True)
class PersonBanner:
    """The person's name and, where the reader may see them, birth date, NHS number and how to communicate.

    `communication` is one sentence for the alert at the top, empty when there is nothing to say or the person did not
    want it shown. `emergency` is the reason when the record was opened without a relationship.
    """

    person_id: UUID
    name: str
    called: str
    is_own: bool
    birth_date: date | None
    age: int | None
    nhs_number: str
    state: str
    state_words: str
    communication: str
    sections: frozenset[Section]
    emergency: str = ""

    @property
    def has_died(self) -> bool:
        """Whether the person has died."""
        return self.state == "died"


def get_banner(person_id: UUID, *, by: Actor, at: datetime, access: Access | None = None) -> PersonBanner:
    """The banner of one person. Raises `NotFound` when the reader may see nothing of the record.

    `access` saves asking again where the caller has asked.
    """
    access = access or access_to(person_id, by, at)
    person = Person.objects.filter(pk=person_id).first() if access.sections else None
    if person is None:
        raise NotFound
    shows_needs = Section.COMMUNICATION in access
    needs = CommunicationNeeds.objects.filter(person=person).order_by("-number").first() if shows_needs else None
    return banner_of(person, needs, access, day_of(at))


def banner_of(person: Person, needs: CommunicationNeeds | None, access: Access, day: date) -> PersonBanner:
    """The banner from rows that have been read."""
    knows = Section.IDENTITY in access
    return PersonBanner(
        person_id=person.id,
        name=person.full_name,
        called=person.called,
        is_own=access.is_own,
        birth_date=person.birth_date if knows else None,
        age=person.age_on(person.died_on or day) if knows else None,
        nhs_number=spaced_nhs_number(person.nhs_number) if knows and person.nhs_number else "",
        state=person.state,
        state_words=_state_words(person),
        communication=alert_of(person, needs) if Section.COMMUNICATION in access else "",
        sections=access.sections,
        emergency=access.emergency,
    )


def _state_words(person: Person) -> str:
    """What the state means, with its day where it is known."""
    if person.state == "died" and person.died_on:
        return _("Died on %(day)s") % {"day": long_date(person.died_on)}
    return _(PERSON.states[person.state])


def alert_of(person: Person, needs: CommunicationNeeds | None) -> str:
    """How to communicate with the person in one line: their words first, then language, formats and support."""
    if needs is not None and not needs.show_alert:
        return ""
    said = [needs.in_words.strip().rstrip(".")] if needs and needs.in_words.strip() else []
    if person.language and not person.language.lower().startswith("en"):
        said.append(_("Speaks %(language)s") % {"language": language_label(person.language)})
    if needs:
        said += [str(SUPPORT[code]) for code in needs.support if code in SUPPORT]
        said += [str(FORMATS[code]) for code in needs.formats if code in FORMATS]
    return ". ".join(said) + ("." if said else "")
