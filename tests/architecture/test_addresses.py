"""Every address refuses a stranger, unless it is named as public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.resolvers import RoutePattern

from whatmatters.foundation.kernel.doors import is_open

from .allowed import PUBLIC_ADDRESSES

STAND_INS = {
    "int": "1",
    "uuid": str(UUID(int=1)),
    "site_page": "privacy",
    "site_component": "choice-and-rights",
    "site_language": "pl",
    "site_factsheet": "factsheet.txt",
}


@dataclass(frozen=True)
class Address:
    """One address of the site: its name, and an example of it."""

    name: str
    example: str

    def __str__(self) -> str:
        return self.name or self.example


def list_addresses() -> list[Address]:
    """Every address, found from the table of addresses that the site itself uses."""
    return list(_walk(get_resolver().url_patterns, prefix="/", space=""))


def _walk(patterns: list[URLPattern | URLResolver], *, prefix: str, space: str) -> Iterator[Address]:
    for pattern in patterns:
        example = prefix + _example(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, prefix=example, space=inner)
        else:
            yield Address(f"{space}{pattern.name}" if pattern.name else "", example)


def _example(pattern: URLPattern | URLResolver) -> str:
    route = pattern.pattern
    assert isinstance(route, RoutePattern), f"write {route} with path(), so that this test can follow it"
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: STAND_INS.get(found[1] or "str", "something"), str(route))


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", list_addresses(), ids=str)
def test_it_refuses_a_stranger(address, method):
    """A stranger is led to sign in (302) or refused (401, 403): before it is known whether the thing exists."""
    if address.name in PUBLIC_ADDRESSES:
        return
    response = getattr(Client(), method)(address.example)
    led_to_sign_in = response.status_code == 302 and "sign-in" in response.headers["Location"]
    assert led_to_sign_in or response.status_code in (401, 403), response.status_code


def test_what_is_open_to_strangers_is_listed_with_a_reason():
    """Two keys: the code says that a page is open, and the list says why."""
    matches = [resolve(address.example) for address in list_addresses()]
    assert {match.view_name for match in matches if is_open(match.func, match)} == PUBLIC_ADDRESSES.keys()


def test_every_address_has_a_name():
    assert not [address.example for address in list_addresses() if not address.name]
