"""Pages of the design system itself: choosing a language, and the gallery of components.

Serves: everybody, signed in or not. Refuses: to send anybody to another site after a choice.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from whatmatters.foundation.nhsuk.gallery import gallery_context

YEAR = 365 * 24 * 60 * 60


@require_safe
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Show this and later pages in another language; the choice is kept in a cookie, and nothing else is.

    Raises Http404 for a language that we do not have.
    """
    if code not in dict(settings.LANGUAGES):
        raise Http404
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, with when to use it and its code."""
    return render(request, "nhsuk/gallery/page.html", gallery_context())
