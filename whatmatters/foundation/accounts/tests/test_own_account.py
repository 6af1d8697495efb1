"""What somebody changes about their own account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from ...kernel.actor import Role
from ...messages.kinds import Stopped
from ...messages.models import Message
from ..models import Account, EmailChange, RecoveryCode, TotpDevice
from .fixtures import account_for_tests, sign_in_for_tests
from .steps import PASSWORD, a_worker, an_organisation, answer_of, code_of, last_mail, link_in, now, sign_in, who_is

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Account:
    return account_for_tests("Ada Birch", email="ada@example.org", password=PASSWORD)


@pytest.fixture
def client(ada) -> Client:
    return sign_in_for_tests(Client(), ada, way_in="password")


def ask(client: Client, new_email: str = "ada.new@example.org") -> None:
    answer = client.post("/account/email", {"new_email": new_email, "old_password": PASSWORD})
    assert answer.status_code == 302


def test_name_and_language(client, ada):
    client.post("/account/details", {"name": "Ada B.", "language": "ur"})
    ada.refresh_from_db()
    assert (ada.name, ada.language) == ("Ada B.", "ur")
    assert 'lang="ur"' in client.get("/account").content.decode()


@pytest.mark.parametrize("first", ["old", "new"])
def test_both_addresses_agree_to_a_change(client, ada, first):
    ask(client)
    assert "ada.new@example.org" in client.get("/account").content.decode()
    mails = {side: last_mail(f"accounts.email-change-{side}") for side in ("old", "new")}
    assert {side: mail.address for side, mail in mails.items()} == {"old": ada.email, "new": "ada.new@example.org"}
    second = {"old": "new", "new": "old"}[first]
    assert Client().get(link_in(mails[first])).status_code == 200
    assert "once the other address agrees" in Client().post(link_in(mails[first])).content.decode()
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"
    assert "sign in with the new address" in Client().post(link_in(mails[second])).content.decode()
    ada.refresh_from_db()
    assert ada.email == "ada.new@example.org"
    assert Client().post(link_in(mails[second])).status_code == 404
    assert sign_in(Client(), ada).status_code == 302


def test_one_side_cannot_agree_for_the_other(client):
    ask(client)
    link = link_in(last_mail("accounts.email-change-old"))
    assert Client().post(link.replace("/old/", "/new/")).status_code == 404


def test_a_change_needs_the_password_and_ends_after_a_day(client, ada):
    wrong = client.post("/account/email", {"new_email": "x@example.org", "old_password": "wrong wrong wrong"})
    assert "not your password now" in wrong.content.decode()
    ask(client)
    link = link_in(last_mail("accounts.email-change-old"))
    EmailChange.objects.update(expires_at=now())
    assert Client().post(link).status_code == 404


def test_an_address_of_somebody_else_is_neither_taken_nor_told(client, ada):
    """The page says the same; only the owner of the other address is not written to."""
    account_for_tests("Bob", email="bob@example.org", password=PASSWORD)
    ask(client, "Bob@example.org")
    message = Message.objects.get(kind="accounts.email-change-new")
    assert isinstance(answer_of(message), Stopped)
    Client().post(link_in(last_mail("accounts.email-change-old")))
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"


def test_a_person_sets_up_an_app_if_they_want_and_does_without_again(client, ada):
    assert client.post("/account/app", {"old_password": PASSWORD}).headers["Location"] == "/account/app/confirm"
    assert "data:image/svg+xml" in client.get("/account/app/confirm").content.decode()
    assert client.post("/account/app/confirm", {"code": "000000"}).status_code == 200
    done = client.post("/account/app/confirm", {"code": code_of(ada)})
    assert done.headers["Location"] == "/account/recovery-codes"
    fresh = Client()
    assert sign_in(fresh, ada).headers["Location"] == "/sign-in/code"
    assert client.post("/account/app/remove", {"old_password": PASSWORD}).status_code == 302
    assert sign_in(Client(), ada).headers["Location"] == "/account/arrive"


def test_staff_cannot_do_without_an_app():
    worker = a_worker(an_organisation())
    client = sign_in_for_tests(Client(), worker)
    answer = client.post("/account/app/remove", {"old_password": PASSWORD})
    assert "Staff need an app" in answer.content.decode()
    assert TotpDevice.objects.filter(account=worker).exists()


def test_fresh_recovery_codes_end_the_earlier_ones():
    worker = a_worker(an_organisation())
    before = set(RecoveryCode.objects.filter(account=worker).values_list("code_hash", flat=True))
    client = sign_in_for_tests(Client(), worker)
    assert client.post("/account/recovery-codes/new", {"old_password": PASSWORD}).status_code == 302
    after = set(RecoveryCode.objects.filter(account=worker).values_list("code_hash", flat=True))
    assert len(after) == 10
    assert not before & after


def test_what_is_kept_of_secrets_cannot_be_read(ada):
    """A copy of the database opens no door: passwords, codes, cookies and app secrets are hashes or sealed."""
    from django.conf import settings

    from ..models import Session

    worker, client = a_worker(an_organisation()), Client()
    sign_in(client, worker)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert not Session.objects.filter(key_hash=key).exists()
    from ..queries.set_up import get_secret

    device = TotpDevice.objects.get(account=worker)
    assert get_secret(device).hex().encode() not in bytes(device.sealed_secret)
    assert PASSWORD not in worker.password


def test_one_closes_ones_own_account_and_keeps_the_record(client, ada):
    assert client.post("/account/close", {"old_password": "wrong wrong wrong"}).status_code == 200
    assert client.post("/account/close", {"old_password": PASSWORD}).status_code == 302
    ada.refresh_from_db()
    assert ada.closed_at
    assert ada.name == "Ada Birch"
    assert who_is(client) is None
    account_for_tests("Ada again", email="ada@example.org", password=PASSWORD)


def test_staff_do_not_close_their_own_account():
    client = sign_in_for_tests(Client(), a_worker(an_organisation(), Role.ADMINISTRATOR))
    assert client.post("/account/close", {"old_password": PASSWORD}).status_code == 403


def test_an_account_without_a_password_is_asked_for_none():
    """Somebody who signs in through NHS login only: it asked them a moment ago."""
    account = account_for_tests("Nia")
    client = sign_in_for_tests(Client(), account, way_in="nhs-login")
    assert "NHS login" in client.get("/account").content.decode()
    assert client.post("/account/close", {"old_password": ""}).status_code == 302
    account.refresh_from_db()
    assert account.closed_at


def test_the_invitation_of_yesterday_is_not_the_one_of_today(client):
    """A second change of address ends the first."""
    ask(client, "one@example.org")
    first = link_in(last_mail("accounts.email-change-new"))
    ask(client, "two@example.org")
    assert Client().post(first).status_code == 404
    assert now() - EmailChange.objects.get().asked_at < timedelta(minutes=1)
