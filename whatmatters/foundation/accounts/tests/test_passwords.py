"""Which passwords will do; new passwords by e-mail and with a printed sheet."""

from __future__ import annotations

import pytest
from django.test import Client

from ...messages.models import Message
from ..models import OneTimePass
from ..rules import password_reasons
from .fixtures import AT, account_for_tests
from .steps import PASSWORD, age_sessions, answer_of, last_mail, link_in, now, sign_in, who_is

ABOUT = ("Jo Bloggs", "jo.bloggs@example.org", "")
NEW = "velvet kettle island"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("marble teapot lantern", ""),
        ("sinj ćevapi žuto", ""),
        ("correct horse battery", ""),
        ("short words", "password.short"),
        ("", "password.short"),
        ("w" * 300, "password.long"),
        ("aaaaaaaaaaaa", "password.easy"),
        ("abababababab", "password.easy"),
        ("abcdefghijkl", "password.easy"),
        ("password1234", "password.easy"),
        ("Password123!", "password.easy"),
        ("qwertyuiop12", "password.easy"),
        ("jo.bloggs@example.org", "password.easy"),
        ("JoBloggs2026", "password.easy"),
        ("whatmatters1", "password.easy"),
        ("iloveyou2026!", "password.easy"),
    ],
)
def test_length_counts_and_what_everybody_tries_does_not_do(password, code):
    from ..services.passwords import _common_passwords

    reasons = password_reasons(password, common=_common_passwords(), about=ABOUT, at=AT)
    assert [reason.code for reason in reasons] == ([code] if code else [])


def ask_for_a_link(email: str) -> Client:
    client = Client()
    response = client.post("/sign-in/forgotten", {"email": email})
    assert "If " in response.content.decode()
    return client


@pytest.mark.django_db
def test_a_forgotten_password_is_replaced_by_a_link_that_works_once():
    account = account_for_tests("Ada Birch", email="ada@example.org", password=PASSWORD)
    elsewhere = Client()
    sign_in(elsewhere, account)
    client = ask_for_a_link("Ada@Example.org")
    link = link_in(last_mail("accounts.new-password"))
    assert client.get(link).status_code == 200
    assert client.get(link).status_code == 200
    assert client.post(link, {"password": "short"}).status_code == 200
    assert client.post(link, {"password": NEW}).headers["Location"] == "/account/arrive"
    assert who_is(client) == account.pk
    assert who_is(elsewhere) is None
    assert Client().get(link).status_code == 404
    assert Client().post(link, {"password": PASSWORD}).status_code == 404
    assert sign_in(Client(), account).status_code == 200
    assert sign_in(Client(), account, NEW).status_code == 302
    assert "just changed" in last_mail("accounts.password-changed").text


@pytest.mark.django_db
def test_asking_does_the_same_for_an_address_without_an_account():
    """The same page, rows and number of statements; only the outbox finds out that there is nobody to send it to."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    account_for_tests("Ada Birch", email="ada@example.org", password=PASSWORD)
    ask_for_a_link("warm-up@example.org")
    pages, counts = [], []
    for email in ("ada@example.org", "bob@example.org"):
        with CaptureQueriesContext(connection) as captured:
            pages.append(Client().post("/sign-in/forgotten", {"email": email}).content.decode().replace(email, "X"))
        counts.append(len(captured))
    assert pages[0].split("<main")[1] == pages[1].split("<main")[1]
    assert counts[0] == counts[1]
    answers = [answer_of(message) for message in Message.objects.filter(kind="accounts.new-password")]
    assert [type(answer).__name__ for answer in answers].count("Stopped") == 2
    assert [type(answer).__name__ for answer in answers].count("Prepared") == 1


@pytest.mark.django_db
def test_a_newer_link_ends_the_older_one():
    account_for_tests(email="ada@example.org", password=PASSWORD)
    ask_for_a_link("ada@example.org")
    older = link_in(last_mail("accounts.new-password"))
    ask_for_a_link("ada@example.org")
    assert Client().get(older).status_code == 404


@pytest.mark.django_db
def test_a_letter_box_is_not_filled():
    account_for_tests(email="ada@example.org", password=PASSWORD)
    for _ in range(5):
        Client().post("/sign-in/forgotten", {"email": "ada@example.org"})
    assert Message.objects.filter(kind="accounts.new-password").count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("spoil", ["late", "token", "id", "closed"])
def test_a_link_that_opens_nothing(spoil):
    from uuid import uuid4

    from ..services import close_account
    from .fixtures import SETTING_UP

    account = account_for_tests(email="ada@example.org", password=PASSWORD)
    ask_for_a_link("ada@example.org")
    link = link_in(last_mail("accounts.new-password"))
    if spoil == "late":
        OneTimePass.objects.update(expires_at=now())
    if spoil == "token":
        link = link[:-1] + ("A" if link[-1] != "A" else "B")
    if spoil == "id":
        link = "/".join([*link.split("/")[:3], str(uuid4()), link.split("/")[-1]])
    if spoil == "closed":
        close_account(account_id=account.pk, by=SETTING_UP, at=now())
    response = Client().post(link, {"password": NEW})
    assert response.status_code == 404
    assert "does not work any more" in response.content.decode()


@pytest.mark.django_db
def test_one_changes_a_password_knowing_the_old_one():
    account, client, elsewhere = account_for_tests("Ada", password=PASSWORD), Client(), Client()
    sign_in(client, account)
    sign_in(elsewhere, account)
    wrong = client.post("/account/password", {"old_password": "wrong wrong wrong", "password": NEW})
    assert "not your password now" in wrong.content.decode()
    done = client.post("/account/password", {"old_password": PASSWORD, "password": NEW})
    assert done.headers["Location"] == "/account"
    assert who_is(client) == account.pk
    assert who_is(elsewhere) is None


@pytest.mark.django_db
def test_the_old_password_cannot_be_guessed_from_an_open_session():
    account, client = account_for_tests("Ada", password=PASSWORD), Client()
    sign_in(client, account)
    for _ in range(8):
        client.post("/account/password", {"old_password": "wrong wrong wrong", "password": NEW})
    last = client.post("/account/password", {"old_password": PASSWORD, "password": NEW})
    assert "too many tries" in last.content.decode()


@pytest.mark.django_db
def test_a_time_out_does_not_lose_the_link():
    """Somebody opens the link, has tea, and comes back within the hour."""
    account_for_tests(email="ada@example.org", password=PASSWORD)
    client = ask_for_a_link("ada@example.org")
    link = link_in(last_mail("accounts.new-password"))
    client.get(link)
    age_sessions(45)
    assert client.post(link, {"password": NEW}).status_code == 302
