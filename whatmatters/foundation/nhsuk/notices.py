"""One sentence for the next page: "Your goal is saved."

Serves: views that redirect after a change. Refuses: names and anything else about a person; the sentence waits in a
signed cookie, which a shared computer keeps until the next page.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.signing import BadSignature, dumps, loads
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

COOKIE = "whatmatters_notice"
SALT = "whatmatters.notice"
SECONDS = 120


def redirect_with_notice(address: str, sentence: object) -> HttpResponseRedirect:
    """Go to `address`, where `sentence` will be shown once above the page."""
    response = HttpResponseRedirect(address)
    response.set_cookie(
        COOKIE,
        dumps(str(sentence), salt=SALT),
        max_age=SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def take_notice(request: HttpRequest) -> str:
    """The sentence that waits for this page, marked as shown; empty when there is none."""
    kept = request.COOKIES.get(COOKIE)
    if not kept:
        return ""
    request.notice_was_shown = True  # type: ignore[attr-defined]
    try:
        return str(loads(kept, salt=SALT, max_age=SECONDS))
    except BadSignature:
        return ""


class NoticeMiddleware:
    """Forgets a notice once it has been shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does; drop the cookie if the page showed it and set no new one."""
        response = self.get_response(request)
        if getattr(request, "notice_was_shown", False) and COOKIE not in response.cookies:
            response.delete_cookie(COOKIE, samesite="Lax")
        return response
