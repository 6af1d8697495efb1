"""One of everything to act on, and an attempt at each service: what the permission matrix is filled with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from whatmatters.foundation.kernel.actor import STRANGER, Actor, Role
from whatmatters.foundation.people.models import Organisation
from whatmatters.foundation.people.rules.searching import read_search
from whatmatters.foundation.people.sections import PROXY_SECTIONS, Section
from whatmatters.foundation.people.services.about_me import (
    Words,
    answer_about_me,
    restore_about_me,
    take_back_about_me,
    write_about_me,
)
from whatmatters.foundation.people.services.appointments import (
    Offer,
    book_appointment,
    cancel_appointment,
    offer_appointment,
    record_attended,
    record_missed,
)
from whatmatters.foundation.people.services.break_glass import break_glass
from whatmatters.foundation.people.services.circle import (
    Member,
    add_circle_member,
    change_circle_member,
    remove_circle_member,
)
from whatmatters.foundation.people.services.communication import Needs, write_communication
from whatmatters.foundation.people.services.consent import Decision, decide_consent, withdraw_consent
from whatmatters.foundation.people.services.contacts import (
    NewAddress,
    NewContact,
    add_contact_point,
    change_contact_point,
    end_contact_point,
    set_address,
)
from whatmatters.foundation.people.services.correcting import Correction, correct_particulars
from whatmatters.foundation.people.services.joining_care import join_care
from whatmatters.foundation.people.services.lifecycle import (
    correct_death,
    record_death,
    record_move_away,
    record_return,
)
from whatmatters.foundation.people.services.merging import decide_not_the_same, merge_people, undo_merge
from whatmatters.foundation.people.services.organisations import NewOrganisation, add_organisation
from whatmatters.foundation.people.services.proxies import Grant, end_proxy_access, grant_proxy_access
from whatmatters.foundation.people.services.registering import NewPerson, register_person
from whatmatters.foundation.people.services.relationships import assign_worker, end_care, start_care

from .attempts_in_full import WRITTEN_DOWN
from .scenes import Scene
from .world import NHS_NUMBER, NOW, SYSTEM, a_person, an_organisation, somebody, the_person

ROLES = {
    "link": Role.LINK_WORKER,
    "coach": Role.COACH,
    "coord": Role.CARE_COORDINATOR,
    "clin": Role.CLINICIAN,
    "money": Role.BUDGET_OFFICER,
    "broker": Role.BROKER,
    "commun": Role.COMMUNITY_CONTACT,
    "direct": Role.DIRECTORY_EDITOR,
    "analys": Role.ANALYST,
    "admin": Role.ADMINISTRATOR,
}


def a_scene(surgery: Organisation, choir: Organisation) -> Scene:
    """One of everything, so that each service has something to act on."""
    person, other = a_person(surgery, nhs_number=NHS_NUMBER), a_person(surgery, given_names="Ben")
    own, elsewhere = the_person(person), an_organisation("Elsewhere", "trust")
    proxy = Actor("account-proxy", "Idris Khan")
    grant = Grant(proxy.id, proxy.name, "Nephew", PROXY_SECTIONS)
    both = Words("Words", supported_by="Lin")
    write_about_me(person_id=person.id, heading="also", words=both, based_on=0, by=SYSTEM, at=NOW)
    yes = Decision("sharing", "given", organisation_id=choir.id, sections=[Section.PLAN])
    offer = Offer(surgery.id, NOW + timedelta(days=9), "x", "X")
    actors = {"person": own, "proxy": proxy, "nobody": STRANGER, "other": somebody(Role.CLINICIAN, elsewhere)}
    actors |= {name: somebody(role, surgery) for name, role in ROLES.items()}
    return Scene(
        person,
        other,
        surgery,
        elsewhere,
        actors,
        add_contact_point(person_id=person.id, contact=NewContact("mobile", "07700 900982"), by=own, at=NOW),
        person.about_me.get().id,
        add_circle_member(person_id=person.id, member=Member("Noor"), by=own, at=NOW),
        decide_consent(person_id=person.id, decision=yes, by=own, at=NOW),
        grant_proxy_access(person_id=person.id, grant=grant, by=own, at=NOW),
        person.relationships.get(organisation=surgery).id,
        offer_appointment(person_id=person.id, offer=offer, by=SYSTEM, at=NOW),
    )


def _glass(s: Scene, by: Actor) -> object:
    """At an organisation of the actor's that does not care for the person."""
    is_theirs = by is s.actors["other"]
    posts = () if is_theirs else tuple(somebody(post.role, s.elsewhere).posts[0] for post in by.posts)
    there, why = Actor(f"{by.id}-there", by.name, posts), "She cannot speak"
    return break_glass(person_id=s.person.id, organisation_id=s.elsewhere.id, reason=why, by=there, at=NOW)


def _merged(s: Scene) -> UUID:
    return merge_people(kept_id=s.person.id, joined_id=s.other.id, by=SYSTEM, at=NOW)


def _after(change: Callable[[], object], then: Callable[[], object]) -> object:
    change()
    return then()


def _correct(s: Scene, by: Actor, **values: object) -> object:
    return correct_particulars(person_id=s.person.id, version=1, correction=Correction(values, "Why"), by=by, at=NOW)


SERVICES: dict[str, Callable[[Scene, Actor], object]] = {
    "register_person": lambda s, by: register_person(new=NewPerson("New"), organisation_id=s.surgery.id, by=by, at=NOW),
    "join_care": lambda s, by: join_care(
        person_id=s.person.id,
        sought=read_search(f"{NHS_NUMBER} 12/3/1958"),
        organisation_id=s.surgery.id,
        purpose="Care",
        by=by,
        at=NOW,
    ),
    "break_glass": _glass,
    "correct_particulars": lambda s, by: _correct(s, by, given_names="Noor"),
    "correct_nhs_number": lambda s, by: _correct(s, by, nhs_number=""),
    "add_contact_point": lambda s, by: add_contact_point(
        person_id=s.person.id, contact=NewContact("phone", "01632 960 456"), by=by, at=NOW
    ),
    "change_contact_point": lambda s, by: change_contact_point(
        contact_id=s.contact_id, contact=NewContact("phone", "01632 960 456"), by=by, at=NOW
    ),
    "end_contact_point": lambda s, by: end_contact_point(contact_id=s.contact_id, by=by, at=NOW),
    "set_address": lambda s, by: set_address(person_id=s.person.id, address=NewAddress("1 Road"), by=by, at=NOW),
    "set_secret_address": lambda s, by: set_address(
        person_id=s.person.id, address=NewAddress("1 Road", is_secret=True), by=by, at=NOW
    ),
    "write_about_me": lambda s, by: write_about_me(
        person_id=s.person.id, heading="also", words=Words("New"), based_on=1, by=by, at=NOW
    ),
    "take_back_about_me": lambda s, by: take_back_about_me(
        person_id=s.person.id, heading="also", based_on=1, by=by, at=NOW
    ),
    "restore_about_me": lambda s, by: restore_about_me(
        person_id=s.person.id, heading="also", number=1, based_on=1, by=by, at=NOW
    ),
    "answer_about_me": lambda s, by: answer_about_me(entry_id=s.entry_id, is_right=True, by=by, at=NOW),
    "write_communication": lambda s, by: write_communication(
        person_id=s.person.id, needs=Needs(in_words="Face me"), based_on=0, by=by, at=NOW
    ),
    "add_circle_member": lambda s, by: add_circle_member(person_id=s.person.id, member=Member("Gareth"), by=by, at=NOW),
    "change_circle_member": lambda s, by: change_circle_member(
        member_id=s.member_id, version=1, member=Member("Nora"), by=by, at=NOW
    ),
    "remove_circle_member": lambda s, by: remove_circle_member(member_id=s.member_id, by=by, at=NOW),
    "decide_consent": lambda s, by: decide_consent(
        person_id=s.person.id, decision=Decision("referral", "given", said_by="Her"), by=by, at=NOW
    ),
    "withdraw_consent": lambda s, by: withdraw_consent(consent_id=s.consent_id, said_by="Her", by=by, at=NOW),
    "grant_proxy_access": lambda s, by: grant_proxy_access(
        person_id=s.person.id, grant=Grant("x", "X", "Friend", [Section.PLAN]), by=by, at=NOW
    ),
    "end_proxy_access": lambda s, by: end_proxy_access(grant_id=s.grant_id, by=by, at=NOW),
    "start_care": lambda s, by: start_care(person_id=s.person.id, organisation_id=s.surgery.id, by=by, at=NOW),
    "end_care": lambda s, by: end_care(relationship_id=s.relationship_id, by=by, at=NOW),
    "assign_worker": lambda s, by: assign_worker(
        relationship_id=s.relationship_id, worker_id="x", worker_name="X", by=by, at=NOW
    ),
    **WRITTEN_DOWN,
    "record_death": lambda s, by: record_death(person_id=s.person.id, died_on=None, told_by="Her son", by=by, at=NOW),
    "correct_death": lambda s, by: _after(
        lambda: record_death(person_id=s.person.id, died_on=None, told_by="X", by=SYSTEM, at=NOW),
        lambda: correct_death(person_id=s.person.id, why="Alive", by=by, at=NOW),
    ),
    "record_move_away": lambda s, by: record_move_away(person_id=s.person.id, moved_on=None, by=by, at=NOW),
    "record_return": lambda s, by: _after(
        lambda: record_move_away(person_id=s.person.id, moved_on=None, by=SYSTEM, at=NOW),
        lambda: record_return(person_id=s.person.id, by=by, at=NOW),
    ),
    "decide_not_the_same": lambda s, by: decide_not_the_same(first_id=s.person.id, second_id=s.other.id, by=by, at=NOW),
    "merge_people": lambda s, by: merge_people(kept_id=s.person.id, joined_id=s.other.id, by=by, at=NOW),
    "undo_merge": lambda s, by: undo_merge(merge_id=_merged(s), why="Two people", by=by, at=NOW),
    "offer_appointment": lambda s, by: offer_appointment(
        person_id=s.person.id,
        offer=Offer(s.surgery.id, NOW + timedelta(days=3), by.id, by.name),
        by=by,
        at=NOW,
    ),
    "book_appointment": lambda s, by: book_appointment(appointment_id=s.appointment_id, by=by, at=NOW),
    "cancel_appointment": lambda s, by: cancel_appointment(appointment_id=s.appointment_id, by=by, at=NOW),
    "record_attended": lambda s, by: record_attended(appointment_id=s.appointment_id, by=by, at=NOW),
    "record_missed": lambda s, by: record_missed(appointment_id=s.appointment_id, by=by, at=NOW),
    "add_organisation": lambda s, by: add_organisation(new=NewOrganisation("New", "practice"), by=by, at=NOW),
}
