"""Pages of who somebody is and what they say, through the real client and middleware."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse

from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.people.models import (
    AboutMeEntry,
    ContactPoint,
    Organisation,
    Person,
)

from .browsing import NASTY, SignedIn, get, post
from .test_about_me import a_picture, a_sound
from .world import NHS_NUMBER, a_person, an_organisation


def test_somebody_is_registered_and_found(staff: Client, surgery: Organisation) -> None:
    get(staff, "register")
    typed = {
        "given_names": "Zofia",
        "family_name": "Łuszcz",
        "birth_date-day": "1",
        "birth_date-month": "February",
        "birth_date-year": "1961",
        "nhs_number": "999 000 0018",
        "way": "letter",
        "address": "Flat 2\n4 River Lane\nWexcombe zz9 9aa",
        "organisation_id": str(surgery.id),
    }
    response = post(staff, "register", **typed)
    person = Person.objects.get(nhs_number=NHS_NUMBER)
    assert response.headers["Location"] == reverse("people:person", args=[person.id])
    assert person.addresses.get().postcode == "ZZ9 9AA"
    page = get(staff, "person", person.id)
    assert "Zofia Łuszcz" in page
    assert "1 February 1961" in page
    assert "Zofia" in get(staff, "search", q="luszcz")
    assert "Zofia" in get(staff, "list")


def test_a_form_posted_twice_registers_once(staff: Client, surgery: Organisation) -> None:
    typed = {"given_names": "Once", "way": "none", "organisation_id": str(surgery.id), "posting": "token-1"}
    first, second = post(staff, "register", **typed), post(staff, "register", **typed)
    assert first.headers["Location"] == second.headers["Location"]
    assert Person.objects.filter(given_names="Once").count() == 1


def test_a_wrong_answer_keeps_what_was_typed(staff: Client, surgery: Organisation) -> None:
    typed = {"given_names": NASTY, "nhs_number": "0000000000", "way": "email", "email": "x"}
    page = post(staff, "register", status=422, organisation_id=str(surgery.id), **typed).content.decode()
    assert "There is a problem" in page
    assert "That is not a real NHS number" in page
    assert "Write an email address" in page
    assert NASTY not in page
    assert "&lt;script&gt;" in page


def test_likely_duplicates_stand_side_by_side_before_saving(staff: Client, surgery: Organisation) -> None:
    a_person(surgery, nhs_number=NHS_NUMBER)
    typed = {"given_names": "Aminah", "family_name": "Khan", "nhs_number": NHS_NUMBER, "way": "none"}
    typed |= {"organisation_id": str(surgery.id)}
    page = post(staff, "register", status=422, **typed).content.decode()
    assert "Is it one of these?" in page
    assert "The same NHS number" in page
    assert Person.objects.count() == 1
    post(staff, "register", is_somebody_else="on", **typed)
    assert Person.objects.count() == 2
    assert "Aminah" in get(staff, "duplicates")


def test_the_same_page_speaks_to_the_person_and_of_them(staff: Client, own: Client, amina: Person) -> None:
    mine, theirs = get(own, "person", amina.id), get(staff, "person", amina.id)
    assert "My page" in mine
    assert "Who looked at my record" in mine
    assert "About Amina" in theirs
    assert "Who looked" not in theirs
    assert "What is missing" in theirs
    assert get(own, "mine", status=302) == ""


def test_what_is_not_permitted_is_simply_not_there(signed_in: SignedIn, surgery: Organisation, amina: Person) -> None:
    officer = signed_in("Bo", posts=[(Role.BUDGET_OFFICER, surgery.id)])
    page = get(officer, "person", amina.id)
    assert "How to communicate" in page
    for hidden in ("About me", "Circle of support", "Health conditions"):
        assert hidden not in page
    for name in ("circle", "who_looked"):
        get(officer, name, amina.id, status=404)
    get(officer, "about_me", amina.id, "also", status=404)
    administrator = signed_in("Ad", posts=[(Role.ADMINISTRATOR, surgery.id)])
    for name in ("person", "contacts", "communication", "consent", "appointments", "particulars", "record"):
        get(administrator, name, amina.id, status=404)


def test_everybody_else_is_asked_to_sign_in(amina: Person) -> None:
    response = Client().get(reverse("people:person", args=[amina.id]))
    assert response.status_code == 302
    assert "sign-in" in response.headers["Location"]


def test_particulars_are_corrected_with_a_reason(staff: Client, own: Client, amina: Person) -> None:
    get(staff, "particulars", amina.id)
    typed = {"given_names": "Amina", "family_name": "Ahmed", "version": "1", "birth_date-day": "12"}
    typed |= {"birth_date-month": "3", "birth_date-year": "1958"}
    post(staff, "particulars", amina.id, status=422, **typed)
    post(staff, "particulars", amina.id, why="Married", **typed)
    assert "Married" in get(own, "particulars", amina.id)
    assert Person.objects.get(pk=amina.id).family_name == "Ahmed"
    late = post(own, "particulars", amina.id, status=422, given_names="Mina", family_name="Khan", version="1")
    page = late.content.decode()
    assert "Lin Ker changed this while you were writing" in page
    assert "Mina" in page


def test_ways_to_reach_are_added_changed_and_ended(staff: Client, amina: Person) -> None:
    post(staff, "contact_new", amina.id, kind="mobile", value="07700 900982", is_safe="yes")
    point = ContactPoint.objects.get()
    get(staff, "contact_change", amina.id, point.pk)
    post(staff, "contact_change", amina.id, point.pk, kind="mobile", value="07700 900983", is_safe="no", note="His")
    assert "Not safe: do not use" in get(staff, "contacts", amina.id)
    newest = ContactPoint.objects.get(ends_before=None)
    post(staff, "contact_end", amina.id, newest.pk)
    post(staff, "address", amina.id, address="The refuge", is_secret="on")
    assert "Secret" in get(staff, "contacts", amina.id)


def test_about_me_is_written_answered_compared_and_restored(staff: Client, own: Client, amina: Person) -> None:
    heading = "most-important"
    post(own, "about_me_write", amina.id, heading, text=f"My garden {NASTY}", based_on="0")
    assert NASTY not in get(own, "person", amina.id)
    post(staff, "about_me_write", amina.id, heading, status=422, text="Her garden", based_on="1")
    post(staff, "about_me_write", amina.id, heading, text="My allotment", supported_by="Lin Ker", based_on="1")
    page = get(own, "about_me", amina.id, heading)
    assert "Written with you by Lin Ker" in page
    assert "That is not what I said" in page
    entry = AboutMeEntry.objects.get(number=2)
    post(own, "about_me_answer", amina.id, heading, entry.id, status=422)
    post(own, "about_me_answer", amina.id, heading, entry.id, answer="not-right", in_words="My garden")
    assert "“My garden”" in get(staff, "about_me", amina.id, heading)
    get(staff, "about_me_compare", amina.id, heading, older="1", newer="2")
    get(staff, "about_me_compare", amina.id, heading, older="x", newer="2", status=404)
    post(own, "about_me_restore", amina.id, heading, 1, 2)
    post(own, "about_me_take_back", amina.id, heading, 3)
    assert "Nothing is written here yet" in get(staff, "about_me", amina.id, heading)
    late = post(own, "about_me_write", amina.id, heading, status=422, text="Late words", based_on="1").content.decode()
    assert "Late words" in late


@pytest.mark.parametrize(
    ("content", "name", "kind"), [(a_picture(), "me.jpg", "image/jpeg"), (a_sound(), "me.wav", "audio/wav")]
)
def test_sounds_and_pictures_are_given_out_after_a_check(
    staff: Client, own: Client, signed_in: SignedIn, amina: Person, content: bytes, name: str, kind: str
) -> None:
    upload = io.BytesIO(content)
    upload.name = name
    post(own, "about_me_write", amina.id, "people", text="", file=upload, based_on="0", supported_by="")
    entry = AboutMeEntry.objects.get()
    response = staff.get(reverse("people:media", args=[amina.id, entry.id]))
    assert (response.status_code, response.headers["Content-Type"]) == (200, kind)
    assert response.headers["Content-Disposition"].startswith('inline; filename="about-me.')
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert len(b"".join(response.streaming_content)) > 100
    stranger = signed_in("X", posts=[(Role.CLINICIAN, an_organisation("Elsewhere").id)])
    assert stranger.get(reverse("people:media", args=[amina.id, entry.id])).status_code == 404
    assert "about-me/media" in get(staff, "person", amina.id)


def test_a_file_that_is_no_sound_nor_picture_is_refused(own: Client, amina: Person) -> None:
    upload = io.BytesIO(b"MZ\x90" + b"\0" * 400)
    upload.name = "holiday.jpg"
    page = post(own, "about_me_write", amina.id, "people", status=422, text="Kept words", file=upload, based_on="0")
    assert "not a sound or a picture" in page.content.decode()
    assert "Kept words" in page.content.decode()


def test_the_six_steps_are_written_and_shown(staff: Client, amina: Person) -> None:
    assert "Nobody has asked yet" in get(staff, "communication", amina.id)
    typed = {"in_words": "Face me", "support": ["language-interpreter"], "show_alert": "on", "based_on": "0"}
    post(staff, "communication_write", amina.id, status=422, **typed)
    post(staff, "communication_write", amina.id, interpreter_language="Urdu", formats=["large-print"], **typed)
    for name in ("person", "communication", "circle", "consent", "contacts", "appointments"):
        assert "Face me. Interpreter of a spoken language. Large print." in get(staff, name, amina.id)
    get(staff, "communication_write", amina.id)
