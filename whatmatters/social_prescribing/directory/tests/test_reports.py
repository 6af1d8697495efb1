"""“This is wrong”: anybody says it, nothing about them is kept, the contact is told, and a steward answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from whatmatters.foundation.kernel.actor import STRANGER, Actor, Role
from whatmatters.foundation.kernel.clock import day_of, now
from whatmatters.foundation.kernel.errors import NotAllowed, NotFound, Refused
from whatmatters.foundation.kernel.models import AuditEvent
from whatmatters.foundation.messages.kinds import Later, Prepared, Stopped, StopReason
from whatmatters.foundation.messages.models import Message
from whatmatters.foundation.people.tests.world import an_organisation

from ..models import Listing, Report
from ..permissions import sign_contact_link
from ..queries.asking import prepare_report
from ..queries.reports import get_reports_page
from ..rules.reports import WHAT, report_reasons, tells_contact
from ..services.listings import confirm_by_link, move_listing
from ..services.reports import answer_report, report_listing
from .listed import EMAIL, KEEPER, a_listing, actor_with, path_in

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 10, 10, 0, tzinfo=UTC)
EDITOR = actor_with(Role.DIRECTORY_EDITOR)


@pytest.fixture
def choir() -> Listing:
    """A listing that was assured a month ago."""
    return a_listing(at=AT - timedelta(days=30))


def report(listing: Listing, at: datetime = AT, what: str = "time", words: str = "", by: Actor = STRANGER):
    return report_listing(listing_id=listing.id, what=what, words=words, by=by, at=at)


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, []),
        ({"what": "weather"}, ["report.what"]),
        ({"what": "other"}, ["report.words"]),
        ({"what": "other", "words": "Rude"}, []),
        ({"words": "x" * 1001}, ["report.words-long"]),
        ({"words": "x" * 1000}, []),
        ({"open_already": 19}, []),
        ({"open_already": 20}, ["report.known"]),
        ({"in_last_minute": 29}, []),
        ({"in_last_minute": 30}, ["report.busy"]),
        ({"open_already": 20, "in_last_minute": 30}, ["report.known"]),
    ],
)
def test_when_a_report_is_kept(given, codes):
    usual = {"what": "closed", "words": "", "open_already": 0, "in_last_minute": 0, "day": AT.date()}
    assert [reason.code for reason in report_reasons(**usual | given)] == codes


def test_how_often_a_contact_is_told():
    assert [tells_contact(earlier, AT.date()) for earlier in range(5)] == [True, True, True, False, False]


def test_from_the_form_to_the_contact_and_the_steward(client, mail_server, work, signed_in):
    choir = a_listing(at=now() - timedelta(days=30))
    form = reverse("directory:wrong", args=[choir.id])
    page = client.get(form)
    assert "We do not ask who you are" in page.content.decode()
    assert not page.cookies
    typed = {"what": "reach", "words": "Nobody\nanswers. See http://spam.example", "posting": "p"}
    done = Client(enforce_csrf_checks=True).post(form, typed)
    assert done.status_code == 302
    assert "We tell the group" in client.get(done.headers["Location"]).content.decode()
    kept = Report.objects.get()
    assert (kept.what, kept.words, kept.created_by, kept.created_by_name) == ("reach", typed["words"], "", "")
    assert AuditEvent.objects.get(action="said that a listing is wrong").actor_id == "reader"

    work()
    (sent,) = mail_server.received
    assert sent["To"] == EMAIL
    assert sent["Subject"] == "Somebody says that your page in our directory is wrong"
    words = sent.get_body(("plain",)).get_content()
    assert "What they chose: The telephone number or the link does not work." in words
    assert "spam" not in words, "nobody writes to a group through us"
    assert "Nobody<br>answers." in client.get(path_in(sent)).content.decode()
    assert client.post(path_in(sent)).status_code == 302

    editor = signed_in(posts=[(Role.DIRECTORY_EDITOR, an_organisation("Network").id)])
    page = editor.get("/directory/reports/").content.decode()
    assert "1 report waits" in page
    assert "Changed or confirmed since then by the contact of Harbourside Choir." in page
    answer = reverse("directory:answer-report", args=[kept.id])
    assert editor.get(answer).status_code == 405
    assert editor.post(answer, {"move": "put_right"}).headers["Location"] == "/directory/reports/"
    kept.refresh_from_db()
    assert (kept.state, kept.answered_by) == ("put-right", editor.actor.id)
    assert "Nobody has said that anything is wrong." in editor.get("/directory/reports/").content.decode()
    assert editor.post(answer, {"move": "find_right"}).status_code == 422, "it is answered already"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"words": "It was shut"}, "Choose an answer"),
        ({"what": "weather", "words": "It was shut"}, "Choose one of the answers on this page"),
        ({"what": "other", "words": ""}, "Say in a few words what is wrong."),
        ({"what": "closed", "words": "It was shut " * 100}, "Use 1000 characters or fewer"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(client, choir, typed, said):
    answer = client.post(reverse("directory:wrong", args=[choir.id]), typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert typed["words"] in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("what", [what for what in WHAT if what != "other"])
def test_a_choice_is_enough(client, choir, what):
    assert client.post(reverse("directory:wrong", args=[choir.id]), {"what": what}).status_code == 302


def test_sent_twice_it_is_kept_once(client, choir):
    for _ in range(2):
        client.post(reverse("directory:wrong", args=[choir.id]), {"what": "closed", "posting": "same"})
    assert Report.objects.count() == 1


def test_nobody_is_kept_even_when_signed_in(client, choir, signed_in):
    worker = signed_in("Ola Okoye", posts=[(Role.LINK_WORKER, an_organisation("Network").id)])
    worker.post(reverse("directory:wrong", args=[choir.id]), {"what": "closed"})
    assert Report.objects.get().created_by == ""
    assert not AuditEvent.objects.filter(actor_name="Ola Okoye", action__contains="wrong").exists()


def test_the_twenty_first_is_thanked_and_not_kept(client, choir):
    for number in range(20):
        report(choir, at=AT + timedelta(hours=number))
    answer = client.post(reverse("directory:wrong", args=[choir.id]), {"what": "closed", "words": "Shut since May"})
    assert answer.status_code == 422
    assert "Others have told us about this service too" in answer.content.decode()
    assert Report.objects.count() == 20
    answer_report(report_id=Report.objects.earliest("created_at").id, move="find_right", by=KEEPER, at=AT)
    assert client.post(reverse("directory:wrong", args=[choir.id]), {"what": "closed"}).status_code == 302


def test_a_flood_is_stopped():
    for number in range(30):
        report(a_listing(at=AT - timedelta(days=9), name=f"Group {number}"))
    late = a_listing(at=AT - timedelta(days=9))
    with pytest.raises(Refused):
        report(late)
    report(late, at=AT + timedelta(minutes=1))


def test_a_contact_gets_no_more_than_three_e_mails_a_day(choir):
    for number in range(6):
        report(choir, at=AT + timedelta(hours=number))
    assert Message.objects.filter(kind="directory.report").count() == 3
    report(choir, at=AT + timedelta(hours=30))
    assert Message.objects.filter(kind="directory.report").count() == 4


@pytest.mark.parametrize("state", ["withdrawn", "proposed", "gone", "private"])
def test_what_the_public_does_not_see_is_not_there(client, choir, state):
    Listing.objects.update(state=state)
    for name in ("wrong", "wrong-thanks"):
        assert client.get(reverse(f"directory:{name}", args=[choir.id])).status_code == 404
    assert client.post(reverse("directory:wrong", args=[choir.id]), {"what": "closed"}).status_code == 404
    with pytest.raises(NotFound):
        report_listing(listing_id=uuid4(), what="closed", by=STRANGER, at=AT)


def test_a_report_about_a_refuge_is_kept_and_nothing_is_sent(choir):
    Listing.objects.update(state="private")
    report(choir, by=actor_with(Role.LINK_WORKER))
    assert Report.objects.count() == 1
    assert not Message.objects.exists()


def test_without_an_address_only_stewards_hear_of_it(choir):
    Listing.objects.update(contact_email="")
    report(choir)
    assert not Message.objects.exists()
    assert get_reports_page(by=EDITOR).total == 1


def _asked(report_id, at: datetime = AT):
    return prepare_report({"report_id": report_id}, at)


def test_what_the_contact_is_told(choir):
    answer = _asked(report(choir, words="Rude"))
    assert isinstance(answer, Prepared)
    assert f"/listing/{sign_contact_link(choir.id, day_of(AT))}/" in answer.text
    assert f"/find/{choir.id}/wrong/" in answer.text
    assert "Rude" not in answer.text


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"state": "withdrawn"}, StopReason.GONE),
        ({"state": "private"}, StopReason.GONE),
        ({"contact_email": ""}, StopReason.GONE),
        ({"assured_on": day_of(AT) + timedelta(days=1)}, StopReason.SUPERSEDED),
    ],
)
def test_what_is_not_sent(choir, changes, reason):
    made = report(choir)
    Listing.objects.update(**changes)
    assert _asked(made) == Stopped(reason)


def test_what_was_answered_is_not_sent(choir):
    assert _asked(uuid4()) == Stopped(StopReason.GONE)
    made = report(choir)
    answer_report(report_id=made, move="find_right", by=EDITOR, at=AT)
    assert _asked(made) == Stopped(StopReason.GONE)


def test_a_report_on_the_day_of_an_answer_waits_for_a_link_that_works(choir):
    """Confirmed in the morning, reported at ten: the contact hears tomorrow, by a link that opens."""
    token = sign_contact_link(choir.id, day_of(AT))
    confirm_by_link(token=token, at=AT - timedelta(hours=2))
    made = report(choir)
    later = _asked(made)
    assert later == Later(datetime(2026, 6, 11, 7, 0, tzinfo=UTC))
    assert isinstance(_asked(made, later.until), Prepared)


def test_what_the_contact_put_right_meanwhile_is_not_sent(choir):
    made = report(choir)
    confirm_by_link(token=sign_contact_link(choir.id, day_of(AT)), at=AT + timedelta(hours=1))
    assert _asked(made, AT + timedelta(hours=2)) == Stopped(StopReason.SUPERSEDED)


def test_who_may_answer(choir):
    made = report(choir)
    for by in (STRANGER, actor_with(Role.LINK_WORKER), actor_with(Role.ANALYST)):
        with pytest.raises(NotAllowed):
            answer_report(report_id=made, move="put_right", by=by, at=AT)
        with pytest.raises(NotAllowed):
            get_reports_page(by=by)
    with pytest.raises(NotFound):
        answer_report(report_id=uuid4(), move="put_right", by=EDITOR, at=AT)
    for move in ("", "withdraw", "new"):
        with pytest.raises(Refused):
            answer_report(report_id=made, move=move, by=EDITOR, at=AT)
    answer_report(report_id=made, move="find_right", by=actor_with(Role.ADMINISTRATOR), at=AT)
    assert Report.objects.get().state == "found-right"


def test_pages_of_reports_the_longest_waiting_first(choir, django_assert_num_queries):
    for number in range(30):
        listing = a_listing(at=AT - timedelta(days=9), name=f"Group {number:02d}")
        report(listing, at=AT + timedelta(hours=number))
    with django_assert_num_queries(2):
        first = get_reports_page(by=EDITOR)
    assert (first.total, first.number, first.pages, len(first.rows)) == (30, 1, 2, 25)
    assert first.rows[0].name == "Group 00"
    assert not first.rows[0].has_changed
    assert [row.name for row in get_reports_page(by=EDITOR, number=2).rows][-1] == "Group 29"
    assert get_reports_page(by=EDITOR, number=99).number == 2


def test_what_a_steward_withdrew_can_still_be_answered(choir, signed_in):
    made = report(choir, words="Shut")
    move_listing(listing_id=choir.id, move="withdraw", why="It is shut.", by=KEEPER, at=AT + timedelta(hours=1))
    editor = signed_in(posts=[(Role.DIRECTORY_EDITOR, an_organisation("Network").id)])
    page = editor.get("/directory/reports/?page=x")
    assert "Changed or confirmed since then" in page.content.decode()
    editor.post(reverse("directory:answer-report", args=[made]), {"move": "put_right"})
    assert Report.objects.get().state == "put-right"


def test_others_do_not_see_the_list(client, signed_in):
    assert client.get("/directory/reports/").status_code == 302
    worker = signed_in(posts=[(Role.LINK_WORKER, an_organisation("Network").id)])
    assert worker.get("/directory/reports/").status_code == 403
