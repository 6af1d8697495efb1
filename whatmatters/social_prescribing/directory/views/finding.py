"""Finding services, and one service's own page. For anybody, with or without an account.

What is looked for is posted, so that it stands in no address, history or log; posting changes nothing.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import day_of, now
from whatmatters.foundation.kernel.doors import open_to_strangers
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.site.views.shown import show

from ..forms.finding import FindForm
from ..queries import listings
from ..queries.finding.answer import Answer, get_answer, list_needs_to_browse


@csrf_exempt
@open_to_strangers
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: Request) -> HttpResponse:
    """The search, and what it found."""
    asked: Any = request.POST or ({"need": request.GET["need"]} if request.GET.get("need") else None)
    form = FindForm(asked)
    answers: list[Answer] = []
    if asked:
        saved(form, lambda: answers.append(_answer(request, form)))
    context = {"form": form, "answer": answers[0] if answers else None, "needs": list_needs_to_browse()}
    return show(request, "directory/find.html", context, status=422 if form.errors else 200)


def _answer(request: Request, form: FindForm) -> Answer:
    number = request.POST.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() else 1
    return get_answer(said=form.cleaned_data, page=page, day=day_of(now()))


@open_to_strangers
@require_safe
def listing(request: Request, listing_id: UUID) -> HttpResponse:
    """One service's page."""
    page = listings.get_listing(listing_id, by=request.actor, at=now())
    return show(request, "directory/listing.html", {"page": page})
