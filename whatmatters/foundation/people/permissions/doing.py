"""Who may do what to a person's record: one table, from which services refuse and pages hide.

Serves every service of this component. Seeing comes first (`seeing`): what somebody may not see is not there for them.
Roles count only where they are held at an organisation that cares for the person. Source: rulebook 8.1, 8.2; a deployer
may tighten the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from ...kernel.actor import Actor, Role
from ...kernel.errors import NotFound, allow
from ...kernel.reasons import YES, Reason, Reasons
from ..sections import Section
from .seeing import Access, access_to

CARING = frozenset({Role.LINK_WORKER, Role.COACH, Role.CARE_COORDINATOR, Role.CLINICIAN})
KNOWING = CARING | {Role.BUDGET_OFFICER}


class Deed(StrEnum):
    """One thing that can be done to a record."""

    CORRECT_PARTICULARS = "correct-particulars"
    CORRECT_IDENTITY = "correct-identity"
    CHANGE_CONTACTS = "change-contacts"
    RECORD_MOVE = "record-move"
    RECORD_DEATH = "record-death"
    WRITE_ABOUT_ME = "write-about-me"
    ANSWER_ABOUT_ME = "answer-about-me"
    WRITE_COMMUNICATION = "write-communication"
    EDIT_CIRCLE = "edit-circle"
    DECIDE_CONSENT = "decide-consent"
    GRANT_PROXY = "grant-proxy"
    ARRANGE_CARE = "arrange-care"
    DECIDE_DUPLICATE = "decide-duplicate"
    OFFER_APPOINTMENT = "offer-appointment"
    ANSWER_APPOINTMENT = "answer-appointment"
    RECORD_ATTENDANCE = "record-attendance"
    RECORD_CAPACITY = "record-capacity"
    WRITE_IN_ADVANCE = "write-in-advance"
    HIDE_FROM_PERSON = "hide-from-person"
    HIDE_FROM_PROXY = "hide-from-proxy"
    SEE_WHO_LOOKED = "see-who-looked"


@dataclass(frozen=True, slots=True)
class MayDo:
    """Who may: the person, a proxy who was given the section, and these roles, once they see `section`."""

    section: Section
    person: bool
    proxy: bool
    roles: frozenset[Role]


DEEDS: dict[Deed, MayDo] = {
    # What a person is called is theirs to say. Birth date and NHS number are held against other records: staff.
    Deed.CORRECT_PARTICULARS: MayDo(Section.IDENTITY, True, False, KNOWING),
    Deed.CORRECT_IDENTITY: MayDo(Section.IDENTITY, False, False, KNOWING),
    Deed.CHANGE_CONTACTS: MayDo(Section.CONTACT, True, True, KNOWING),
    Deed.RECORD_MOVE: MayDo(Section.IDENTITY, False, False, KNOWING),
    Deed.RECORD_DEATH: MayDo(Section.IDENTITY, False, False, KNOWING),
    Deed.WRITE_ABOUT_ME: MayDo(Section.ABOUT_ME, True, True, CARING),
    Deed.ANSWER_ABOUT_ME: MayDo(Section.ABOUT_ME, True, False, frozenset()),
    Deed.WRITE_COMMUNICATION: MayDo(Section.COMMUNICATION, True, True, KNOWING),
    Deed.EDIT_CIRCLE: MayDo(Section.CIRCLE, True, True, CARING),
    Deed.DECIDE_CONSENT: MayDo(Section.IDENTITY, True, False, KNOWING),
    Deed.GRANT_PROXY: MayDo(Section.IDENTITY, True, False, CARING),
    Deed.ARRANGE_CARE: MayDo(Section.IDENTITY, False, False, KNOWING),
    Deed.DECIDE_DUPLICATE: MayDo(Section.IDENTITY, False, False, KNOWING),
    Deed.OFFER_APPOINTMENT: MayDo(Section.APPOINTMENTS, False, False, KNOWING),
    Deed.ANSWER_APPOINTMENT: MayDo(Section.APPOINTMENTS, True, True, KNOWING),
    Deed.RECORD_ATTENDANCE: MayDo(Section.APPOINTMENTS, False, False, KNOWING),
    Deed.RECORD_CAPACITY: MayDo(Section.DECISIONS, False, False, CARING),
    Deed.WRITE_IN_ADVANCE: MayDo(Section.DECISIONS, True, True, CARING),
    # For somebody's safety, or a third party's; never a proxy's to know.
    Deed.HIDE_FROM_PERSON: MayDo(Section.SAFEGUARDING, False, False, CARING),
    # What a proxy is kept from is the person's own, and nobody is told.
    Deed.HIDE_FROM_PROXY: MayDo(Section.ACCESS, True, False, frozenset()),
    # Who looked is for the person alone: a proxy may be the one they want to know about.
    Deed.SEE_WHO_LOOKED: MayDo(Section.ACCESS, True, False, frozenset()),
}


class OwnDeed(StrEnum):
    """One thing that needs no record that can be seen yet."""

    REGISTER = "register"
    BREAK_GLASS = "break-glass"


ROLES_FOR: dict[OwnDeed, frozenset[Role]] = {
    OwnDeed.REGISTER: KNOWING,
    OwnDeed.BREAK_GLASS: frozenset({Role.CLINICIAN}),
}


def reasons_against(deed: Deed, access: Access) -> Reasons:
    """Why somebody with this access may not do this; empty when they may."""
    may = DEEDS[deed]
    if access.is_system or (access.is_own and may.person):
        return YES
    if may.proxy and may.section in access.proxy_sections:
        return YES
    if may.roles & access.roles and may.section in access:
        return YES
    return (Reason(f"people.{deed.value}", _words(access)),)


def _words(access: Access) -> str:
    if access.emergency and not access.roles:
        return _("You opened this record in an emergency: you can read it, but not change it.")
    if access.is_own:
        return _("Ask somebody who works with you to do this.")
    return _("Your role does not let you do this.")


def check(deed: Deed, person_id: UUID, by: Actor, at: datetime) -> Access:
    """The actor's access, if they may do this. Raises `NotFound` when they may not even see it, and `NotAllowed`."""
    access = access_to(person_id, by, at)
    if DEEDS[deed].section not in access:
        raise NotFound
    allow(reasons_against(deed, access))
    return access


def organisations_where(deed: OwnDeed, by: Actor) -> tuple[UUID, ...]:
    """The organisations at which the actor may do this, each once, in the order of their posts."""
    return tuple(dict.fromkeys(p.organisation_id for p in by.posts if p.role in ROLES_FOR[deed]))


def reasons_against_role(deed: OwnDeed, by: Actor, organisation_id: UUID | None = None) -> Reasons:
    """Why the actor may not do this, at this organisation when one is given."""
    if by.is_system or by.has_role(*ROLES_FOR[deed], organisation_id=organisation_id):
        return YES
    return (Reason(f"people.{deed.value}", _("Your role does not let you do this.")),)


def check_role(deed: OwnDeed, by: Actor, organisation_id: UUID | None = None) -> None:
    """Raise `NotAllowed` when the actor's roles do not let them do this."""
    allow(reasons_against_role(deed, by, organisation_id))
