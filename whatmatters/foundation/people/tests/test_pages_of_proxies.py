"""Pages of those who act for somebody: what the person hides, how it ends, and how it begins with staff."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from whatmatters.foundation.accounts.tests.fixtures import account_for_tests, sign_in_for_tests
from whatmatters.foundation.accounts.tests.steps import answer_of
from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.messages.kinds import Prepared, Stopped
from whatmatters.foundation.messages.models import Message
from whatmatters.foundation.people.models import Person, ProxyGrant
from whatmatters.foundation.people.sections import Section
from whatmatters.foundation.people.services.in_advance import Power, record_power_of_attorney
from whatmatters.foundation.people.services.proxies import Grant, grant_proxy_access

from .browsing import get, post
from .world import NOW

GIVEN = Grant("account-nephew", "Idris Khan", "Nephew", [Section.IDENTITY, Section.PLAN, Section.CIRCLE])


def test_the_person_hides_by_page_and_the_next_request_is_without_it(
    own: Client, staff: Client, amina: Person, herself: Actor
) -> None:
    account = account_for_tests("Idris Khan")
    grant = replace(GIVEN, proxy_id=str(account.pk))
    grant_id = grant_proxy_access(person_id=amina.id, grant=grant, by=herself, at=NOW)
    nephew = sign_in_for_tests(Client(), account)
    get(nephew, "circle", amina.id)
    assert reverse("people:proxy", args=[amina.id, grant_id]) in get(own, "consent", amina.id)
    get(own, "proxy", amina.id, grant_id)
    post(own, "proxy_hide", amina.id, grant_id, "circle")
    get(nephew, "circle", amina.id, status=404)
    assert "Hidden from them" in get(own, "proxy", amina.id, grant_id)
    get(nephew, "proxy", amina.id, grant_id, status=404)
    get(staff, "proxy", amina.id, grant_id, status=404)
    post(own, "proxy_hide", amina.id, grant_id, "nonsense", status=404)
    post(own, "proxy_show", amina.id, grant_id, "circle")
    get(nephew, "circle", amina.id)


@pytest.mark.parametrize(("tells", "told"), [("no", 0), ("yes", 1)])
def test_it_is_ended_at_once_and_told_only_where_that_is_safe(
    own: Client, amina: Person, herself: Actor, tells: str, told: int
) -> None:
    account = account_for_tests("Idris Khan")
    grant_id = grant_proxy_access(
        person_id=amina.id, grant=replace(GIVEN, proxy_id=str(account.pk)), by=herself, at=NOW
    )
    nephew = sign_in_for_tests(Client(), account)
    get(nephew, "person", amina.id)
    place = reverse("accounts:end_acting", args=[amina.id, grant_id])
    assert "say nothing" in own.get(place).content.decode()
    assert own.post(place, {"tells": tells}).status_code == 302
    get(nephew, "person", amina.id, status=404)
    sent = Message.objects.filter(kind="accounts.proxy-ended")
    assert sent.count() == told
    assert own.post(place, {"tells": tells}).status_code == 404
    assert sent.count() == told


def test_staff_choose_a_basis_and_answer_about_pressure(staff: Client, amina: Person, lin: Actor) -> None:
    place = reverse("accounts:invite_proxy", args=[amina.id])
    assert "Which power of attorney is it?" not in staff.get(place).content.decode()
    power = Power("Idris Khan", "health-welfare", is_registered=True)
    power_id = record_power_of_attorney(person_id=amina.id, power=power, by=lin, at=NOW)
    assert "Which power of attorney is it?" in staff.get(place).content.decode()
    typed = {"name": "Idris Khan", "relationship": "nephew", "email": "i@example.org", "sections": ["plan"]}
    pressed = staff.post(place, typed | {"basis": "asked", "sign_of_pressure": "yes"})
    assert "This cannot be set up today." in pressed.content.decode()
    assert not ProxyGrant.objects.exists()
    chosen = {"basis": "attorney", "power_id": str(power_id), "sign_of_pressure": "no"}
    assert staff.post(place, typed | chosen).status_code == 302
    assert (ProxyGrant.objects.get().basis, ProxyGrant.objects.get().power_id) == ("attorney", power_id)


def test_an_invitation_that_waits_is_not_sent_once_it_has_ended(own: Client, amina: Person) -> None:
    place = reverse("accounts:invite_proxy", args=[amina.id])
    typed = {"name": "Idris Khan", "relationship": "nephew", "email": "i@example.org", "sections": ["plan"]}
    assert own.post(place, typed).status_code == 302
    message = Message.objects.get(kind="accounts.proxy-invitation")
    assert isinstance(answer_of(message), Prepared)
    grant = ProxyGrant.objects.get()
    own.post(reverse("accounts:end_acting", args=[amina.id, grant.id]), {"tells": "no"})
    assert isinstance(answer_of(message), Stopped)
