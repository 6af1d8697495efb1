"""Guessing is slow, and a stranger cannot lock somebody out by a few tries from elsewhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from ...kernel.errors import Refused
from ..models import FailedTries
from ..services.tries import count_try, forgive_tries
from .fixtures import AT, account_for_tests
from .steps import PASSWORD, a_worker, an_organisation, code_of, sign_in, who_is

pytestmark = pytest.mark.django_db


def tries_until_refused(*, name: str = "ada@example.org", network: str = "10.0.0.1", at=AT, most: int = 200) -> int:
    """How many tries are taken before one is refused."""
    for number in range(most):
        try:
            count_try(name=name, network=network, at=at)
        except Refused:
            return number
    return most


def test_a_name_may_be_tried_eight_times_from_one_place():
    assert tries_until_refused() == 8


def test_waiting_helps():
    tries_until_refused()
    assert tries_until_refused(at=AT + timedelta(minutes=14)) == 0
    assert tries_until_refused(at=AT + timedelta(minutes=15)) == 8


def test_somebody_elsewhere_is_not_locked_out():
    tries_until_refused(network="10.9.9.9")
    assert tries_until_refused(network="10.0.0.1") == 8


def test_guessing_one_name_from_many_places_is_slow_too():
    taken = sum(tries_until_refused(network=f"10.0.0.{place}") for place in range(10))
    assert taken == 40


def test_guessing_many_names_from_one_place_is_slow_too():
    taken = sum(tries_until_refused(name=f"person-{number}", most=3) for number in range(50))
    assert taken == 100


def test_getting_it_right_forgives():
    for _ in range(7):
        count_try(name="ada@example.org", network="10.0.0.1", at=AT)
    forgive_tries(name="Ada@example.org ", network="10.0.0.1", at=AT)
    assert tries_until_refused() == 8


def test_what_is_kept_names_nobody():
    count_try(name="ada@example.org", network="10.0.0.1", at=AT)
    assert not [row for row in FailedTries.objects.values_list("key", flat=True) if "ada" in row or "10.0" in row]


@pytest.mark.parametrize("has_account", [True, False])
def test_the_page_says_the_same_with_and_without_an_account(has_account):
    if has_account:
        account_for_tests(email="ada@example.org", password=PASSWORD)
    client, pages = Client(), []
    for _ in range(10):
        pages.append(
            client.post("/sign-in", {"name": "ada@example.org", "password": "wrong wrong wrong"}).content.decode()
        )
    assert "do not go together" in pages[7]
    assert "too many tries" in pages[8]
    right = client.post("/sign-in", {"name": "ada@example.org", "password": PASSWORD})
    assert "too many tries" in right.content.decode()


def test_codes_are_throttled_for_an_account_not_for_a_browser():
    account = a_worker(an_organisation())
    for _ in range(8):
        client = Client()
        sign_in(client, account)
        client.post("/sign-in/code", {"code": "000000"})
    client = Client()
    sign_in(client, account)
    response = client.post("/sign-in/code", {"code": code_of(account)})
    assert "too many tries" in response.content.decode()
    assert who_is(client) is None


def test_codes_from_many_places_count_together():
    """Whoever tries codes knows the password already: nobody else can be locked out by this, so it is strict."""
    account = a_worker(an_organisation())
    for place in range(9):
        client = Client(REMOTE_ADDR=f"10.0.0.{place}")
        sign_in(client, account)
        response = client.post("/sign-in/code", {"code": "000000"})
    assert "too many tries" in response.content.decode()


def test_one_account_does_not_use_up_the_tries_of_others():
    """What has no place is counted for its own name only."""
    for account in range(30):
        for _ in range(4):
            count_try(name=f"again:{account}", at=AT)
    count_try(name="again:another", at=AT)


def test_proxies_are_believed_only_as_far_as_they_are_ours(settings, rf):
    from ..views.at_the_door import network_of

    request = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.7"}, REMOTE_ADDR="10.0.0.1")
    settings.TRUSTED_PROXIES = 0
    assert network_of(request) == "10.0.0.1"
    settings.TRUSTED_PROXIES = 1
    assert network_of(request) == "192.0.2.7"
