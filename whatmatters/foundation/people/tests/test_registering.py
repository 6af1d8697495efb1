"""A person is registered in a minute; nobody is made twice unseen; corrections lose nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.errors import EditConflict, NotAllowed, NotFound, Refused
from whatmatters.foundation.people.models import CareRelationship, Consent, Organisation, Person, PersonVersion
from whatmatters.foundation.people.permissions import sections_visible
from whatmatters.foundation.people.queries.person_page import get_person_page
from whatmatters.foundation.people.queries.searching import search_people
from whatmatters.foundation.people.sections import Section
from whatmatters.foundation.people.services.correcting import Correction, correct_particulars
from whatmatters.foundation.people.services.registering import LooksLikeSomebody, NewPerson, register_person

from .world import NHS_NUMBER, NOW, OTHER_NHS_NUMBER, a_link_worker, a_person, an_organisation, somebody


def register(new: NewPerson, organisation: Organisation, by: Actor, **given: object) -> Person:
    person_id = register_person(new=new, organisation_id=organisation.id, by=by, at=NOW, **given)  # type: ignore[arg-type]
    return Person.objects.get(pk=person_id)


def test_a_name_is_enough_and_what_is_missing_is_flagged(surgery: Organisation, lin: Actor) -> None:
    person = register(NewPerson(preferred_name="Mo"), surgery, lin)
    page = get_person_page(person.id, by=lin, at=NOW)
    assert page.missing == (
        "The birth date is not known",
        "The NHS number is not known",
        "The GP practice is not known",
        "There is no way to reach the person yet",
        "Nobody has asked how to communicate",
    )


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewPerson(), "name.missing"),
        (NewPerson(given_names="A", nhs_number="000 000 0000"), "nhs-number.check"),
        (NewPerson(given_names="A", nhs_number="9990000019"), "nhs-number.check"),
        (NewPerson(given_names="A", nhs_number="123"), "nhs-number.digits"),
        (NewPerson(given_names="A", birth_date=date(2027, 1, 1)), "birth-date.future"),
        (NewPerson(given_names="A", birth_date=date(1876, 1, 1)), "birth-date.too-old"),
        (NewPerson(given_names="A", way="email", contact="nobody"), "contact.email"),
        (NewPerson(given_names="A", way="letter", contact=""), "contact.missing"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(surgery: Organisation, lin: Actor, new: NewPerson, code: str) -> None:
    with pytest.raises(Refused) as refused:
        register(new, surgery, lin)
    assert [reason.code for reason in refused.value.reasons] == [code]
    assert not Person.objects.exists()


def test_everything_typed_is_kept_literally(surgery: Organisation, lin: Actor) -> None:
    nasty = '<script>alert("1")</script>{{ 7*7 }}\u202e\x00'
    person = register(
        NewPerson(given_names=nasty, family_name=nasty, way="mobile", contact="07700 900982"), surgery, lin
    )
    assert person.given_names == '<script>alert("1")</script>{{ 7*7 }}'


def test_the_organisation_that_registers_cares_directly_unless_it_is_voluntary(
    surgery: Organisation, choir: Organisation, lin: Actor
) -> None:
    here = register(NewPerson(given_names="Amina"), surgery, lin)
    assert CareRelationship.objects.get(person=here).basis == "direct-care"
    with pytest.raises(Refused) as refused:
        register(NewPerson(given_names="Ben"), choir, a_link_worker(choir))
    assert refused.value.reasons[0].field == "consent_said_by"
    there = register(NewPerson(given_names="Ben"), choir, a_link_worker(choir), consent_said_by="Ben, on the phone")
    assert CareRelationship.objects.get(person=there).basis == "consent"
    assert Consent.objects.get(person=there).decided_for_by == "Ben, on the phone"
    assert sections_visible(there.id, a_link_worker(choir), NOW) >= {Section.IDENTITY, Section.PLAN}
    assert Section.CONDITIONS not in sections_visible(there.id, a_link_worker(choir), NOW)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR, Role.BROKER, Role.COMMUNITY_CONTACT, None])
def test_who_may_not_register(surgery: Organisation, role: Role | None) -> None:
    with pytest.raises(NotAllowed):
        register(NewPerson(given_names="A"), surgery, somebody(role, surgery))


def test_nobody_registers_for_an_organisation_that_is_not_theirs(surgery: Organisation, choir: Organisation) -> None:
    with pytest.raises(NotAllowed):
        register(NewPerson(given_names="A"), choir, a_link_worker(surgery))


def test_a_likely_duplicate_is_shown_before_saving(surgery: Organisation, lin: Actor) -> None:
    there = a_person(surgery, nhs_number=NHS_NUMBER)
    new = NewPerson(given_names="Aminah", family_name="Khan", nhs_number=NHS_NUMBER)
    with pytest.raises(LooksLikeSomebody) as refused:
        register(new, surgery, lin)
    (found,) = refused.value.found
    assert (found.person_id, found.name, found.birth_date) == (there.id, "Amina Khan", date(1958, 3, 12))
    assert "The same NHS number" in found.reasons
    assert register(new, surgery, lin, is_somebody_else=True).id != there.id


def test_a_duplicate_that_may_not_be_seen_is_told_without_particulars(surgery: Organisation) -> None:
    a_person(surgery, nhs_number=NHS_NUMBER, way="mobile", contact="07700 900982")
    council = an_organisation("Council", "council")
    new = NewPerson(
        given_names="Amina", family_name="Khan", nhs_number=NHS_NUMBER, way="mobile", contact="07700 900982"
    )
    with pytest.raises(LooksLikeSomebody) as refused:
        register(new, council, a_link_worker(council))
    (found,) = refused.value.found
    assert (found.person_id, found.name, found.birth_date, found.nhs_number, found.place) == (None, "", None, "", "")
    assert set(found.reasons) == {"The same NHS number", "The same name"}


def test_a_stranger_learns_nothing_by_guessing_a_family_name(surgery: Organisation) -> None:
    a_person(surgery)
    council = an_organisation("Council", "council")
    guess = NewPerson(given_names="Aminah", family_name="Khan", birth_date=date(1958, 3, 12))
    assert register(guess, council, a_link_worker(council)).family_name == "Khan"


def test_a_correction_keeps_the_version_before_and_its_reason(surgery: Organisation, lin: Actor, amina: Person) -> None:
    correction = Correction(
        {"family_name": "Khan-Ahmed", "birth_date": date(1958, 3, 21)}, why="She showed her passport"
    )
    version = correct_particulars(person_id=amina.id, version=1, correction=correction, by=lin, at=NOW)
    assert version == 2
    first, second = PersonVersion.objects.filter(person=amina).order_by("number")
    assert (first.content["family_name"], first.content["birth_date"]) == ("Khan", "12 March 1958")
    assert (second.content["birth_date"], second.why) == ("21 March 1958", "She showed her passport")
    assert [row.id for row in search_people("ahmed", by=lin, at=NOW).rows] == [amina.id]
    assert CareRelationship.objects.get(person=amina).search_name == "khan ahmed amina"


def test_nothing_changed_is_no_version(lin: Actor, amina: Person) -> None:
    same = Correction({"family_name": "Khan", "birth_date": date(1958, 3, 12)})
    assert correct_particulars(person_id=amina.id, version=1, correction=same, by=lin, at=NOW) == 1


def test_the_second_of_two_editors_is_told_and_sees_both(lin: Actor, amina: Person, herself: Actor) -> None:
    first = Correction({"preferred_name": "Mina"})
    correct_particulars(person_id=amina.id, version=1, correction=first, by=herself, at=NOW)
    second = Correction({"preferred_name": "Minnie"}, why="She said so")
    with pytest.raises(EditConflict) as conflict:
        correct_particulars(person_id=amina.id, version=1, correction=second, by=lin, at=NOW + timedelta(minutes=1))
    assert (conflict.value.mine, conflict.value.theirs) == (
        {"Likes to be called": "Minnie"},
        {"Likes to be called": "Mina"},
    )
    assert conflict.value.changed_by == "Amina Khan"


def test_the_person_says_what_they_are_called_but_not_their_number(amina: Person, herself: Actor) -> None:
    own = Correction({"given_names": "Amina Noor", "language": "ur"})
    assert correct_particulars(person_id=amina.id, version=1, correction=own, by=herself, at=NOW) == 2
    number = Correction({"nhs_number": NHS_NUMBER})
    with pytest.raises(NotAllowed):
        correct_particulars(person_id=amina.id, version=2, correction=number, by=herself, at=NOW)


def test_staff_say_why_and_strangers_find_nothing(surgery: Organisation, lin: Actor, amina: Person) -> None:
    silent = Correction({"nhs_number": OTHER_NHS_NUMBER})
    with pytest.raises(Refused) as refused:
        correct_particulars(person_id=amina.id, version=1, correction=silent, by=lin, at=NOW)
    assert refused.value.reasons[0].code == "why.missing"
    elsewhere = a_link_worker(an_organisation("Elsewhere"))
    with pytest.raises(NotFound):
        correct_particulars(person_id=amina.id, version=1, correction=Correction({}), by=elsewhere, at=NOW)
