"""Every refusal and every failure as a page in plain words: what happened, what to do, and that nothing is lost.

Serves all views through `ErrorPages`, and Django through the handlers that `urls` names. Works without the database.
Refuses to put a person's data into a message or the log, and to offer sending a form again that did not come from one
of our own pages: then its words are only shown.
"""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost, PermissionDenied, RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from whatmatters.foundation.accounts.typed import Typed, typed_in
from whatmatters.foundation.kernel.errors import AuditUnavailable, EditConflict, NotAllowed, NotFound, Refused
from whatmatters.foundation.kernel.posting import PostedBefore

log = logging.getLogger("whatmatters.errors")

PLAINEST = (
    "<!DOCTYPE html><html lang='en'><title>Sorry</title><h1>Sorry, something went wrong</h1>"
    "<p>Nothing that was saved before is lost. Go back with your browser, wait a minute and try again.</p></html>"
)
"""When not even a page can be made."""


class ErrorPages:
    """Turns what services and queries raise into pages. Stands next to the views."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does; an address that takes no such request gets a page too."""
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            page = _page(request, "gone_on", 405)
            page.headers["Allow"] = response.headers.get("Allow", "")
            return page
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an exception of a view; nothing for one that nobody expected (Django logs it, then asks us)."""
        return page_for(request, error)


def page_for(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """The page for an exception; nothing for one that is no refusal and no known failure."""
    if is_out_of_order(error):
        return _out_of_order(request, error)
    for kind, make in PAGES:
        if isinstance(error, kind):
            return make(request, error)
    return None


def is_out_of_order(error: BaseException | None) -> bool:
    """Whether what we stand on failed: database, disk, or the audit trail. Waiting and trying again can help."""
    if isinstance(error, AuditUnavailable | OperationalError | InterfaceError):
        return True
    return _is_disk_full(error)


def _is_disk_full(error: BaseException | None) -> bool:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if isinstance(error, DatabaseError) and ("full" in str(error) or "No space left" in str(error)):
            return True
        error = error.__cause__ or error.__context__
    return False


def _out_of_order(request: HttpRequest, error: Any) -> HttpResponse:
    kind = "full" if _is_disk_full(error) else "audit" if isinstance(error, AuditUnavailable) else "away"
    log.error("Out of order (%s): %s.", kind, type(error).__name__)
    page = _page(request, "out_of_order", 503, kind=kind)
    page.headers["Retry-After"] = "30"
    return page


def _not_found(request: HttpRequest, _error: Any) -> HttpResponse:
    return _page(request, "not_found", 404)


def _not_allowed(request: HttpRequest, error: Any) -> HttpResponse:
    return _page(request, "not_allowed", 403, reasons=[str(reason) for reason in getattr(error, "reasons", ())])


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return _page(request, "refused", 422, reasons=[str(reason) for reason in error.reasons])


def _conflict(request: HttpRequest, error: Any) -> HttpResponse:
    names = list(dict.fromkeys([*error.mine, *error.theirs]))
    both = [(name, str(error.theirs.get(name, "")), str(error.mine.get(name, ""))) for name in names]
    return _page(request, "conflict", 409, both=both, changed_by=error.changed_by)


def _posted_before(request: HttpRequest, error: Any) -> HttpResponse:
    return _page(request, "posted_before", 409, outcome=error.outcome, is_same=error.is_same)


def _too_big(request: HttpRequest, _error: Any) -> HttpResponse:
    return _page(request, "too_big", 413)


PAGES: tuple[tuple[type[BaseException], Callable[[HttpRequest, Any], HttpResponse]], ...] = (
    (NotFound, _not_found),
    (Http404, _not_found),
    (NotAllowed, _not_allowed),
    (PermissionDenied, _not_allowed),
    (Refused, _refused),
    (EditConflict, _conflict),
    (PostedBefore, _posted_before),
    (RequestDataTooBig, _too_big),
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's 400: a request that cannot be understood, or is too big."""
    return page_for(request, exception) or _page(request, "bad_request", 400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's 403."""
    return _not_allowed(request, exception)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's 404: no such address, or not one of yours."""
    return _not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's 500: what nobody expected. Also what failed before a view was reached, such as the database."""
    return page_for(request, sys.exc_info()[1]) or _page(request, "server_error", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token was too old, missing or wrong: show what was typed; offer to send it only if it is ours."""
    try:
        request.POST  # noqa: B018 reading it finds out
    except RequestDataTooBig as error:  # then there was no token to be read
        return _too_big(request, error)
    return _page(request, "token_too_old", 403)


def came_from_us(request: HttpRequest) -> bool:
    """Whether a browser says that this form stood on a page of ours. Without its word we take it for a stranger's."""
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(said)
    return bool(parts.netloc) and (parts.scheme, parts.netloc) == (request.scheme, _own_host(request))


def _page(request: HttpRequest, template: str, status: int, **told: Any) -> HttpResponse:
    """A page of ours, whatever state the rest is in."""
    typed = typed_in(request) if request.method == "POST" else Typed(request.path)
    told |= {
        "typed": typed,
        "may_send_again": typed.can_be_sent_again and came_from_us(request),
        "back": _back(request),
    }
    for leave_out in ((), ("nav_items", "account_links", "signed_in_as")):
        for name in leave_out:
            setattr(request, name, ())
        try:
            return render(request, f"project/{template}.html", told, status=status)
        except Exception as error:  # whatever is broken, somebody reads a sentence
            log.error("The page %s could not be made (%s).", template, type(error).__name__)
    return HttpResponse(PLAINEST, status=status)


def _back(request: HttpRequest) -> str:
    """The page of ours that somebody came from; empty when unknown."""
    before = urlsplit(request.headers.get("Referer", ""))
    is_ours = bool(before.netloc) and before.netloc == _own_host(request)
    return f"{before.path}?{before.query}" if is_ours and before.query else before.path if is_ours else ""


def _own_host(request: HttpRequest) -> str:
    """The host that was asked for, if it is one of ours."""
    try:
        return request.get_host()
    except DisallowedHost:
        return ""
