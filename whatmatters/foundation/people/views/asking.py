"""What the pages of this component share: a form about somebody, and the way from a joined record to the kept one."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from whatmatters.foundation.nhsuk.forms import PlainForm

from ..queries.banner import PersonBanner
from ..queries.looking import JoinedInto

show_and_post = require_http_methods(["GET", "HEAD", "POST"])


def leads_to_kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a page about one person: the address of a record that was joined leads to the one that is kept."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except JoinedInto as joined:
            match = request.resolver_match
            if match is None or "person_id" not in match.kwargs:
                raise
            return redirect(match.view_name, **match.kwargs | {"person_id": joined.kept_id})

    return wrapped


def typed_in(request: HttpRequest) -> QueryDict | None:
    """What was typed; None when the page is only opened. A form may be sent with every answer left out."""
    return request.POST if request.method == "POST" else None


def files_in(request: HttpRequest) -> MultiValueDict | None:
    """The files that were sent; None when the page is only opened."""
    return request.FILES if request.method == "POST" else None


def person_address(person_id: UUID) -> str:
    """Where a person's page is."""
    return reverse("people:person", args=[person_id])


def form_page(
    request: HttpRequest,
    form: PlainForm,
    title: object,
    *,
    cancel: str,
    banner: PersonBanner | None = None,
    template: str = "people/form.html",
    **context: Any,
) -> HttpResponse:
    """A page that asks: heading, questions, a button and a way back. Answers 422 when something has to be put right."""
    words = {"form": form, "title": title, "cancel": cancel, "banner": banner} | context
    is_wrong = form.is_bound and bool(form.errors)
    return render(request, template, words, status=422 if is_wrong else 200)


def page_number(request: HttpRequest) -> int:
    """Which page of a list was asked for; the first when the address says nothing sensible."""
    typed = request.GET.get("page", "")
    return max(1, int(typed)) if typed.isdecimal() and len(typed) < 7 else 1
