"""Updates by email: two steps in, one click out, over a mail server that runs."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ...kernel.actor import STRANGER
from ...kernel.clock import now
from ...kernel.errors import NotFound, Refused
from ...kernel.models import AuditEvent
from ...messages.models import Message
from ..models import Subscription, UpdateRequest
from ..permissions import LinkFor, read_link, sign_link
from ..services import (
    ask_for_updates,
    confirm_updates,
    draft_bulletin,
    remove_old_requests,
    send_bulletin,
    stop_updates,
)
from .conftest import AT

pytestmark = pytest.mark.django_db


def ask(email: str = "mina@example.org", topics: tuple[str, ...] = ("news",), at=AT, language: str = "en-gb"):
    ask_for_updates(email=email, topics=topics, language=language, by=STRANGER, at=at)
    return UpdateRequest.objects.filter(email=email.casefold()).order_by("-asked_at").first()


def subscribed(email: str = "mina@example.org", topics: tuple[str, ...] = ("news",), at=AT) -> Subscription:
    confirm_updates(request_id=ask(email, topics, at).id, by=STRANGER, at=at)
    return Subscription.objects.get(email=email)


def path_in(message, name: str) -> str:
    """The address of ours in an email, without the host."""
    words = message.get_body(("plain",)).get_content()
    found = re.search(r"https?://[^/\s]+(" + re.escape(reverse(name, args=["x"])[:-2]) + r"\S+)", words)
    assert found, words
    return found[1]


def test_from_the_form_to_the_first_update_and_out_again(client: Client, mail_server, work, editor):
    sent = client.post("/updates/", {"email": "Mina@Example.org", "topics": ["news", "rights"], "posting": "p1"})
    assert sent.headers["Location"] == "/updates/check-your-email/"
    assert not Subscription.objects.exists()
    work()
    (question,) = mail_server.received
    assert question["To"] == "mina@example.org"
    assert question["Subject"] == "Please confirm your email address"
    link = path_in(question, "site:confirm-updates")

    for method in (client.get, client.head, client.options, client.get):
        method(link)
    assert not Subscription.objects.exists(), "a mail scanner that opens the link begins nothing"
    assert "mina@example.org" in client.get(link).content.decode()
    assert client.get(link).headers["Cache-Control"].startswith("max-age=0")
    assert client.post(link).headers["Location"] == "/updates/confirmed/"
    assert client.post(link).status_code == 302, "pressing it twice is no error"
    assert Subscription.objects.get().topics == "|news|rights|"

    at = now()
    made = draft_bulletin(topic="news", subject="A choir in Harbourside", text="Come and sing.", by=editor, at=at)
    assert send_bulletin(bulletin_id=made, version_read=1, by=editor, at=at) == 1
    work()
    _, update = mail_server.received
    assert update["Subject"] == "A choir in Harbourside"
    assert update["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = path_in(update, "site:stop-updates")
    assert update["List-Unsubscribe"].strip("<>").endswith(stop)

    client.get(stop)
    assert Subscription.objects.get().state == "receiving", "opening the link stops nothing"
    robot = Client(enforce_csrf_checks=True)
    done = robot.post(stop, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200, "RFC 8058: no redirect"
    assert not done.cookies
    kept = Subscription.objects.get()
    assert (kept.state, kept.email, kept.topics) == ("stopped", "", "||")
    assert not UpdateRequest.objects.exists()
    assert robot.post(stop).status_code == 200, "stopping twice is no error"
    assert "stopped already" in client.get(stop).content.decode()


def test_asking_looks_the_same_whether_an_address_is_known_or_not(client: Client):
    subscribed("known@example.org")
    for email in ("known@example.org", "unknown@example.org", "known@example.org", "known@example.org"):
        response = client.post("/updates/", {"email": email, "topics": ["news"]})
        assert (response.status_code, response.headers["Location"]) == (302, "/updates/check-your-email/")
        assert not response.cookies


def test_who_has_updates_already_is_told_so_by_email_only(mail_server, work):
    at = now()
    subscribed("mina@example.org", ("news",), at)
    work()
    ask("mina@example.org", ("rights", "site"), at)
    assert Subscription.objects.get().topics == "|news|", "asking changes nothing yet"
    work()
    words = mail_server.received[-1].get_body(("plain",)).get_content()
    assert "You get these now: News about personalised care. The new choice takes their place." in words
    confirm_updates(request_id=UpdateRequest.objects.get(topics="|rights|site|").id, by=STRANGER, at=at)
    assert Subscription.objects.get().topics == "|rights|site|"


def test_an_address_gets_no_more_than_three_questions_a_day():
    for number in range(6):
        ask(at=AT + timedelta(minutes=number))
    assert Message.objects.filter(kind="site.confirm-updates").count() == 3
    ask(at=AT + timedelta(days=1, minutes=10))
    assert Message.objects.filter(kind="site.confirm-updates").count() == 4


def test_a_flood_of_addresses_is_stopped_and_says_so(client: Client):
    at = now()
    for number in range(30):
        ask(f"reader{number}@example.org", at=at)
    with pytest.raises(Refused):
        ask("another@example.org", at=at)
    response = client.post("/updates/", {"email": "another@example.org", "topics": ["news"]})
    assert response.status_code == 422
    assert "another@example.org" in response.content.decode(), "what was typed is still there"


@pytest.mark.parametrize(
    "typed",
    [
        {"email": "", "topics": ["news"]},
        {"email": "mina", "topics": ["news"]},
        {"email": "mina@example.org\nBcc: all@example.org", "topics": ["news"]},
        {"email": "a@example.org, b@example.org", "topics": ["news"]},
        {"email": "mina@example.org"},
        {"email": "mina@example.org", "topics": ["weather"]},
        {"email": f"{'m' * 250}@example.org", "topics": ["news"]},
    ],
)
def test_what_cannot_be_sent_is_said_beside_the_question(client: Client, typed):
    response = client.post("/updates/", typed)
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    assert not UpdateRequest.objects.exists()


def test_posted_twice_it_asks_once(client: Client):
    typed = {"email": "mina@example.org", "topics": ["news"], "posting": "same"}
    client.post("/updates/", typed)
    client.post("/updates/", typed)
    assert UpdateRequest.objects.count() == 1


def test_a_link_dies_after_two_days():
    asked = ask()
    with pytest.raises(NotFound):
        confirm_updates(request_id=asked.id, by=STRANGER, at=AT + timedelta(hours=48))
    assert remove_old_requests(by=STRANGER, at=AT + timedelta(hours=47)) == 0
    assert remove_old_requests(by=STRANGER, at=AT + timedelta(hours=49)) == 1
    assert not UpdateRequest.objects.exists()


def test_a_question_that_waited_too_long_is_not_sent(mail_server, work):
    ask(at=now() - timedelta(hours=50))
    work()
    assert not mail_server.received
    assert Message.objects.get().state == "stopped"


def test_a_link_is_for_one_thing_only():
    held = subscribed()
    for purpose in LinkFor:
        token = sign_link(purpose, held.id)
        assert [other for other in LinkFor if read_link(other, token) == held.id] == [purpose]
        assert read_link(purpose, token[:-1] + ("a" if token[-1] != "a" else "b")) is None


def test_the_trail_names_no_address():
    held = subscribed("mina@example.org")
    stop_updates(subscription_id=held.id, by=STRANGER, at=AT)
    events = AuditEvent.objects.order_by("number")
    assert [event.action for event in events] == ["asked for updates", "stopped updates"]
    for event in events:
        assert "mina" not in f"{event.actor_name}{event.subject}{event.details}"


def test_a_new_start_after_stopping():
    stop_updates(subscription_id=subscribed().id, by=STRANGER, at=AT)
    again = subscribed(at=AT + timedelta(days=3))
    assert again.state == "receiving"
    assert Subscription.objects.count() == 2
