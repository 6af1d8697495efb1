"""What programs ask a website for: robots.txt, a site map, an icon, where to report a weakness.

Serves anybody. Refuses to name addresses that hold anything about a person.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ...kernel.doors import open_to_strangers
from ...kernel.requests import Request
from ...nhsuk.addresses import static
from .. import queries
from .shown import IN_ADDRESS

CLOSED = ("/account/", "/language/", "/page-feedback/", "/people/", "/search/", "/sign-in", "/updates/")


@open_to_strangers
@require_safe
def robots(request: Request) -> HttpResponse:
    """Who may list what: public pages, and nothing at all of a trial copy."""
    closed = CLOSED if settings.PRODUCTION else ("/",)
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in closed)]
    lines += ["", f"Sitemap: {settings.ADDRESS}{reverse('site:sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@open_to_strangers
@require_safe
def sitemap(request: Request) -> HttpResponse:
    """Every public page in every language that it has, for search engines (sitemaps.org, version 0.9)."""
    short = {language: code for code, language in IN_ADDRESS.items()}
    pages = [
        {code: settings.ADDRESS + _address(name, code) for code in map(short.get, languages) if code}
        for name, languages in queries.list_pages_by_language()
    ]
    return render(request, "site/sitemap.xml", {"pages": pages}, content_type="application/xml; charset=utf-8")


def _address(name: str, code: str) -> str:
    if name == "home":
        return reverse("site:home-in-language", args=[code])
    return reverse("site:page-in-language", args=[code, name])


@open_to_strangers
@require_safe
def favicon(request: Request) -> HttpResponse:
    """Our mark, for browsers that ask for it by its old name."""
    return HttpResponsePermanentRedirect(static("nhsuk/icon.svg"))
