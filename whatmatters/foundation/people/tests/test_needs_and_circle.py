"""How to communicate with somebody, how to reach them, and who is in their circle."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.errors import EditConflict, NotAllowed, NotFound, Refused
from whatmatters.foundation.people.models import Organisation, Person
from whatmatters.foundation.people.queries.banner import get_banner
from whatmatters.foundation.people.queries.circle import get_circle_member, get_circle_page
from whatmatters.foundation.people.queries.communication import get_communication_page, list_needs_to_review
from whatmatters.foundation.people.queries.contacts import get_contacts_page
from whatmatters.foundation.people.queries.person_page import get_person_page
from whatmatters.foundation.people.queries.reaching import NoWay, Way, find_way_to_reach
from whatmatters.foundation.people.services.circle import (
    Member,
    add_circle_member,
    change_circle_member,
    remove_circle_member,
)
from whatmatters.foundation.people.services.communication import Needs, write_communication
from whatmatters.foundation.people.services.contacts import (
    NewAddress,
    NewContact,
    add_contact_point,
    change_contact_point,
    end_contact_point,
    set_address,
)
from whatmatters.foundation.people.services.relationships import assign_worker

from .world import NOW, a_person, an_organisation, somebody


def write(person: Person, by: Actor, based_on: int = 0, **given: object) -> int:
    return write_communication(person_id=person.id, needs=Needs(**given), based_on=based_on, by=by, at=NOW)  # type: ignore[arg-type]


def test_the_flag_stands_at_the_top_of_every_page(amina: Person, lin: Actor) -> None:
    write(amina, lin, in_words="Face me when you speak.", support=["bsl-interpreter"], formats=["large-print"])
    banner = get_banner(amina.id, by=lin, at=NOW)
    assert banner.communication == "Face me when you speak. British Sign Language interpreter. Large print."
    write(amina, lin, based_on=1, in_words="Face me", show_alert=False)
    assert get_banner(amina.id, by=lin, at=NOW).communication == ""


def test_every_version_stays_and_a_review_is_due_when_its_day_comes(amina: Person, lin: Actor) -> None:
    write(amina, lin, formats=["easy-read"])
    write(amina, lin, based_on=1, formats=["braille"])
    page = get_communication_page(amina.id, by=lin, at=NOW)
    assert [needs.formats_words for needs in page.versions] == [("Braille",), ("Easy Read",)]
    assert page.now is not None
    assert (page.now.review_on, page.now.is_review_due) == (date(2027, 11, 2), False)
    later = get_communication_page(amina.id, by=lin, at=NOW + timedelta(days=365))
    assert later.now is not None
    assert later.now.is_review_due


def test_who_is_to_be_asked_again_is_listed_for_who_works_with_them(amina: Person, lin: Actor) -> None:
    write(amina, lin, review_on=date(2026, 12, 1))
    soon = {"before": date(2027, 1, 1), "by": lin, "at": NOW}
    assert list_needs_to_review(**soon) == ()
    held = amina.relationships.get().id
    assign_worker(relationship_id=held, worker_id=lin.id, worker_name=lin.name, by=lin, at=NOW)
    assert [(one.person_name, one.review_on) for one in list_needs_to_review(**soon)] == [
        ("Amina Khan", date(2026, 12, 1))
    ]
    write(amina, lin, based_on=1, review_on=date(2027, 12, 1))
    assert list_needs_to_review(**soon) == ()


def test_two_who_write_needs_at_once(amina: Person, lin: Actor, herself: Actor) -> None:
    write(amina, herself, in_words="Write, do not ring")
    with pytest.raises(EditConflict):
        write(amina, lin, in_words="Ring")


def test_who_may_write_needs(surgery: Organisation, amina: Person) -> None:
    assert write(amina, somebody(Role.BUDGET_OFFICER, surgery)) == 1
    for role in (Role.ADMINISTRATOR, Role.ANALYST, Role.BROKER):
        with pytest.raises(NotFound):
            write(amina, somebody(role, surgery), based_on=1)


def test_the_preferred_and_safe_way(amina: Person, lin: Actor) -> None:
    assert find_way_to_reach(amina.id, NOW) == NoWay("no-way", "No email, mobile number or address is on the record.")
    mobile = add_contact_point(person_id=amina.id, contact=NewContact("mobile", "07700 900982"), by=lin, at=NOW)
    add_contact_point(person_id=amina.id, contact=NewContact("email", "amina@example.org"), by=lin, at=NOW)
    write(amina, lin, preferred_way="sms", formats=["large-print"])
    assert find_way_to_reach(amina.id, NOW) == Way("sms", "07700 900982", "", ("large-print",))
    unsafe = NewContact("mobile", "07700 900982", is_safe=False, note="He reads it")
    changed = change_contact_point(contact_id=mobile, contact=unsafe, by=lin, at=NOW)
    assert find_way_to_reach(amina.id, NOW) == Way("email", "amina@example.org", "", ("large-print",))
    with pytest.raises(EditConflict):
        change_contact_point(contact_id=mobile, contact=unsafe, by=lin, at=NOW)
    end_contact_point(contact_id=changed, by=lin, at=NOW)
    assert [point.value for point in get_contacts_page(amina.id, by=lin, at=NOW).points] == ["amina@example.org"]


def test_nobody_who_does_not_exist_is_reached(db: None, amina: Person, surgery: Organisation) -> None:
    with pytest.raises(NotFound):
        find_way_to_reach(surgery.id, NOW)


def test_a_letter_is_addressed_to_the_person(amina: Person, herself: Actor) -> None:
    home = NewAddress("Flat 2\n4 River Lane", city="Wexcombe", postcode="ZZ9 9AA")
    set_address(person_id=amina.id, address=home, by=herself, at=NOW)
    way = find_way_to_reach(amina.id, NOW)
    assert isinstance(way, Way)
    assert (way.channel, way.address) == ("letter", "Amina Khan\nFlat 2\n4 River Lane\nWexcombe\nZZ9 9AA")


def test_a_secret_address_is_seen_by_few_and_used_by_none(surgery: Organisation, amina: Person, herself: Actor) -> None:
    refuge = NewAddress("The refuge", postcode="ZZ9 9ZZ", is_secret=True)
    set_address(person_id=amina.id, address=refuge, by=herself, at=NOW)
    seen = {
        role: bool(get_contacts_page(amina.id, by=somebody(role, surgery), at=NOW).homes)
        for role in (Role.LINK_WORKER, Role.COACH, Role.CLINICIAN, Role.BUDGET_OFFICER)
    }
    assert seen == {Role.LINK_WORKER: True, Role.COACH: False, Role.CLINICIAN: True, Role.BUDGET_OFFICER: False}
    assert get_person_page(amina.id, by=somebody(Role.COACH, surgery), at=NOW).homes == ()
    way = find_way_to_reach(amina.id, NOW)
    assert isinstance(way, NoWay)
    assert way.code == "no-safe-way"


def test_who_does_not_know_of_a_secret_address_neither_ends_nor_writes_one(
    surgery: Organisation, amina: Person, herself: Actor
) -> None:
    set_address(person_id=amina.id, address=NewAddress("The refuge", is_secret=True), by=herself, at=NOW)
    coach = somebody(Role.COACH, surgery)
    set_address(person_id=amina.id, address=NewAddress("1 Old Road"), by=coach, at=NOW)
    assert {home.street for home in get_contacts_page(amina.id, by=herself, at=NOW).homes} == {
        "The refuge",
        "1 Old Road",
    }
    with pytest.raises(NotAllowed):
        set_address(person_id=amina.id, address=NewAddress("Elsewhere", is_secret=True), by=coach, at=NOW)


def test_the_circle_is_added_to_changed_and_taken_from(amina: Person, herself: Actor, lin: Actor) -> None:
    sister = Member("Noor", "Sister", phone="07700 900983", is_emergency_contact=True, is_next_of_kin=True)
    member_id = add_circle_member(person_id=amina.id, member=sister, by=herself, at=NOW)
    (shown,) = get_circle_page(amina.id, by=lin, at=NOW).members
    assert shown.roles == ("Call in an emergency", "Next of kin")
    change_circle_member(member_id=member_id, version=1, member=Member("Noor Ahmed", "Sister"), by=lin, at=NOW)
    with pytest.raises(EditConflict) as conflict:
        change_circle_member(member_id=member_id, version=1, member=Member("Nora"), by=herself, at=NOW)
    assert conflict.value.theirs["Name"] == "Noor Ahmed"
    remove_circle_member(member_id=member_id, by=herself, at=NOW)
    assert get_circle_page(amina.id, by=lin, at=NOW).members == ()
    with pytest.raises(NotFound):
        get_circle_member(amina.id, member_id, by=lin, at=NOW)


def test_a_member_with_a_record_is_linked_only_for_those_who_see_it(
    surgery: Organisation, choir: Organisation, amina: Person, herself: Actor, lin: Actor
) -> None:
    friend = a_person(choir, given_names="Ben", family_name="Okoro")
    with pytest.raises(NotFound):
        add_circle_member(person_id=amina.id, member=Member("Ben", own_record_id=friend.id), by=lin, at=NOW)
    neighbour = a_person(surgery, given_names="Cai", family_name="Rees")
    add_circle_member(person_id=amina.id, member=Member("Cai", own_record_id=neighbour.id), by=lin, at=NOW)
    assert [m.own_record_id for m in get_circle_page(amina.id, by=lin, at=NOW).members] == [neighbour.id]
    assert [m.own_record_id for m in get_circle_page(amina.id, by=herself, at=NOW).members] == [None]


def test_a_member_needs_a_name_and_numbers_that_ring(amina: Person, herself: Actor) -> None:
    for member in (Member(" "), Member("Noor", phone="none"), Member("Noor", email="noor")):
        with pytest.raises(Refused):
            add_circle_member(person_id=amina.id, member=member, by=herself, at=NOW)


def test_elsewhere_there_is_nothing(amina: Person) -> None:
    stranger = somebody(Role.CLINICIAN, an_organisation("Elsewhere"))
    for query in (get_circle_page, get_communication_page, get_contacts_page, get_person_page):
        with pytest.raises(NotFound):
            query(amina.id, by=stranger, at=NOW)
