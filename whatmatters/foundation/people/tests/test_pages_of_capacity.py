"""Pages of capacity and of wishes in advance, and of a carer's own record, through the real client and middleware."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.errors import NotFound, Refused
from whatmatters.foundation.people.models import CapacityRecord, CircleMember, Organisation, Person, PowerOfAttorney
from whatmatters.foundation.people.queries.circle import get_circle_page
from whatmatters.foundation.people.sections import Section
from whatmatters.foundation.people.services.circle import (
    Member,
    add_circle_member,
    change_circle_member,
    link_own_record,
)
from whatmatters.foundation.people.services.hiding import hide_circle_notes_from_person
from whatmatters.foundation.people.services.proxies import Grant, grant_proxy_access

from .browsing import NASTY, SignedIn, get, post
from .world import NOW, a_person, an_organisation, the_person

ASSESSED = {
    "decision": "Whether to move",
    "finding": "lacks",
    "reasons": "Cannot keep it in mind",
    "assessor_name": "Dr Oyelaran",
    "assessed_on-day": "1",
    "assessed_on-month": "11",
    "assessed_on-year": "2026",
}
WHOLE = {"how_supported": "Pictures", "best_interests": "Home " + NASTY, "who_was_asked": "Her son"}


def test_an_assessment_is_written_and_kept_from_the_person(staff: Client, own: Client, amina: Person) -> None:
    get(staff, "capacity_new", amina.id)
    again = post(staff, "capacity_new", amina.id, status=422, **ASSESSED).content.decode()
    assert "what is in the person’s best interests" in again.replace("&#39;", "’").replace("person's", "person’s")
    assert "Cannot keep it in mind" in again
    post(staff, "capacity_new", amina.id, **ASSESSED, **WHOLE)
    row = CapacityRecord.objects.get()
    page = get(own, "capacity", amina.id)
    assert "Whether to move" in page
    assert "<script>alert" not in page
    get(own, "capacity_new", amina.id, status=403)
    get(own, "capacity_hide", amina.id, row.id, status=404)
    post(staff, "capacity_hide", amina.id, row.id, status=422, why="")
    post(staff, "capacity_hide", amina.id, row.id, why="Her son told us")
    assert "Whether to move" not in get(own, "capacity", amina.id)
    assert "Her son told us" in get(staff, "capacity", amina.id)
    assert "Her son told us" not in get(own, "who_looked", amina.id)
    post(staff, "capacity_show", amina.id, row.id)
    assert "Whether to move" in get(own, "capacity", amina.id)


def test_under_16_the_words_are_of_gillick_competence(staff: Client, surgery: Organisation) -> None:
    young = a_person(surgery, birth_date=date(2016, 1, 1))
    page = get(staff, "capacity_new", young.id)
    assert "Gillick competence" in page
    assert "parental responsibility" in page
    assert "in their best interests" not in page
    assert "parental responsibility" in get(staff, "capacity", young.id)


def test_the_three_kinds_are_written_on_three_forms(own: Client, staff: Client, amina: Person) -> None:
    assert reverse("people:wishes", args=[amina.id]) in get(own, "person", amina.id)
    for name in ("statement_new", "refusal_new", "power_new"):
        get(own, name, amina.id)
        post(own, name, amina.id, status=422)
    post(own, "statement_new", amina.id, words="My cat comes with me")
    post(staff, "refusal_new", amina.id, treatment="A tube", circumstances="always", is_life_sustaining="yes")
    post(staff, "power_new", amina.id, attorney_name="Noor", scope="property", is_registered="on", acts="")
    page = get(own, "wishes", amina.id)
    assert page.index("My cat comes with me") < page.index("A tube") < page.index("Noor")
    assert "It must be signed by a witness." in page
    assert "Only one for health and welfare lets somebody act here." in page
    power = PowerOfAttorney.objects.get()
    post(own, "power_end", amina.id, power.id)
    power.refresh_from_db()
    assert power.ended_at
    assert "It ended on" in get(own, "wishes", amina.id)


def test_whoever_may_not_see_decisions_has_no_link_and_no_page(
    signed_in: SignedIn, surgery: Organisation, amina: Person
) -> None:
    money = signed_in("Mo Ney", posts=[(Role.BUDGET_OFFICER, surgery.id)])
    page = get(money, "person", amina.id)
    for name in ("wishes", "capacity"):
        assert reverse(f"people:{name}", args=[amina.id]) not in page
        get(money, name, amina.id, status=404)


# --- the circle: a carer's own record, and notes that are kept from the person


def test_a_carer_has_a_record_of_their_own_and_it_is_linked(
    staff: Client, own: Client, amina: Person, surgery: Organisation
) -> None:
    carer = a_person(surgery, given_names="Noor", family_name="Ahmed")
    post(own, "member_new", amina.id, name="Noor", relationship="Sister", what=["is_carer"])
    member = CircleMember.objects.get()
    found = get(staff, "member_link", amina.id, member.id, q="noor ahmed")
    assert str(carer.id) in found
    post(staff, "member_link", amina.id, member.id, own_record_id=str(carer.id))
    assert reverse("people:person", args=[carer.id]) in get(staff, "circle", amina.id)
    assert reverse("people:person", args=[amina.id]) in get(staff, "circle", carer.id)
    assert reverse("people:person", args=[carer.id]) not in get(own, "circle", amina.id)
    get(own, "member_link", amina.id, member.id, status=404)
    post(own, "member_change", amina.id, member.id, name="Noor A", version="1", what=["is_carer"])
    member.refresh_from_db()
    assert (member.name, member.own_record_id) == ("Noor A", carer.id)
    post(staff, "member_link", amina.id, member.id)
    member.refresh_from_db()
    assert member.own_record_id is None


def test_the_link_is_read_back_only_by_those_who_may_see_both(
    amina: Person, herself: Actor, lin: Actor, surgery: Organisation
) -> None:
    carer = a_person(surgery, given_names="Noor")
    noor = the_person(carer)
    member_id = add_circle_member(person_id=amina.id, member=Member("Noor"), by=lin, at=NOW)
    stranger = a_person(an_organisation("Elsewhere", "trust"))
    with pytest.raises(NotFound):
        link_own_record(member_id=member_id, own_record_id=stranger.id, by=lin, at=NOW)
    with pytest.raises(Refused):
        link_own_record(member_id=member_id, own_record_id=amina.id, by=lin, at=NOW)
    link_own_record(member_id=member_id, own_record_id=carer.id, by=lin, at=NOW)
    assert get_circle_page(carer.id, by=noor, at=NOW).circles_of == ()
    assert [one.person_id for one in get_circle_page(carer.id, by=lin, at=NOW).circles_of] == [amina.id]
    grant = Grant(noor.id, "Noor", "Sister", [Section.CIRCLE])
    grant_proxy_access(person_id=amina.id, grant=grant, by=herself, at=NOW)
    assert [one.person_id for one in get_circle_page(carer.id, by=noor, at=NOW).circles_of] == [amina.id]


def test_notes_about_somebody_are_kept_from_the_person_and_not_lost_when_they_edit(
    amina: Person, herself: Actor, lin: Actor
) -> None:
    third = Member("Gareth", how_they_help="He told us that he cannot go on")
    member_id = add_circle_member(person_id=amina.id, member=third, by=lin, at=NOW)
    hide_circle_notes_from_person(member_id=member_id, why="Gareth’s own words", by=lin, at=NOW)

    def notes(by: Actor) -> list[tuple[str, str]]:
        return [(one.how_they_help, one.hidden_why) for one in get_circle_page(amina.id, by=by, at=NOW).members]

    assert notes(herself) == [("", "")]
    assert notes(lin) == [("He told us that he cannot go on", "Gareth’s own words")]
    change_circle_member(member_id=member_id, version=1, member=Member("Gareth P"), by=herself, at=NOW)
    assert notes(lin) == [("He told us that he cannot go on", "Gareth’s own words")]


def test_notes_are_kept_and_shown_by_page(staff: Client, own: Client, amina: Person) -> None:
    post(staff, "member_new", amina.id, name="Gareth", how_they_help="Cannot go on")
    member = CircleMember.objects.get()
    get(own, "member_hide", amina.id, member.id, status=404)
    get(staff, "member_hide", amina.id, member.id)
    post(staff, "member_hide", amina.id, member.id, why="His own words")
    assert "Cannot go on" not in get(own, "circle", amina.id)
    assert "Cannot go on" not in get(own, "member_change", amina.id, member.id)
    assert "Cannot go on" in get(staff, "circle", amina.id)
    post(staff, "member_show", amina.id, member.id)
    assert "Cannot go on" in get(own, "circle", amina.id)
