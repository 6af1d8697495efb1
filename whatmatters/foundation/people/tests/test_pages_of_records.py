"""Pages of the circle, consent, appointments and what happens to a record, through the real client and middleware."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.test import Client
from django.urls import reverse

from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.people.models import (
    Appointment,
    CareRelationship,
    CircleMember,
    Consent,
    Organisation,
    Person,
)
from whatmatters.foundation.people.services.merging import merge_people

from .browsing import SignedIn, get, post
from .world import NHS_NUMBER, NOW, SYSTEM, a_person, an_organisation


def test_the_circle_is_edited(staff: Client, own: Client, amina: Person) -> None:
    post(own, "member_new", amina.id, name="Noor", what=["is_carer", "is_emergency_contact"])
    member = CircleMember.objects.get()
    get(staff, "member_change", amina.id, member.id)
    post(staff, "member_change", amina.id, member.id, name="Noor Ahmed", version="1", what=["is_carer"])
    late = post(own, "member_change", amina.id, member.id, status=422, name="Nora", version="1")
    assert "Noor Ahmed" in late.content.decode()
    post(own, "member_remove", amina.id, member.id)
    assert "Nobody is written down yet" in get(staff, "circle", amina.id)


def test_consent_is_given_and_taken_back_in_sentences(
    own: Client, staff: Client, signed_in: SignedIn, amina: Person, choir: Organisation
) -> None:
    singer = signed_in("Si", posts=[(Role.LINK_WORKER, choir.id)])
    get(singer, "person", amina.id, status=404)
    get(own, "consent_new", amina.id)
    typed = {"purpose": "sharing", "organisation_id": str(choir.id), "decision": "given"}
    post(own, "consent_new", amina.id, status=422, **typed)
    last_day = {"last_day-day": "30", "last_day-month": "11", "last_day-year": "2099"}
    post(own, "consent_new", amina.id, sections=["identity", "plan"], **typed, **last_day)
    assert "Riverside Choir may see: name and birth date and my plan" in get(own, "consent", amina.id)
    get(singer, "person", amina.id)
    consent = Consent.objects.get()
    get(own, "consent_withdraw", amina.id, consent.id)
    post(own, "consent_withdraw", amina.id, consent.id)
    get(singer, "person", amina.id, status=404)
    post(staff, "consent_new", amina.id, status=422, **typed | {"decision": "withheld"})
    post(staff, "consent_new", amina.id, said_by="Amina, by phone", **typed | {"decision": "withheld"})


def test_care_is_taken_on_and_ended(staff: Client, amina: Person) -> None:
    held = CareRelationship.objects.get()
    post(staff, "take_on", amina.id, held.id, on="yes")
    assert "Works with: Lin Ker" in get(staff, "consent", amina.id)
    post(staff, "take_on", amina.id, held.id, on="no")
    get(staff, "care_end", amina.id, held.id)
    post(staff, "care_end", amina.id, held.id, why="Finished")
    get(staff, "person", amina.id, status=404)


def test_who_looked_is_for_the_person_alone(own: Client, staff: Client, amina: Person) -> None:
    get(staff, "person", amina.id)
    get(staff, "list")
    page = get(own, "who_looked", amina.id)
    assert "Lin Ker" in page
    assert "Social prescribing link worker, Riverside Surgery" in page
    assert "Your name appeared in a list" in page
    assert "How to communicate with me" in page
    get(staff, "who_looked", amina.id, status=404)


def test_somebody_known_elsewhere_comes_to_us_or_is_seen_in_an_emergency(
    signed_in: SignedIn, surgery: Organisation, choir: Organisation
) -> None:
    amina = a_person(surgery, nhs_number=NHS_NUMBER)
    hospital = an_organisation("Wexcombe Hospital", "trust")
    doctor = signed_in("Dr O", posts=[(Role.CLINICIAN, hospital.id)])
    page = get(doctor, "search", q="999 000 0018")
    assert "Somebody like this is known here" in page
    assert "Amina" not in page
    get(doctor, "emergency", amina.id)
    post(doctor, "emergency", amina.id, status=422, reason="look", organisation_id=str(hospital.id))
    post(doctor, "emergency", amina.id, reason="She cannot speak", organisation_id=str(hospital.id))
    assert "Opened in an emergency" in get(doctor, "person", amina.id)
    singer = signed_in("Si", posts=[(Role.LINK_WORKER, choir.id)])
    typed = {"purpose": "Tuesday group", "organisation_id": str(choir.id), "consent_said_by": "Amina, here"}
    get(singer, "join", amina.id)
    post(singer, "join", amina.id, status=422, text="999 000 0018 13/3/1958", **typed)
    post(singer, "join", amina.id, text="999 000 0018 12/3/1958", **typed)
    assert "About Amina" in get(singer, "person", amina.id)


def test_an_appointment_is_offered_booked_and_called_off(
    staff: Client, own: Client, amina: Person, surgery: Organisation
) -> None:
    soon = datetime.now(UTC) + timedelta(days=10)
    get(staff, "appointment_new", amina.id)
    day = {"day-day": str(soon.day), "day-month": str(soon.month), "day-year": str(soon.year)}
    typed = {"clock": "2:30pm", "minutes": "45", "how": "telephone", "organisation_id": str(surgery.id)} | day
    post(staff, "appointment_new", amina.id, **typed)
    meeting = Appointment.objects.get()
    assert "2:30pm" in get(own, "appointments", amina.id)
    get(own, "appointment_move", amina.id, meeting.id, "book")
    post(own, "appointment_move", amina.id, meeting.id, "book")
    post(own, "appointment_move", amina.id, meeting.id, "cancel", why="I am away")
    assert "I am away" in get(staff, "appointments", amina.id)
    get(own, "appointment_move", amina.id, meeting.id, "explode", status=404)


def test_a_death_is_recorded_with_respect_and_can_be_put_right(staff: Client, amina: Person) -> None:
    get(staff, "record", amina.id)
    get(staff, "died", amina.id)
    post(staff, "died", amina.id, told_by="Her daughter")
    assert "Amina has died" in get(staff, "person", amina.id)
    get(staff, "moved", amina.id, status=404)
    get(staff, "not_died", amina.id)
    post(staff, "not_died", amina.id, why="Another Amina Khan")
    post(staff, "moved", amina.id, why="To Leeds")
    post(staff, "returned", amina.id)
    assert Person.objects.get(pk=amina.id).state == "active"


def test_two_records_side_by_side_are_joined_and_parted(staff: Client, surgery: Organisation, amina: Person) -> None:
    other = a_person(surgery, nhs_number=NHS_NUMBER)
    get(staff, "side_by_side", amina.id, other.id)
    post(staff, "side_by_side", amina.id, other.id, status=200)
    post(staff, "side_by_side", amina.id, other.id, decision="keep-first")
    old = staff.get(reverse("people:person", args=[other.id]))
    assert (old.status_code, old.headers["Location"]) == (302, reverse("people:person", args=[amina.id]))
    page = get(staff, "record", amina.id)
    assert "Part them again" in page
    merge = Person.objects.get(pk=amina.id).merged_from.get()
    assert merge.id == other.id


def test_a_merge_is_undone_from_its_page(staff: Client, surgery: Organisation, amina: Person) -> None:
    other = a_person(surgery)
    merge_id = merge_people(kept_id=amina.id, joined_id=other.id, by=SYSTEM, at=NOW)
    get(staff, "merge_undo", merge_id)
    post(staff, "merge_undo", merge_id, why="Mother and daughter")
    get(staff, "person", other.id)
    post(staff, "side_by_side", amina.id, other.id, decision="not-the-same")
