"""The links of the header for whoever is signed in: the one place that knows every component's first page.

Serves `nhsuk/layout.html` through `request.nav_items`. Links hide nothing by themselves: each page checks who may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.page_furniture import NavItem
from whatmatters.foundation.people.permissions import KNOWING

_WRITE_PLANS = frozenset({Role.LINK_WORKER, Role.COACH, Role.CARE_COORDINATOR, Role.CLINICIAN})

PARTS = {"plans": "/plans/", "directory": "/directory/"}
"""Parts of the site whose first page is deeper than the rest."""


class NavigationMiddleware:
    """Puts the links on the request of somebody who is signed in; they are made only if the page shows them."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if request.actor.id:
            request.nav_items = _nav_items  # type: ignore[attr-defined]
        return self.get_response(request)


def _nav_items(request: Request) -> list[NavItem]:
    actor, path = request.actor, request.path
    links = _links(get_language(), frozenset(post.role for post in actor.posts), actor.person_id)
    return [NavItem(text, href, path.startswith(part)) for text, href, part in links]


@lru_cache(maxsize=1024)
def _links(_language: str | None, roles: frozenset[Role], person_id: UUID | None) -> tuple[tuple[str, str, str], ...]:
    """The same for everybody with these roles, in the language that is spoken now.

    Text, address, and what the addresses of that part of the site begin with.
    """
    return tuple((text, href, PARTS.get(href.split("/")[1], href)) for text, href in _made_for(roles, person_id))


def _made_for(roles: frozenset[Role], person_id: UUID | None) -> Iterator[tuple[str, str]]:
    if person_id:
        yield _("My page"), reverse("people:person", args=[person_id])
    if roles or not person_id:
        yield _("Today"), reverse("overview:today")
    for who, text, address, args in _FOR_STAFF:
        if roles & who:
            yield str(text), reverse(address, args=args)


_FOR_STAFF: tuple[tuple[frozenset[Role], object, str, tuple[str, ...]], ...] = (
    (frozenset(KNOWING), lazy("People"), "people:list", ()),
    (_WRITE_PLANS, lazy("Plans"), "care_plans:by_stage", ("review",)),
    (frozenset(Role), lazy("Find services"), "directory:find", ()),
    (frozenset({Role.LINK_WORKER, Role.CARE_COORDINATOR}), lazy("Letters"), "messages:letters", ()),
    (frozenset({Role.ANALYST}), lazy("Counts"), "overview:reach", ()),
    (frozenset({Role.ADMINISTRATOR}), lazy("Staff"), "accounts:staff", ()),
    (frozenset({Role.ADMINISTRATOR}), lazy("Outbox"), "messages:outbox", ()),
    (frozenset({Role.ADMINISTRATOR, Role.DIRECTORY_EDITOR}), lazy("Directory"), "directory:reports", ()),
    (frozenset({Role.ADMINISTRATOR, Role.DIRECTORY_EDITOR}), lazy("Public pages"), "site:feedback", ()),
)
"""Which links staff have, in order: the roles that have it, its words, where it leads."""
