"""Time-outs, and that nothing typed is lost by them. Shared computers: nobody sees what another typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from ..models import KeptText, Session
from ..rules import time_out_reasons
from .fixtures import AT, account_for_tests, sign_in_for_tests
from .steps import PASSWORD, age_sessions, now, sign_in, who_is

WORDS = "I want to walk to the shop on my own again. <script>alert(1)</script>"
FORM = "/account/details"


@pytest.mark.parametrize(
    ("idle", "since", "code"),
    [(29, 60, ""), (30, 60, ""), (31, 60, "session.idle"), (1, 720, ""), (1, 721, "session.longest"), (0, 0, "")],
)
def test_half_an_hour_without_use_or_twelve_hours(idle, since, code):
    began, seen = AT - timedelta(minutes=since), AT - timedelta(minutes=idle)
    assert [r.code for r in time_out_reasons(started_at=began, seen_at=seen, at=AT)] == ([code] if code else [])


@pytest.fixture
def client(db) -> Client:
    """A browser in which Ada is signed in."""
    client = Client()
    client.account = account_for_tests("Ada Birch", email="ada@example.org", password=PASSWORD)
    return sign_in_for_tests(client, client.account, way_in="password")


def test_use_keeps_a_session_alive(client):
    for _ in range(3):
        age_sessions(29)
        assert who_is(client)
    assert now() - Session.objects.get().seen_at < timedelta(minutes=1)


@pytest.mark.parametrize("started", [False, True])
def test_after_a_time_out_one_signs_in_again_and_goes_on(client, started):
    age_sessions(13 * 60 if started else 31, started=started)
    response = client.get("/account/details?x=1")
    assert response.headers["Location"] == "/sign-in?next=%2Faccount%2Fdetails%3Fx%3D1&why=time-out"
    assert "nobody used the page" in client.get(response.headers["Location"]).content.decode()


def test_what_was_typed_survives_a_time_out(client):
    age_sessions(31)
    response = client.post(FORM, {"name": WORDS, "language": "pl", "old_password": "secret secret", "posting": "tok"})
    assert response.headers["Location"] == "/sign-in?why=time-out&kept=yes"
    assert "What you typed is kept" in client.get(response.headers["Location"]).content.decode()
    kept = KeptText.objects.get()
    assert b"shop" not in bytes(kept.sealed)
    assert sign_in(client, client.account).headers["Location"] == "/account/arrive"
    assert client.get("/account/arrive").headers["Location"] == "/account/kept"
    page = client.get("/account/kept").content.decode()
    assert "walk to the shop" in page
    assert "<script>alert" not in page
    assert "secret secret" not in page


def test_what_was_kept_is_sent_again_with_one_button_and_then_forgotten(client):
    age_sessions(31)
    client.post(FORM, {"name": "Ada B.", "language": "pl"})
    sign_in(client, client.account)
    page = client.get("/account/kept").content.decode()
    assert f'action="{FORM}"' in page
    kept = KeptText.objects.get()
    sent = client.post(FORM, {"name": "Ada B.", "language": "pl", "kept_text": str(kept.pk)})
    assert sent.headers["Location"] == "/account"
    assert not KeptText.objects.exists()
    client.account.refresh_from_db()
    assert (client.account.name, client.account.language) == ("Ada B.", "pl")


def test_what_was_kept_stays_while_it_is_refused(client):
    age_sessions(31)
    client.post(FORM, {"name": "", "language": "pl"})
    sign_in(client, client.account)
    kept = KeptText.objects.get()
    assert client.post(FORM, {"name": "", "language": "pl", "kept_text": str(kept.pk)}).status_code == 200
    assert KeptText.objects.exists()


def test_another_account_in_the_same_browser_sees_nothing_of_it(client):
    age_sessions(31)
    client.post(FORM, {"name": WORDS})
    bob = account_for_tests("Bob", password=PASSWORD)
    sign_in(client, bob)
    assert client.get("/account/arrive").headers["Location"] == "/today"
    assert "shop" not in client.get("/account/kept").content.decode()
    kept = KeptText.objects.get()
    assert client.post(f"/account/kept/{kept.pk}/forget").status_code == 404
    client.post(FORM, {"name": "Bob", "language": "", "kept_text": str(kept.pk)})
    assert KeptText.objects.filter(pk=kept.pk).exists()


def test_what_is_kept_is_short_lived_and_can_be_thrown_away(client):
    age_sessions(31)
    client.post(FORM, {"name": WORDS})
    sign_in(client, client.account)
    kept = KeptText.objects.get()
    KeptText.objects.update(kept_at=now() - timedelta(hours=25))
    assert client.get("/account/arrive").headers["Location"] == "/today"
    KeptText.objects.update(kept_at=now())
    assert client.post(f"/account/kept/{kept.pk}/forget").status_code == 302
    assert not KeptText.objects.exists()


def test_nobody_can_fill_the_disk_with_it(client):
    age_sessions(31)
    for number in range(8):
        client.post(FORM, {"name": f"number {number}"})
    assert KeptText.objects.count() == 5


def test_a_form_from_nobody_is_shown_back(client):
    """Somebody signed out in another tab: nobody is known, so the words are on the page and nowhere else."""
    client.post("/sign-out")
    response = client.post(FORM, {"name": WORDS, "password": "secret secret"})
    assert response.status_code == 403
    assert "walk to the shop" in response.content.decode()
    assert "secret secret" not in response.content.decode()
    assert not KeptText.objects.exists()


def test_a_form_of_a_closed_account_is_not_kept(client):
    from ..services import close_account
    from .fixtures import SETTING_UP

    close_account(account_id=client.account.pk, by=SETTING_UP, at=now())
    assert client.post(FORM, {"name": WORDS}).status_code == 403
    assert not KeptText.objects.exists()


def test_no_page_and_no_cookie_outlives_the_browser(client):
    response = client.get("/account")
    assert "no-store" in response.headers["Cache-Control"]
    fresh = Client()
    sign_in(fresh, client.account)
    cookie = fresh.cookies[settings.SESSION_COOKIE_NAME]
    assert not cookie["expires"]
    assert not cookie["max-age"]
    assert cookie["httponly"]
    fresh.get("/sign-in")
    assert not fresh.cookies["csrftoken"]["max-age"]


def test_every_page_of_somebody_signed_in_has_a_way_out(client):
    assert 'action="/sign-out"' in client.get("/account").content.decode()


def test_the_time_outs_are_shown_as_ours(client):
    for path in ("/account", "/sign-in"):
        page = client.get(path).content.decode()
        assert "30 minutes" in page
        assert "our practice, not the law" in page


def test_one_sees_and_ends_ones_own_sessions(client):
    elsewhere = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"})
    sign_in(elsewhere, client.account)
    page = client.get("/account").content.decode()
    assert "Firefox · Windows" in page
    there = Session.objects.get(browser="Firefox · Windows")
    client.post(f"/account/sessions/{there.public_id}/end")
    assert who_is(elsewhere) is None
    assert who_is(client)
    sign_in(elsewhere, client.account)
    client.post("/account/sessions/others/end")
    assert who_is(elsewhere) is None


def test_nobody_ends_the_session_of_another(client):
    bob = Client()
    sign_in_for_tests(bob, account_for_tests("Bob"), way_in="password")
    adas = Session.objects.get(account=client.account)
    assert bob.post(f"/account/sessions/{adas.public_id}/end").status_code == 404
    assert who_is(client)
