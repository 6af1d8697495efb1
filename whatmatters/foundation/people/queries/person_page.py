"""One person's page: the same for the person and for staff, section by section as each may see.

Records one read with the sections that are shown. What is not permitted is None: the page then has no such element.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.clock import day_of
from ..models import CommunicationNeeds, Person
from ..permissions import Access, Deed, reasons_against
from ..rules.about_me import HEADINGS
from ..rules.particulars import PARTICULARS
from ..sections import Section
from ..wired import PersonLink, person_links, person_panels
from .about_me import Said, heading_in_words, list_said
from .appointments import Meeting, list_next_appointments
from .banner import PersonBanner, banner_of
from .circle import InCircle, list_circle
from .clinical import Ailment, list_conditions
from .communication import NeedsNow, needs_now
from .contacts import Home, Reach, list_homes, list_points
from .looking import look_at
from .particulars import particulars_in_words

SHOWN = (
    Section.IDENTITY,
    Section.CONTACT,
    Section.COMMUNICATION,
    Section.ABOUT_ME,
    Section.CIRCLE,
    Section.CONDITIONS,
    Section.APPOINTMENTS,
)
"""What this page shows; the plan, decisions and money have pages of their own."""


@dataclass(frozen=True, slots=True)
class PersonPage:
    """The page. Each part is None where the reader may not see it, and empty where nothing is known.

    `panels` are those of other components: the template that shows each, and its content.
    """

    banner: PersonBanner
    identity: dict[str, str] | None
    points: tuple[Reach, ...] | None
    homes: tuple[Home, ...] | None
    needs: NeedsNow | None
    shows_needs: bool
    said: tuple[Said, ...] | None
    unsaid: tuple[tuple[str, str], ...]
    circle: tuple[InCircle, ...] | None
    conditions: tuple[Ailment, ...] | None
    appointments: tuple[Meeting, ...] | None
    missing: tuple[str, ...]
    panels: tuple[tuple[str, Any], ...]
    links: tuple[PersonLink, ...]
    may: frozenset[Deed]
    origin_source: str


def get_person_page(person_id: UUID, *, by: Actor, at: datetime) -> PersonPage:
    """One person's page, recorded once as a read of the sections shown.

    Raises `NotFound` (`JoinedInto` when the record was joined into one that the actor may see), `AuditUnavailable`.
    """
    shown = {*SHOWN, *(panel.section for panel in person_panels())}
    access = look_at(person_id, action="opened the record", shows=shown, by=by, at=at)
    person = Person.objects.select_related("gp_practice").get(pk=person_id)
    needs = _needs(person, access)
    points = list_points(person_id, day_of(at)) if Section.CONTACT in access else None
    homes = list_homes(person_id, access, day_of(at)) if Section.CONTACT in access else None
    said = list_said(person_id, own=access.is_own) if Section.ABOUT_ME in access else None
    return PersonPage(
        banner=banner_of(person, needs, access, day_of(at)),
        identity=_identity(person) if Section.IDENTITY in access else None,
        points=points,
        homes=homes,
        needs=needs_now(needs, day_of(at)) if needs else None,
        shows_needs=Section.COMMUNICATION in access,
        said=said,
        unsaid=_unsaid(said or (), own=access.is_own),
        circle=list_circle(person_id, by=by, at=at) if Section.CIRCLE in access else None,
        conditions=list_conditions(person_id) if Section.CONDITIONS in access else None,
        appointments=list_next_appointments(person_id, at=at) if Section.APPOINTMENTS in access else None,
        missing=tuple(_missing(person, access, needs, points, homes, day_of(at))),
        panels=tuple(
            (panel.template, panel.content(person_id, access=access, by=by, at=at))
            for panel in person_panels()
            if panel.section in access
        ),
        links=tuple(link for link in person_links() if link.is_open_to(access)),
        may=frozenset(deed for deed in Deed if not reasons_against(deed, access)),
        origin_source=person.origin_source,
    )


def _needs(person: Person, access: Access) -> CommunicationNeeds | None:
    if Section.COMMUNICATION not in access:
        return None
    return CommunicationNeeds.objects.filter(person=person).order_by("-number").first()


def _unsaid(said: tuple[Said, ...], *, own: bool) -> tuple[tuple[str, str], ...]:
    """The headings under which nothing is said yet, with their words."""
    taken = {one.heading for one in said}
    return tuple((heading, heading_in_words(heading, own=own)) for heading in HEADINGS if heading not in taken)


def _identity(person: Person) -> dict[str, str]:
    return {str(PARTICULARS[name]): words for name, words in particulars_in_words(person).items()}


def _missing(
    person: Person,
    access: Access,
    needs: CommunicationNeeds | None,
    points: tuple[Reach, ...] | None,
    homes: tuple[Home, ...] | None,
    day: date,
) -> list[str]:
    """What would help and is not known, in words: a gap is shown, never a reason to refuse."""
    found = []
    if Section.IDENTITY in access:
        if person.birth_date is None:
            found.append(_("The birth date is not known"))
        if not person.nhs_number:
            found.append(_("The NHS number is not known"))
        if person.gp_practice_id is None:
            found.append(_("The GP practice is not known"))
    if points is not None and not points and not homes:
        found.append(_("There is no way to reach the person yet"))
    if Section.COMMUNICATION in access:
        if needs is None:
            found.append(_("Nobody has asked how to communicate"))
        elif needs.review_on and needs.review_on <= day:
            found.append(_("It is time to ask again how to communicate"))
    return found
