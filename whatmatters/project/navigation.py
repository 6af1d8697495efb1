"""The links of the header for whoever is signed in: the one place that knows every component's first page.

Serves `nhsuk/layout.html` through `request.nav_items`. Links hide nothing by themselves: each page checks who may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.page_furniture import NavItem
from whatmatters.foundation.people.permissions import KNOWING

_WRITE_PLANS = (Role.LINK_WORKER, Role.COACH, Role.CARE_COORDINATOR, Role.CLINICIAN)


class NavigationMiddleware:
    """Puts the links on the request of somebody who is signed in; they are made only if the page shows them."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if request.actor.id:
            request.nav_items = _nav_items  # type: ignore[attr-defined]
        return self.get_response(request)


def _nav_items(request: Request) -> list[NavItem]:
    return [NavItem(text, href, request.path.startswith(href) and href != "/") for text, href in _links(request.actor)]


def _links(actor: Actor) -> Iterator[tuple[str, str]]:
    if actor.person_id:
        yield _("My page"), reverse("people:person", args=[actor.person_id])
    if actor.is_staff or not actor.person_id:
        yield _("Today"), reverse("overview:today")
    if actor.has_role(*KNOWING):
        yield _("People"), reverse("people:list")
    if actor.has_role(*_WRITE_PLANS):
        yield _("Plans"), reverse("care_plans:by_stage", args=["review"])
    if actor.has_role(Role.LINK_WORKER, Role.CARE_COORDINATOR):
        yield _("Letters"), reverse("messages:letters")
    if actor.has_role(Role.ANALYST):
        yield _("Counts"), reverse("overview:reach")
    if actor.has_role(Role.ADMINISTRATOR):
        yield _("Staff"), reverse("accounts:staff")
        yield _("Outbox"), reverse("messages:outbox")
    if actor.has_role(Role.ADMINISTRATOR, Role.DIRECTORY_EDITOR):
        yield _("Public pages"), reverse("site:feedback")
