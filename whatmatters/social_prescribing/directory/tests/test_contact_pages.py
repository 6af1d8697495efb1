"""The pages behind a link to a listing's contact: looking changes nothing, a button does, and a link works once."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from whatmatters.foundation.kernel.clock import day_of, now
from whatmatters.foundation.messages.models import Message

from ..jobs import ask_contacts as ask_contacts_job
from ..models import Listing, ListingVersion, Postcode
from ..rules.needs import need_labels
from ..services.listings import move_listing
from ..services.reports import report_listing
from .filled_in import filled_in
from .listed import EMAIL, KEEPER, a_listing, link_to, path_in

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=300)
PAGES = ("contact", "contact-change", "contact-close")


@pytest.fixture
def choir() -> Listing:
    """A listing that was assured long ago, with everything that the form asks."""
    return a_listing(
        at=now() - LONG_AGO,
        organisation="Harbourside Singers",
        phone="0161 496 0000",
        place="St Mark’s Hall",
        address="4 Quay Street",
        town="Harbourside",
        postcode="TS1 1AA",
        latitude=54.5,
        longitude=-1.2,
        weekdays=(0, 2),
        opens_at="10:30",
        closes_at="12:00",
        languages=("English", "Urdu"),
        needs=("loneliness",),
        terms=need_labels(),
    )


def today():
    return day_of(now())


def test_from_the_job_to_the_answer(client, choir, mail_server, work):
    """A mail program opens the link first; the contact presses the button; a second person comes too late."""
    ask_contacts_job.call()
    work()
    (question,) = mail_server.received
    assert question["To"] == EMAIL
    assert question["Subject"] == "Is what our directory says about you still right?"
    link = path_in(question)

    for method in (client.get, client.head, client.get, client.options):
        assert not method(link).cookies
    choir.refresh_from_db()
    assert choir.times_asked == 1, "looking changes nothing"
    assert choir.version == 1
    page = client.get(link).content.decode()
    for words in ("Harbourside Choir", "St Mark’s Hall", "Yes, all of it is right", 'name="robots" content="noindex"'):
        assert words in page
    assert "csrf" not in page

    robot = Client(enforce_csrf_checks=True)
    done = robot.post(link, {"posting": "p1"})
    assert (done.status_code, done.headers["Location"]) == (302, "/listing/thanks/confirmed/")
    assert robot.post(link, {"posting": "p1"}).headers["Location"] == "/listing/thanks/confirmed/", "pressed twice"
    assert "Thank you for confirming" in client.get("/listing/thanks/confirmed/").content.decode()
    choir.refresh_from_db()
    assert (choir.assured_on, choir.times_asked, choir.changed_by) == (today(), 0, f"contact:{choir.id}")
    assert ListingVersion.objects.get(listing=choir, number=2).change == "confirmed by its contact"
    work()
    assert len(mail_server.received) == 1

    for again in (client.get(link), client.post(link, {"posting": "p2"}), client.post(f"{link}ended/")):
        assert again.status_code == 410
        assert "This link has ended" in again.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_look_by_a_robot_changes_nothing(client, choir, page):
    before = Listing.objects.values().get(pk=choir.pk)
    link = link_to(choir, today(), page)
    assert client.get(link).status_code == client.head(link).status_code == 200
    assert Listing.objects.values().get(pk=choir.pk) == before
    assert "no-store" in client.get(link).headers["Cache-Control"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("link_of", "forge", "status"),
    [
        (timedelta(days=-89), None, 200),
        (timedelta(days=-90), None, 410),
        (timedelta(), lambda token: token[:-1] + ("a" if token[-1] != "a" else "b"), 410),
        (timedelta(), lambda token: token[:50], 410),
        (timedelta(), lambda token: token.replace("-", "-9", 1), 410),
        (timedelta(), lambda token: uuid4().hex + token[32:], 410),
        (timedelta(), lambda _token: "nothing", 404),
        (timedelta(), lambda token: token[:20], 404),
        (timedelta(), lambda _token: "%00~é", 404),
    ],
)
def test_which_links_open(client, choir, page, link_of, forge, status):
    link = link_to(choir, today() + link_of, page)
    if forge:
        token = link.split("/")[2]
        link = reverse(f"directory:{page}", args=[forge(token)])
    for answer in (client.get(link), client.head(link)):
        assert answer.status_code == status
    if status != 200:
        assert client.post(link, {"name": "Nobody"}).status_code == status
        choir.refresh_from_db()
        assert choir.version == 1


@pytest.mark.parametrize("move", ["withdraw", "keep_private"])
def test_a_stewards_word_comes_before_the_contacts(client, choir, move):
    link = link_to(choir, today())
    move_listing(listing_id=choir.id, move=move, why="A double.", by=KEEPER, at=now())
    answer = client.get(link)
    assert answer.status_code == (410 if move == "withdraw" else 200)
    assert "/wrong/" not in answer.content.decode(), "there is no such page of a refuge"


def test_what_was_typed_into_an_ended_link_can_be_copied(client, choir):
    link = link_to(choir, today(), "contact-change")
    typed = filled_in(client, link) | {"description": "We sing sea shanties now."}
    client.post(link_to(choir, today()))
    answer = client.post(link, typed)
    assert answer.status_code == 410
    assert "We sing sea shanties now." in answer.content.decode()


def test_saving_without_a_change_changes_nothing_but_the_day(client, choir):
    before = dict(choir.document)
    link = link_to(choir, today(), "contact-change")
    answer = client.post(link, filled_in(client, link))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/listing/thanks/changed/")
    choir.refresh_from_db()
    assert choir.document == before | {"assured_date": today().isoformat()}


def test_a_correction(client, choir):
    link = link_to(choir, today(), "contact-change")
    typed = filled_in(client, link) | {
        "name": "Harbourside Community Choir",
        "weekdays": ["4"],
        "opens_at": "2:30pm",
        "closes_at": "4pm",
        "languages": "English, Polish,",
        "minimum_age": "50",
        "needs": [],
    }
    assert client.post(link, typed).status_code == 302
    choir.refresh_from_db()
    document = choir.document
    assert choir.name == document["name"] == "Harbourside Community Choir"
    (schedule,) = document["schedules"]
    assert (schedule["byday"], schedule["opens_at"], schedule["closes_at"]) == ("FR", "14:30", "16:00")
    assert [language["name"] for language in document["languages"]] == ["English", "Polish"]
    assert document["minimum_age"] == 50
    assert document["attributes"] == []
    (place,) = document["service_at_locations"]
    assert place["location"]["latitude"] == 54.5, "the postcode is the same, so it is where it was"
    assert choir.assured_on == today()
    assert ListingVersion.objects.get(listing=choir, number=2).change == "corrected by its contact"
    assert "Harbourside Community Choir" in client.get(reverse("directory:listing", args=[choir.id])).content.decode()


@pytest.mark.parametrize(("typed", "latitude"), [("ts2 2bb", 54.6), ("TS3 3CC", None), ("ts11aa", 54.5)])
def test_a_new_postcode_is_a_new_place(client, choir, typed, latitude):
    Postcode.objects.create(postcode="TS2 2BB", latitude_millionths=54_600_000, longitude_millionths=-1_300_000)
    link = link_to(choir, today(), "contact-change")
    assert client.post(link, filled_in(client, link) | {"postcode": typed}).status_code == 302
    choir.refresh_from_db()
    assert choir.document["service_at_locations"][0]["location"].get("latitude") == latitude


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Enter the name of the group or service."),
        ({"description": " "}, "Say in a few words what people do there."),
        ({"postcode": "TS1"}, "Enter a whole postcode"),
        ({"website": "choir.example.org"}, "A web address begins with https://"),
        ({"minimum_age": "60", "maximum_age": "50"}, "The youngest age is above the oldest."),
        ({"minimum_age": "old"}, "Enter a whole number"),
        ({"opens_at": "quarter past"}, "Enter a time with am or pm"),
        ({"weekdays": []}, "Choose the days to which these times belong."),
        ({"weekdays": ["9"]}, "Choose from the answers on this page"),
        ({"email": "choir"}, "Enter an email address"),
        ({"needs": ["weather"]}, "Choose from the answers on this page"),
        ({"name": "x" * 201}, "Use 200 characters or fewer"),
        ({"phone": "", "email": "", "website": "", "postcode": ""}, "Give one way to reach it"),
    ],
)
def test_bad_input_keeps_what_was_typed(client, choir, wrong, said):
    link = link_to(choir, today(), "contact-change")
    typed = filled_in(client, link) | {"how_to_join": "Ring Mina first"} | wrong
    answer = client.post(link, typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "There is a problem" in page
    assert said in page
    assert "Ring Mina first" in page
    choir.refresh_from_db()
    assert choir.version == 1
    assert client.get(link).status_code == 200, "the link was not used up"


def test_an_empty_form_is_refused_not_saved(client, choir):
    assert client.post(link_to(choir, today(), "contact-change"), {"posting": "p"}).status_code == 422


def test_what_the_form_leaves_alone_is_said(client, choir):
    choir.document["schedules"].append({"id": "s", "freq": "MONTHLY", "byday": "2TU"})
    choir.save()
    page = client.get(link_to(choir, today(), "contact-change")).content.decode()
    assert "What it does not hold stays as it is" in page
    assert "second" in page


def test_closing(client, choir):
    link = link_to(choir, today(), "contact-close")
    assert "Yes, it has ended" in client.get(link).content.decode()
    listing = reverse("directory:listing", args=[choir.id])
    assert client.get(listing).status_code == 200
    assert client.post(link, {"posting": "p"}).headers["Location"] == "/listing/thanks/closed/"
    choir.refresh_from_db()
    assert (choir.state, choir.state_note) == ("withdrawn", "Its contact says that it has ended.")
    assert client.get(listing).status_code == 404
    assert client.get(link).status_code == 410
    assert client.post(link, {"posting": "p"}).headers["Location"] == "/listing/thanks/closed/"


def test_what_people_said_is_wrong_is_shown_to_the_contact(client, choir):
    words = "It is <b>on Fridays</b> now"
    report_listing(listing_id=choir.id, what="time", words=words, by=KEEPER, at=now())
    for name in ("contact", "contact-change"):
        page = client.get(link_to(choir, today(), name)).content.decode()
        assert "The day or the time is wrong" in page
        assert "It is &lt;b&gt;on Fridays&lt;/b&gt; now" in page


def test_a_new_link_by_the_form_of_the_ended_page(client, choir, mail_server, work):
    old = link_to(choir, today() - timedelta(days=200))
    ended = client.get(old)
    assert ended.status_code == 410
    (form,) = re.findall(r'action="(/listing/[^"]+/new-link/)"', ended.content.decode())
    for email in ("else@example.org", EMAIL, EMAIL):
        answer = client.post(form, {"email": email, "posting": f"p-{uuid4()}"})
        assert (answer.status_code, answer.headers["Location"]) == (302, "/listing/thanks/asked/")
        assert not answer.cookies
    assert Message.objects.count() == 1
    work()
    (sent,) = mail_server.received
    assert client.get(path_in(sent)).status_code == 200
    assert client.post(path_in(sent)).status_code == 302


def test_a_new_link_needs_an_address(client, choir):
    form = reverse("directory:contact-new-link", args=["nothing"])
    assert client.get(form).status_code == 200
    for email in ("", "choir", "a@example.org\nBcc: b@example.org"):
        answer = client.post(form, {"email": email})
        assert answer.status_code == 422
    assert client.post(form, {"email": EMAIL}).headers["Location"] == "/listing/thanks/asked/", "the same, always"
    assert not Message.objects.exists()


def test_thanks_for_nothing_we_know_is_not_there(client):
    for what in ("confirmed", "changed", "closed", "asked"):
        assert client.get(f"/listing/thanks/{what}/").status_code == 200
    assert client.get("/listing/thanks/everything/").status_code == 404
