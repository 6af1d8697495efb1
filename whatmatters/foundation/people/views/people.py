"""Lists, search, one person's page, who looked."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import NotFound, Refused
from whatmatters.foundation.kernel.requests import Request

from ..permissions import Deed
from ..queries.person_page import get_person_page
from ..queries.searching import list_people, search_people
from ..queries.who_looked import get_who_looked
from .asking import leads_to_kept, page_number


@require_safe
def people(request: Request) -> HttpResponse:
    """Everybody whom the actor's organisations care for."""
    page = list_people(page=page_number(request), by=request.actor, at=now())
    return render(request, "people/people.html", {"page": page})


@require_safe
def search(request: Request) -> HttpResponse:
    """Who is meant by a text."""
    text = request.GET.get("q", "")[:200]
    try:
        page = search_people(text, page=page_number(request), by=request.actor, at=now())
    except Refused as refusal:
        return render(request, "people/search.html", {"text": text, "reasons": refusal.reasons}, status=422)
    return render(request, "people/search.html", {"text": text, "page": page, "reasons": ()})


@require_safe
def mine(request: Request) -> HttpResponse:
    """The actor's own page."""
    if request.actor.person_id is None:
        raise NotFound
    return redirect("people:person", person_id=request.actor.person_id)


@require_safe
@leads_to_kept
def person(request: Request, person_id: UUID) -> HttpResponse:
    """One person's page."""
    page = get_person_page(person_id, by=request.actor, at=now())
    return render(request, "people/person.html", {"page": page, "banner": page.banner, "Deed": Deed})


@require_safe
@leads_to_kept
def who_looked(request: Request, person_id: UUID) -> HttpResponse:
    """Who looked at the record, and who changed it."""
    with_own = request.GET.get("own") == "yes"
    page = get_who_looked(person_id, page=page_number(request), with_own=with_own, by=request.actor, at=now())
    return render(request, "people/who-looked.html", {"page": page, "banner": page.banner})
