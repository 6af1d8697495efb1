""" "Was this page useful?": taken without a cookie, masked, limited, read by staff, taken out as a file."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from ...kernel.actor import STRANGER, Role
from ...kernel.errors import NotAllowed, NotFound, Refused
from ...kernel.models import AuditEvent
from ...people.models import Organisation
from ..models import PageFeedback
from ..queries import get_feedback_page, list_feedback
from ..services import add_comment, export_feedback, give_feedback, remove_comment, remove_old_feedback
from ..services.feedback import harmless
from .conftest import AT, actor_with
from .reading_pages import PageRead

pytestmark = pytest.mark.django_db


def give(page: str = "privacy", *, useful: bool = True, at=AT, comment: str = "") -> PageFeedback:
    kept = give_feedback(page=page, language="en-gb", useful=useful, by=STRANGER, at=at)
    if comment:
        add_comment(feedback_id=kept, comment=comment, by=STRANGER, at=at)
    return PageFeedback.objects.get(pk=kept)


def answered(client: Client, **more: str):
    return client.post("/page-feedback/", {"page": "privacy", "useful": "yes", "posting": "token-1", **more})


def test_a_reader_answers_and_says_more(client: Client):
    html = client.get("/privacy/").content.decode()
    assert 'action="/page-feedback/"' in html
    assert "csrfmiddlewaretoken" not in html
    response = answered(client)
    assert response.status_code == 302
    then = client.get(response.headers["Location"])
    assert "Please do not write your name" in then.content.decode()
    assert not then.cookies
    done = client.post(response.headers["Location"], {"comment": "Clear. My number is 999 123 4560.", "posting": "t2"})
    assert done.headers["Location"] == "/page-feedback/thanks/"
    kept = PageFeedback.objects.get()
    assert (kept.page, kept.language, kept.useful) == ("privacy", "en-gb", True)
    assert kept.comment == "Clear. My number is [number taken out]."
    assert not client.cookies


def test_nothing_about_the_reader_is_kept():
    names = {field.name for field in PageFeedback._meta.get_fields()}
    assert names == {"id", "page", "language", "useful", "comment", "sent_at", "removed_at", "removed_by"}


def test_a_browser_that_would_forge_a_form_is_let_in_because_it_acts_for_nobody():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/page-feedback/", {"page": "privacy", "useful": "no"}).status_code == 302


def test_sent_twice_it_is_kept_once(client: Client):
    first, second = answered(client), answered(client)
    assert first.headers["Location"] == second.headers["Location"]
    assert PageFeedback.objects.count() == 1


def test_a_comment_is_added_once_and_soon():
    kept = give()
    add_comment(feedback_id=kept.id, comment="One", by=STRANGER, at=AT)
    for feedback_id, at in ((kept.id, AT), (give().id, AT + timedelta(hours=2)), (None, AT), (uuid4(), AT)):
        with pytest.raises(NotFound):
            add_comment(feedback_id=feedback_id, comment="Two", by=STRANGER, at=at)
    assert PageFeedback.objects.get(pk=kept.id).comment == "One"


def test_an_empty_comment_is_no_error(client: Client):
    where = answered(client).headers["Location"]
    assert client.post(where, {"comment": "  "}).status_code == 302


def test_a_long_comment_comes_back_as_it_was_written(client: Client):
    where = answered(client).headers["Location"]
    response = client.post(where, {"comment": "word " * 300, "posting": "t3"})
    assert response.status_code == 422
    assert "word word" in response.content.decode()
    assert "There is a problem" in response.content.decode()
    assert PageFeedback.objects.get().comment == ""


@pytest.mark.parametrize("page", ["", "nowhere", "office/feedback", "../people", "x" * 300])
def test_only_about_pages_of_ours(client: Client, page):
    assert answered(client, page=page).status_code == 404
    assert not PageFeedback.objects.exists()


@pytest.mark.parametrize("useful", ["", "perhaps", "1"])
def test_neither_yes_nor_no_is_asked_again(client: Client, useful):
    response = answered(client, useful=useful)
    assert response.status_code == 422
    assert "Choose yes or no." in response.content.decode()


def test_a_flood_is_stopped_and_says_so(client: Client):
    for _ in range(10):
        give("help")
    with pytest.raises(Refused):
        give("help")
    give("privacy")
    give("help", at=AT + timedelta(seconds=61))


def test_scripts_are_shown_as_text(client: Client, signed_in):
    give(comment="<script>alert(1)</script> {{ 7*7 }}")
    organisation = Organisation.objects.create(name="Harbourside", kind="network")
    html = signed_in(posts=[(Role.ADMINISTRATOR, organisation.id)]).get("/office/feedback/").content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html


def test_staff_read_it_by_page(signed_in):
    give("privacy", comment="Good")
    give("privacy", useful=False, comment="Long words")
    give("help", useful=False)
    organisation = Organisation.objects.create(name="Harbourside", kind="network")
    office = signed_in(posts=[(Role.DIRECTORY_EDITOR, organisation.id)])
    words = PageRead(office.get("/office/feedback/").content.decode()).words
    assert "Privacy notice 1 1 50% 2" in words
    assert "Help and contact 0 1 0% 0" in words
    words = PageRead(office.get("/office/feedback/?page=privacy&answer=no").content.decode()).words
    assert "Long words" in words
    assert "Good" not in words


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMINISTRATOR, Role.DIRECTORY_EDITOR)])
def test_other_staff_may_not(role, signed_in):
    organisation = Organisation.objects.create(name="Harbourside", kind="network")
    office = signed_in(posts=[(role, organisation.id)])
    assert office.get("/office/feedback/").status_code == 403
    assert office.post("/office/feedback/export").status_code == 403


@pytest.mark.parametrize("address", ["/office/feedback/", "/office/updates/", "/office/contact-details/"])
def test_a_stranger_is_led_to_sign_in(client: Client, address):
    response = client.get(address)
    assert response.status_code == 302
    assert "sign-in" in response.headers["Location"]


def test_pages_of_comments(editor):
    for number in range(30):
        give(at=AT + timedelta(minutes=number), comment=f"Comment {chr(97 + number % 26)}")
    first, last = get_feedback_page(by=editor, at=AT), get_feedback_page(by=editor, at=AT, number=9)
    assert (len(first.rows), first.pages, last.number, len(last.rows)) == (25, 2, 2, 5)
    assert first.rows[0].sent_at > last.rows[0].sent_at


def test_numbers_that_nobody_checked_for_half_a_year_are_named(editor):
    assert not get_feedback_page(by=editor, at=AT).overdue
    late = get_feedback_page(by=editor, at=AT + timedelta(days=200)).overdue
    assert set(late) == {"999", "111", "111-mental-health", "samaritans", "shout", "childline", "domestic-abuse"}


def test_a_comment_is_taken_away_for_good(editor):
    kept = give(comment="Ask for Mina Patel at the chemist")
    remove_comment(feedback_id=kept.id, by=editor, at=AT)
    row = PageFeedback.objects.get(pk=kept.id)
    assert (row.comment, row.removed_by, row.useful) == ("", editor.id, True)
    with pytest.raises(NotFound):
        remove_comment(feedback_id=kept.id, by=editor, at=AT)
    event = AuditEvent.objects.get(action="took a comment about a page away")
    assert (event.chain, event.actor_id) == ("house", editor.id)
    assert "Mina" not in event.details
    assert get_feedback_page(by=editor, at=AT).rows[0].removed_at == AT


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", '=HYPERLINK("http://x")'])
def test_no_cell_is_a_formula(words):
    assert harmless(words).startswith("'")
    assert harmless("plain, words") == "plain, words"
    assert harmless("") == ""


def test_the_export_is_a_file_and_is_on_record(signed_in):
    give(comment='=cmd|"/c calc"!A1, and "quotes"')
    give("help", useful=False, at=AT + timedelta(minutes=1))
    organisation = Organisation.objects.create(name="Harbourside", kind="network")
    office = signed_in(posts=[(Role.ADMINISTRATOR, organisation.id)])
    response = office.post("/office/feedback/export", {"page": "", "answer": ""})
    assert "attachment" in response.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["Page", "Language", "Useful", "Comment", "Sent"]
    assert rows[1][:4] == ["privacy", "en-gb", "yes", '\'=cmd|"/c calc"!A1, and "quotes"']
    assert rows[2][:3] == ["help", "en-gb", "no"]
    assert AuditEvent.objects.filter(action="exported what readers say about pages").count() == 1
    assert office.get("/office/feedback/export").status_code == 405


def test_an_export_that_may_not_be_made_leaves_no_record():
    with pytest.raises(NotAllowed):
        export_feedback(page="", answer="", by=actor_with(Role.ANALYST), at=AT)
    with pytest.raises(NotAllowed):
        list(list_feedback(by=STRANGER))
    assert not AuditEvent.objects.exists()


def test_what_is_old_is_forgotten(editor):
    old, recent = give(), give(at=AT + timedelta(days=60))
    assert remove_old_feedback(by=editor, at=AT + timedelta(days=760)) == 1
    assert set(PageFeedback.objects.values_list("pk", flat=True)) == {recent.pk}
    assert old.pk not in {row.id for row in list_feedback(by=editor)}
