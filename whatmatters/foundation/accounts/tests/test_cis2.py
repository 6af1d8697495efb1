"""CIS2 against a real OpenID provider: staff come in to posts that exist, and nothing outside makes one."""

from __future__ import annotations

import html
import re

import pytest
from django.conf import settings as django_settings
from django.test import Client

from ...kernel.actor import Role
from ..models import OutsideIdentity
from ..openid import provider as published
from ..services import give_post, invite_staff
from ..session_engine import SessionStore
from .fixtures import SETTING_UP, actor_of, sign_in_for_tests
from .outside_provider import go, run_provider
from .steps import a_worker, an_organisation, last_mail, link_in, now, who_is

pytestmark = pytest.mark.django_db

WEN = {
    "authentication_assurance_level": "3",
    "nhsid_nrbac_roles": [
        {"person_roleid": "1", "org_code": "E81001", "role_code": "S8000:G8000:R8000"},
        {"person_roleid": "2", "org_code": "X99999"},
    ],
}
PEOPLE = {
    "wen": WEN,
    "wen-elsewhere": WEN | {"selected_roleid": "2"},
    "wen-weak": WEN | {"authentication_assurance_level": "1"},
}


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with run_provider(tmp_path_factory.mktemp("provider"), PEOPLE) as provider:
        yield provider


@pytest.fixture
def provider(running, settings):
    running.misbehave()
    published.forget_published()
    settings.OUTSIDE_DOORS = {"cis2": running.door()}
    return running


@pytest.fixture
def elm():
    return an_organisation(ods_code="E81001")


def test_staff_accept_an_invitation_with_cis2_and_get_their_posts_there(provider, elm):
    oak = an_organisation("Oak Practice", ods_code="E81002")
    admin = actor_of(a_worker(elm, Role.ADMINISTRATOR, name="Ann"))
    asked = {"organisation_id": elm.pk, "name": "Wen", "email": "wen@example.org", "role": Role.CLINICIAN}
    account_id = invite_staff(**asked, by=admin, at=now())
    give_post(account_id=account_id, organisation_id=oak.pk, role=Role.COACH, by=SETTING_UP, at=now())
    client, link = Client(), link_in(last_mail("accounts.staff-invitation"))
    found = re.search(r'href="(/sign-in/with/cis2[^"]*)"', client.get(link).content.decode())
    assert go(client, provider, "cis2", "wen", html.unescape(found[1])).headers["Location"] == "/account/arrive"
    assert who_is(client) == account_id
    assert Client().get(link).status_code == 404
    seen = SessionStore(client.cookies[django_settings.SESSION_COOKIE_NAME].value).who()
    assert [(post.role, post.organisation_id) for post in seen.actor.posts] == [(Role.CLINICIAN, elm.pk)]


def test_staff_link_cis2_to_their_account(provider, elm):
    account = a_worker(elm)
    client = sign_in_for_tests(Client(), account)
    assert "Link NHS Care Identity" in client.get("/account").content.decode()
    assert go(client, provider, "cis2", "wen").headers["Location"] == "/account"
    assert OutsideIdentity.objects.get().account_id == account.pk
    fresh = Client()
    go(fresh, provider, "cis2", "wen")
    assert who_is(fresh) == account.pk


@pytest.mark.parametrize(
    ("login", "words"),
    [("wen-weak", "second proof"), ("wen-elsewhere", "no role here"), ("wen", "do not know your CIS2")],
)
def test_cis2_makes_no_post_and_no_account(provider, elm, login, words):
    if login != "wen":
        account = a_worker(elm)
        OutsideIdentity.objects.create(issuer=provider.issuer, subject=login, account=account, linked_at=now())
    client = Client()
    response = go(client, provider, "cis2", login)
    assert response.status_code == 403
    assert words in response.content.decode()
    assert who_is(client) is None
