"""Whoever leaves is out at their next click, everywhere; what is old is forgotten; the first administrator comes in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, transaction
from django.test import Client

from tests.world import a_person

from ...kernel.actor import Role
from ...kernel.errors import NotFound, Refused
from ...people.models import Organisation
from ..commands import invite
from ..models import Account, FailedTries, KeptText, Membership, OneTimePass, Session
from ..services import close_account, end_post, give_post
from ..services.housekeeping import remove_what_is_old
from ..session_engine import SessionStore
from .fixtures import SETTING_UP, account_for_tests, actor_of, sign_in_for_tests
from .steps import PASSWORD, a_worker, age_sessions, an_organisation, code_of, last_mail, now, sign_in, who_is

pytestmark = pytest.mark.django_db


def posts_in(client: Client) -> list[Role]:
    from django.conf import settings

    found = SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value).who()
    return [post.role for post in found.actor.posts] if found else []


@pytest.fixture
def elm():
    return an_organisation()


@pytest.fixture
def admin(elm):
    return a_worker(elm, Role.ADMINISTRATOR, name="Ann")


def test_a_post_that_ends_is_gone_at_the_next_request(elm, admin):
    oak = an_organisation("Oak Practice")
    sam = a_worker(elm, Role.COACH, name="Sam")
    give_post(account_id=sam.pk, organisation_id=oak.pk, role=Role.CLINICIAN, by=SETTING_UP, at=now())
    client = sign_in_for_tests(Client(), sam)
    assert posts_in(client) == [Role.COACH, Role.CLINICIAN]
    browser = sign_in_for_tests(Client(), admin)
    post = sam.memberships.get(organisation=elm)
    assert "Sam" in browser.get(f"/account/staff/{post.pk}/end").content.decode()
    assert browser.post(f"/account/staff/{post.pk}/end", {"why": "left on Friday"}).status_code == 302
    assert posts_in(client) == [Role.CLINICIAN]
    post.refresh_from_db()
    assert post.ended_by == str(admin.pk)


def test_the_last_post_takes_the_account_along(elm, admin):
    sam, client = a_worker(elm, Role.COACH, name="Sam"), Client()
    sign_in(client, sam)
    client.post("/sign-in/code", {"code": code_of(sam)})
    assert who_is(client) == sam.pk
    end_post(membership_id=sam.memberships.get().pk, by=actor_of(admin), at=now())
    assert who_is(client) is None
    assert "do not go together" in sign_in(Client(), Account(email=sam.email)).content.decode()
    sam.refresh_from_db()
    assert sam.closed_at


def test_a_worker_who_is_also_a_person_here_keeps_the_account(elm, admin):
    own = a_person("Sam Patel", cared_for_by=elm)
    sam = account_for_tests("Sam", person_id=own.pk, posts=[(Role.COACH, elm.pk)], password=PASSWORD)
    end_post(membership_id=sam.memberships.get().pk, by=actor_of(admin), at=now())
    sam.refresh_from_db()
    assert sam.closed_at is None


def test_an_organisation_keeps_an_administrator(elm, admin):
    with pytest.raises(Refused):
        end_post(membership_id=admin.memberships.get().pk, by=actor_of(admin), at=now())
    a_worker(elm, Role.ADMINISTRATOR, name="Bea")
    end_post(membership_id=admin.memberships.get().pk, by=actor_of(admin), at=now())


def test_a_post_is_given_again_after_it_ended(elm, admin):
    sam = a_worker(elm, Role.COACH, name="Sam")
    a_worker(elm, Role.ADMINISTRATOR, name="Bea")
    asked = {"account_id": sam.pk, "organisation_id": elm.pk, "role": Role.LINK_WORKER, "by": SETTING_UP, "at": now()}
    first = give_post(**asked)
    with pytest.raises(Refused):
        give_post(**asked)
    end_post(membership_id=first, by=actor_of(admin), at=now())
    give_post(**asked)
    with pytest.raises(NotFound):
        end_post(membership_id=first, by=actor_of(admin), at=now())


def test_a_post_that_begins_later_gives_nothing_yet(elm):
    sam = account_for_tests("Sam")
    tomorrow = now().date() + timedelta(days=1)
    give_post(account_id=sam.pk, organisation_id=elm.pk, role=Role.COACH, starts_on=tomorrow, by=SETTING_UP, at=now())
    assert posts_in(sign_in_for_tests(Client(), sam)) == []
    Membership.objects.update(starts_on=now().date())
    assert posts_in(sign_in_for_tests(Client(), sam)) == [Role.COACH]


def test_a_closed_account_is_out_in_every_browser():
    ada = account_for_tests("Ada", password=PASSWORD)
    clients = [sign_in_for_tests(Client(), ada, way_in="password") for _ in range(2)]
    close_account(account_id=ada.pk, by=SETTING_UP, at=now())
    assert [who_is(client) for client in clients] == [None, None]
    with pytest.raises(NotFound):
        close_account(account_id=ada.pk, by=SETTING_UP, at=now())


def test_a_lost_phone(elm, admin):
    sam = a_worker(elm, Role.COACH, name="Sam")
    client, browser = sign_in_for_tests(Client(), sam), sign_in_for_tests(Client(), admin)
    post = sam.memberships.get()
    assert browser.post(f"/account/staff/{post.pk}/app", {"why": "saw her, new phone"}).status_code == 302
    assert who_is(client) is None
    assert sign_in(Client(), sam).headers["Location"] == "/sign-in/set-up-code"


def test_one_administrator_does_not_weaken_the_door_of_another_place(elm, admin):
    sam = a_worker(elm, Role.COACH, name="Sam")
    give_post(account_id=sam.pk, organisation_id=an_organisation("Oak").pk, role=Role.COACH, by=SETTING_UP, at=now())
    browser = sign_in_for_tests(Client(), admin)
    post = sam.memberships.get(organisation=elm)
    answer = browser.post(f"/account/staff/{post.pk}/app", {"why": "x"})
    assert "also work at Oak" in answer.content.decode()
    own = admin.memberships.get()
    assert browser.post(f"/account/staff/{own.pk}/app", {"why": "x"}).status_code == 404


def test_what_is_old_is_forgotten():
    ada = account_for_tests("Ada", password=PASSWORD)
    client = sign_in_for_tests(Client(), ada, way_in="password")
    Client().post("/sign-in", {"name": "x", "password": "wrong wrong wrong"})
    Client().post("/sign-in/forgotten", {"email": ada.email})
    age_sessions(40)
    client.post("/account/details", {"name": "typed"})
    at = now()
    remove_what_is_old(by=SETTING_UP, at=at)
    assert Session.objects.exists()
    assert KeptText.objects.exists()
    remove_what_is_old(by=SETTING_UP, at=at + timedelta(days=2))
    assert not Session.objects.exists()
    assert not KeptText.objects.exists()
    assert not FailedTries.objects.exists()
    assert OneTimePass.objects.exists()
    remove_what_is_old(by=SETTING_UP, at=at + timedelta(days=100))
    assert not OneTimePass.objects.exists()


def test_the_first_administrator_is_invited_from_the_command_line():
    asked = ["ann@example.org", "--name", "Ann", "--organisation", "Elm Tree Surgery"]
    refused = CliRunner().invoke(invite, asked)
    assert refused.exit_code == 1
    assert "--new KIND" in refused.output
    assert CliRunner().invoke(invite, [*asked, "--new", "practice", "--code", "E81001"]).exit_code == 0
    assert last_mail("accounts.staff-invitation").address == "ann@example.org"
    assert Account.objects.get().memberships.get().role == Role.ADMINISTRATOR
    assert Organisation.objects.get().ods_code == "E81001"
    again = CliRunner().invoke(invite, ["bea@example.org", "--name", "Bea", "--organisation", "elm tree surgery"])
    assert again.exit_code == 0
    assert Organisation.objects.count() == 1


def test_one_account_for_one_address_user_name_and_person():
    person = a_person()
    account_for_tests("Ada", email="ada@example.org", username="maple-river-42", person_id=person.pk)
    for same in (
        {"email": "ADA@example.org"},
        {"email": "b@example.org", "username": "Maple-River-42"},
        {"email": "c@example.org", "person_id": person.pk},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            account_for_tests("Other", **same)
    account_for_tests("Other", email="d@example.org")
