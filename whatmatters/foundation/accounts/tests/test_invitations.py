"""Invitations of staff, persons and proxies: single use, expiring, sent again, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.world import a_person, a_relationship

from ...kernel.actor import Role
from ...kernel.errors import NotAllowed, NotFound, Refused
from ...people.models import ContactPoint, ProxyGrant
from ...people.sections import Section
from ..models import Account, OneTimePass
from ..services import invite_person, invite_staff
from ..services.invitations import invite_again, print_code, take_back_invitation
from .fixtures import account_for_tests, actor_of, sign_in_for_tests
from .steps import PASSWORD, a_worker, an_organisation, code_of, last_mail, link_in, now, sign_in, who_is

pytestmark = pytest.mark.django_db


@pytest.fixture
def elm():
    return an_organisation()


@pytest.fixture
def mary(elm):
    return a_person("Mary Okafor", cared_for_by=elm)


@pytest.fixture
def worker(elm):
    return a_worker(elm)


def browser_of(account: Account) -> Client:
    return sign_in_for_tests(Client(), account)


def test_an_administrator_invites_staff_who_then_set_up_an_app(elm):
    admin = browser_of(a_worker(elm, Role.ADMINISTRATOR, name="Ann"))
    form = {"name": "Sam Patel", "email": "sam@example.org", "role": "coach", "organisation_id": str(elm.pk)}
    assert admin.post("/account/staff/invite", form).headers["Location"] == "/account/staff"
    assert "Sam Patel" in admin.get("/account/staff").content.decode()
    client, link = Client(), link_in(last_mail("accounts.staff-invitation"))
    assert "Welcome, Sam Patel" in client.get(link).content.decode()
    assert client.post(link, {"password": PASSWORD}).headers["Location"] == "/sign-in/set-up-code"
    assert who_is(client) is None
    sam = Account.objects.get(email="sam@example.org")
    assert client.post("/sign-in/set-up-code", {"code": code_of(sam)}).status_code == 302
    assert who_is(client) == sam.pk
    assert Client().get(link).status_code == 404


def test_an_invitation_expires_and_can_be_sent_again(elm):
    admin = a_worker(elm, Role.ADMINISTRATOR, name="Ann")
    invite_staff(
        organisation_id=elm.pk, name="Sam", email="sam@example.org", role=Role.COACH, by=actor_of(admin), at=now()
    )
    first = link_in(last_mail("accounts.staff-invitation"))
    OneTimePass.objects.update(expires_at=now())
    assert Client().get(first).status_code == 404
    client = browser_of(admin)
    assert "Invitation ran out" in client.get("/account/staff").content.decode()
    post = Account.objects.get(email="sam@example.org").memberships.get()
    client.post(f"/account/staff/{post.pk}/again")
    second = link_in(last_mail("accounts.staff-invitation"))
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_somebody_with_an_account_gets_a_second_post_without_a_second_account(elm):
    oak = an_organisation("Oak Practice")
    sam = a_worker(elm, Role.COACH, name="Sam")
    admin = actor_of(a_worker(oak, Role.ADMINISTRATOR, name="Ann"))
    asked = {"organisation_id": oak.pk, "name": "S.", "email": sam.email.upper(), "by": admin, "at": now()}
    assert invite_staff(role=Role.COACH, **asked) == sam.pk
    assert "new role" in last_mail("accounts.new-post").text
    with pytest.raises(Refused):
        invite_staff(role=Role.COACH, **asked)
    invite_staff(role=Role.LINK_WORKER, **asked)
    assert len(actor_of(sam).posts) == 3


def test_administrators_of_two_places_are_apart(elm):
    oak = an_organisation("Oak Practice")
    ann, bea = a_worker(elm, Role.ADMINISTRATOR, name="Ann"), a_worker(oak, Role.ADMINISTRATOR, name="Bea")
    sam = a_worker(oak, Role.COACH, name="Sam Patel")
    client = browser_of(ann)
    assert "Sam Patel" not in client.get("/account/staff").content.decode()
    post = sam.memberships.get()
    for path in ("end", "app"):
        assert client.get(f"/account/staff/{post.pk}/{path}").status_code == 404
        assert client.post(f"/account/staff/{post.pk}/{path}", {"why": "x"}).status_code == 404
    assert client.post(f"/account/staff/{post.pk}/again").status_code == 404
    asked = {"name": "X", "email": "x@example.org", "role": Role.COACH, "at": now()}
    with pytest.raises(NotFound):
        invite_staff(organisation_id=oak.pk, by=actor_of(ann), **asked)
    with pytest.raises(NotAllowed):
        invite_staff(organisation_id=oak.pk, by=actor_of(sam), **asked)
    form = {"name": "X", "email": "x@example.org", "role": "coach", "organisation_id": str(oak.pk)}
    assert client.post("/account/staff/invite", form).status_code == 200
    assert not Account.objects.filter(email="x@example.org").exists()
    assert browser_of(sam).get("/account/staff").status_code == 403
    assert "Sam Patel" in browser_of(bea).get("/account/staff").content.decode()


def test_a_worker_invites_a_person_by_email(elm, worker, mary):
    client = browser_of(worker)
    assert "has no account" in client.get(f"/people/{mary.pk}/sign-in").content.decode()
    sent = client.post(f"/people/{mary.pk}/sign-in/invite", {"email": "mary@example.org"})
    assert sent.headers["Location"] == f"/people/{mary.pk}/sign-in"
    mail = last_mail("accounts.invitation")
    assert mail.address == "mary@example.org"
    assert "Okafor" not in mail.text.replace("Hello Mary Okafor,", "")
    marys = Client()
    assert marys.post(link_in(mail), {"password": PASSWORD}).headers["Location"] == "/account/arrive"
    assert Account.objects.get(pk=who_is(marys)).person_id == mary.pk
    with pytest.raises(Refused):
        invite_person(person_id=mary.pk, email="other@example.org", by=actor_of(worker), at=now())


def test_a_person_without_email_gets_a_sheet(worker, mary):
    client = browser_of(worker)
    made = client.post(f"/people/{mary.pk}/sign-in/invite", {"email": ""})
    page = client.get(made.headers["Location"]).content.decode()
    import re

    name, code = re.findall(r'wm-key">([^<]+)<', page)
    assert re.fullmatch(r"[a-z]+-[a-z]+-\d\d", name)
    typed = {"name": name.upper(), "code": code.lower().replace("-", " "), "password": "short"}
    assert Client().post("/sign-in/sheet", typed).status_code == 200
    marys = Client()
    assert marys.post("/sign-in/sheet", typed | {"password": PASSWORD}).headers["Location"] == "/account/arrive"
    assert Account.objects.get(pk=who_is(marys)).person_id == mary.pk
    again = Client().post("/sign-in/sheet", typed | {"password": PASSWORD})
    assert "do not go together" in again.content.decode()
    assert client.get(made.headers["Location"]).status_code == 404


def test_only_who_made_a_sheet_sees_it_and_only_for_a_while(elm, worker, mary):
    made = invite_person(person_id=mary.pk, by=actor_of(worker), at=now())
    path = f"/account/sheets/{made.sheet_id}"
    assert browser_of(worker).get(path).status_code == 200
    assert browser_of(a_worker(elm, Role.COACH, name="Other")).get(path).status_code == 404
    OneTimePass.objects.update(created_at=now() - timedelta(minutes=31))
    assert browser_of(worker).get(path).status_code == 404


def test_codes_on_sheets_are_not_guessed(worker, mary):
    made = invite_person(person_id=mary.pk, by=actor_of(worker), at=now())
    name = Account.objects.get(pk=made.account_id).username
    for _ in range(8):
        Client().post("/sign-in/sheet", {"name": name, "code": "AAAA-AAAA-AAAA", "password": PASSWORD})
    response = Client().post("/sign-in/sheet", {"name": name, "code": "AAAA-AAAA-AAAA", "password": PASSWORD})
    assert "too many tries" in response.content.decode()


def test_a_worker_prints_a_new_code_after_checking_who_it_is(elm, worker, mary):
    from ...kernel.models import AuditEvent

    marys = account_for_tests("Mary", person_id=mary.pk, password=PASSWORD)
    client = browser_of(worker)
    path = f"/people/{mary.pk}/sign-in/{marys.pk}/code"
    assert "Choose an answer" in client.post(path, {"posting": ""}).content.decode()
    made = client.post(path, {"checked_how": "photo"})
    assert client.get(made.headers["Location"]).status_code == 200
    event = AuditEvent.objects.get(action="printed a sign-in code")
    assert (event.person_id, event.why) == (mary.pk, "photo")


def test_a_worker_makes_no_way_into_a_colleagues_work(elm, worker):
    """A colleague who is also a patient here: their account cannot be taken over through their record."""
    colleague = a_person("Col League", cared_for_by=elm)
    account = account_for_tests("Col", person_id=colleague.pk, posts=[(Role.CLINICIAN, elm.pk)], password=PASSWORD)
    asked = {"account_id": account.pk, "person_id": colleague.pk, "by": actor_of(worker), "at": now()}
    with pytest.raises(NotAllowed):
        print_code(checked_how="known", **asked)
    client = browser_of(worker)
    assert client.post(f"/people/{colleague.pk}/sign-in/{account.pk}/close", {"why": "x"}).status_code == 403


def test_an_account_of_somebody_else_is_not_reached_through_a_person(elm, worker, mary):
    other = account_for_tests("Stranger", password=PASSWORD)
    asked = {"account_id": other.pk, "person_id": mary.pk, "by": actor_of(worker), "at": now()}
    for service in (invite_again, take_back_invitation):
        with pytest.raises(NotFound):
            service(**asked)
    with pytest.raises(NotFound):
        print_code(checked_how="known", **asked)


def test_people_are_invited_only_by_those_who_look_after_them(elm, mary):
    oak = an_organisation("Oak Practice")
    for account, seen, done in (
        (a_worker(oak, name="Elsewhere"), 404, 404),
        (a_worker(elm, Role.ADMINISTRATOR, name="Ann"), 404, 404),
        (account_for_tests("Mary", person_id=mary.pk), 200, 403),
    ):
        client = browser_of(account)
        assert client.get(f"/people/{mary.pk}/sign-in").status_code == seen
        assert client.post(f"/people/{mary.pk}/sign-in/invite", {"email": "m@example.org"}).status_code == done


def test_the_person_lets_somebody_act_for_them(mary):
    client = browser_of(account_for_tests("Mary", person_id=mary.pk))
    form = {"name": "Ada Okafor", "relationship": "daughter", "email": "ada@example.org", "sections": ["plan"]}
    assert client.post(f"/people/{mary.pk}/sign-in/proxy", form).status_code == 302
    page = client.get(f"/people/{mary.pk}/sign-in").content.decode()
    assert "Ada Okafor" in page
    assert "Print a sign-in code" not in page


@pytest.mark.parametrize("why", ["died", "taken", "unsafe"])
def test_who_is_not_invited(why, elm, worker, mary):
    email = "mary@example.org"
    if why == "died":
        mary.state = "died"
        mary.save()
    if why == "taken":
        account_for_tests("John", email=email)
    if why == "unsafe":
        ContactPoint.objects.create(person=mary, kind="email", value="MARY@example.org", is_safe=False)
    with pytest.raises(Refused):
        invite_person(person_id=mary.pk, email=email, by=actor_of(worker), at=now())
    assert not Account.objects.filter(person=mary).exists()


def test_a_proxy_is_invited_in_chosen_sections(elm, worker, mary):
    client = browser_of(worker)
    form = {"name": "Ada Okafor", "relationship": "daughter", "email": "ada@example.org", "sections": ["plan"]}
    assert client.post(f"/people/{mary.pk}/sign-in/proxy", form).status_code == 200
    form |= {"basis": "asked", "sign_of_pressure": "no"}
    sent = client.post(f"/people/{mary.pk}/sign-in/proxy", form)
    assert sent.status_code == 302
    grant = ProxyGrant.objects.get()
    assert grant.sections == {Section.PLAN}
    mail = last_mail("accounts.proxy-invitation")
    assert "Mary" not in mail.text
    adas = Client()
    adas.post(link_in(mail), {"password": PASSWORD})
    assert str(who_is(adas)) == grant.proxy_id
    page = client.get(f"/people/{mary.pk}/sign-in").content.decode()
    assert "ada@example.org" in page


def test_an_invitation_is_taken_back(worker, mary):
    made = invite_person(person_id=mary.pk, email="mary@example.org", by=actor_of(worker), at=now())
    link = link_in(last_mail("accounts.invitation"))
    client = browser_of(worker)
    client.post(f"/people/{mary.pk}/sign-in/{made.account_id}/take-back")
    assert Client().post(link, {"password": PASSWORD}).status_code == 404


def test_death_ends_sessions_links_and_mail(elm, worker, mary):
    from ...messages.kinds import Stopped
    from ...messages.models import Message
    from ..services.records import shut_out_for_death
    from .steps import answer_of

    marys, client = account_for_tests("Mary", person_id=mary.pk, password=PASSWORD), Client()
    sign_in(client, marys)
    invite_again_link = client.post("/sign-in/forgotten", {"email": marys.email})
    assert invite_again_link.status_code == 200
    shut_out_for_death(person_id=mary.pk, by=actor_of(worker), at=now())
    mary.state = "died"
    mary.save()
    assert who_is(client) is None
    assert sign_in(Client(), marys).status_code == 200
    assert isinstance(answer_of(Message.objects.get(kind="accounts.new-password")), Stopped)


def test_joining_records_takes_the_account_along_and_back(mary, elm):
    from ..services.records import AccountMover

    kept = a_person("Mary Okafor", cared_for_by=elm)
    account = account_for_tests("Mary", person_id=mary.pk)
    mover = AccountMover()
    done = mover.move(mary.pk, kept.pk, now())
    account.refresh_from_db()
    assert account.person_id == kept.pk
    mover.put_back(done, mary.pk, kept.pk, now())
    account.refresh_from_db()
    assert account.person_id == mary.pk
    account_for_tests("Mary", person_id=kept.pk)
    assert mover.move(mary.pk, kept.pk, now()) == []


def test_a_relationship_that_ended_takes_the_right_to_help_with_it(elm, worker, mary):
    relationship = mary.relationships.get()
    relationship.ends_before = now().date()
    relationship.save()
    assert browser_of(worker).get(f"/people/{mary.pk}/sign-in").status_code == 404
    a_relationship(mary, elm)
    assert browser_of(worker).get(f"/people/{mary.pk}/sign-in").status_code == 200
