"""Public pages that are only read: start page, content pages, search, settings, site map.

Serves anybody, signed in or not, without a cookie. A GET changes nothing.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from ...kernel.doors import open_to_strangers
from ...kernel.requests import Request
from .. import queries
from ..factsheets import make_factsheet
from .shown import IN_ADDRESS, in_language, reader_language, show


@open_to_strangers
@require_safe
def page(request: Request, name: str = "home", language: str = "") -> HttpResponse:
    """One page: in the reader's language, or in the one that its address names."""
    wanted = IN_ADDRESS.get(language) or reader_language(request)
    found = queries.get_public_page(name, language=wanted)
    template = "site/home.html" if name == "home" else "site/page.html"
    context = {"page": found, **in_language(name, wanted, language)}
    return show(request, template, context, language=found.text.language, asks=name)


@open_to_strangers
@require_safe
def factsheet(request: Request, language: str, name: str, form: str) -> HttpResponse:
    """One component's factsheet: a PDF on A4, the same in large print, or plain text."""
    made = make_factsheet(name, language=IN_ADDRESS[language], form=form)
    response = HttpResponse(made.content, content_type=made.content_type)
    response.headers["Content-Disposition"] = f'inline; filename="{made.file_name}"'
    response.headers["Content-Language"] = made.language
    return response


@open_to_strangers
@require_safe
def search(request: Request) -> HttpResponse:
    """Pages that hold the words that were asked for; what was asked is kept nowhere."""
    words = request.GET.get("q", "")[:200]
    found = queries.list_found(words, reader_language(request))
    return show(request, "site/search.html", {"words": words, "found": found})


@open_to_strangers
@require_safe
def how_we_decide(request: Request) -> HttpResponse:
    """Every dated setting, with what gives it force and where it is written."""
    tables = queries.list_shown_settings()
    return show(request, "site/how_we_decide.html", {"tables": tables}, asks="how-we-decide")


@open_to_strangers
@require_safe
def site_map(request: Request) -> HttpResponse:
    """Every public page."""
    groups = queries.list_site_map(reader_language(request))
    return show(request, "site/site_map.html", {"groups": groups}, asks="site-map")
