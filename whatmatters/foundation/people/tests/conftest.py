"""What the tests of people's records share."""

from __future__ import annotations

import pytest
from django.test import Client

from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.people.models import Organisation, Person

from .browsing import SignedIn
from .world import a_link_worker, a_person, an_organisation, the_person


@pytest.fixture
def surgery(db: None) -> Organisation:
    """A GP practice: it cares directly."""
    return an_organisation()


@pytest.fixture
def choir(db: None) -> Organisation:
    """A voluntary organisation: it sees only by consent."""
    return an_organisation("Riverside Choir", "voluntary")


@pytest.fixture
def lin(surgery: Organisation) -> Actor:
    """The surgery's link worker."""
    return a_link_worker(surgery)


@pytest.fixture
def amina(surgery: Organisation) -> Person:
    """Somebody whom the surgery cares for."""
    return a_person(surgery)


@pytest.fixture
def herself(amina: Person) -> Actor:
    """Amina, signed in."""
    return the_person(amina)


@pytest.fixture
def staff(signed_in: SignedIn, surgery: Organisation) -> Client:
    """A link worker of the surgery, signed in."""
    return signed_in("Lin Ker", posts=[(Role.LINK_WORKER, surgery.id)])


@pytest.fixture
def own(signed_in: SignedIn, amina: Person) -> Client:
    """Amina, signed in."""
    return signed_in("Amina Khan", person_id=amina.id)
