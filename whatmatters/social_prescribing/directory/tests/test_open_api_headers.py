"""How the open API answers: open to every website, no cookie, nothing sent twice, and cheap however long a page is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import http_date

from tests.world import an_organisation
from whatmatters.foundation.kernel.actor import Role
from whatmatters.social_prescribing.directory.models import FindingRow, Listing, Postcode
from whatmatters.social_prescribing.directory.queries import open_api

from .conftest import AT, service
from .open_api_asking import LISTS, NOWHERE, ROOT, ask, attribute, made_id

ADDRESSES = ("", *LISTS, *(f"{name}/{NOWHERE}" for name in LISTS), "services/7", "services?page=x", "tea", "services/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_website_may_read_every_answer_and_no_cookie_is_set(db, signed_in, address):
    for client in (Client(enforce_csrf_checks=True), signed_in("Ola")):
        for method in ("get", "head", "options", "post", "put", "delete"):
            response = getattr(client, method)(ROOT + address)
            assert response.headers["Access-Control-Allow-Origin"] == "*"
            assert not response.cookies
            if method in ("post", "put", "delete"):
                assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
            if method not in ("head", "options"):
                assert response.headers["Content-Type"] == "application/json"
                assert response.json()


def test_head_has_no_body(take):
    take()
    response = Client().head(f"{ROOT}services")
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["ETag"]


def test_a_browser_that_asks_first_is_told_yes(db):
    response = Client().options(f"{ROOT}services", headers={"origin": "https://example.org"})
    assert (response.status_code, response.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


def test_what_a_program_has_already_is_not_sent_again(take):
    take()
    listing = Listing.objects.first()
    address = f"{ROOT}services/{listing.id}"
    first = Client().get(address)
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert first.headers["Last-Modified"] == http_date(AT.timestamp())
    for headers in (
        {"if-none-match": first.headers["ETag"]}, {"if-modified-since": first.headers["Last-Modified"]},
    ):  # fmt: skip
        again = Client().get(address, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Access-Control-Allow-Origin"] == "*"
    listing.document["name"], listing.changed_at = "Another name", AT + timedelta(days=1)
    listing.save()
    assert Client().get(address, headers={"if-none-match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize(("error", "status"), [(DatabaseError, 503), (ValueError, 500)])
def test_a_failure_is_told_in_plain_words(db, monkeypatch, error, status):
    def fails(_asked):
        raise error

    monkeypatch.setattr(open_api, "list_services", fails)
    response = Client().get(f"{ROOT}services")
    assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (status, "*")
    assert "Try again" in response.json()["error"]


def test_staff_see_no_more_than_anybody(take, signed_in):
    take()
    Listing.objects.filter(name="Night café").update(state="private")
    staff = signed_in("Ola", posts=[(Role.LINK_WORKER, an_organisation().id)])
    assert staff.get(f"{ROOT}services").json()["total_items"] == 4


ASKED = (
    ("services", {}), ("services", {"full": "true"}), ("services", {"search": "tea"}), ("service_at_locations", {}),
    ("services", {"day": "MO", "minimum_age": "1", "taxonomy_term_id": made_id("Food"), "search": "tea"}),
    ("service_at_locations", {"postcode": "AV1 1AA"}), ("taxonomies", {}), ("taxonomy_terms", {}),
)  # fmt: skip


def test_a_hundred_cost_as_many_statements_as_two(take):
    Postcode.objects.create(postcode="AV1 1AA", latitude_millionths=54_400_100, longitude_millionths=-2_100_000)
    spent = []
    for count in (2, 100):
        take([_tea(number) for number in range(count)])
        assert FindingRow.objects.count() == count
        for address, asked in ASKED:
            ask(address, per_page=100, **asked)
        spent.append([_statements(address, asked) for address, asked in ASKED])
    assert spent[0] == spent[1]
    assert max(spent[0]) <= 9


def _tea(number):
    more = {"days": "MO", "hours": ("10:00", "11:00"), "minimum_age": 5}
    return service(f"Tea {number}", at=(54.4, -2.1), attributes=[attribute("Food")], **more)


def _statements(address, asked):
    with CaptureQueriesContext(connection) as spent:
        page = ask(address, per_page=100, **asked)
    assert page["size"] >= 1 or address == "taxonomies"
    return len(spent)
