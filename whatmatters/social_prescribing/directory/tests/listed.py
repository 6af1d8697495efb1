"""Listings for tests, made through the services, and who keeps them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.urls import reverse

from whatmatters.foundation.kernel.actor import Actor, Post, Role

from ..models import Listing
from ..permissions import sign_contact_link
from ..rules.documents import Told
from ..services.listings import create_listing

KEEPER = Actor.system("tests")
EMAIL = "choir@example.org"


def a_listing(*, at: datetime, **told: Any) -> Listing:
    """A published listing that was assured on the day of `at`."""
    said = {"name": "Harbourside Choir", "description": "We sing together.", "email": EMAIL} | told
    return Listing.objects.get(id=create_listing(told=Told(**said), by=KEEPER, at=at))


def actor_with(role: Role) -> Actor:
    """Somebody with one post."""
    return Actor(str(uuid4()), "Ade Adeyemi", (Post(role, uuid4(), "Harbourside Network"),))


def path_in(message: Any) -> str:
    """The address of the contact's page in an e-mail, which stands on a line of its own, without the host."""
    words = message.get_body(("plain",)).get_content()
    found = re.search(r"^https?://[^/\s]+(/listing/\S+)\s*$", words, re.MULTILINE)
    assert found, words
    return found[1]


def link_to(listing: Listing, asked_on: Any, name: str = "contact") -> str:
    """The address of the page that the link of this day opens."""
    return reverse(f"directory:{name}", args=[sign_contact_link(listing.id, asked_on)])
