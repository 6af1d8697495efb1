"""Views that fail in every way that a view can, at addresses of their own, for the tests of error pages."""

from __future__ import annotations

from pathlib import Path

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from whatmatters.foundation.kernel.audit import record_read
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.doors import open_to_strangers
from whatmatters.foundation.kernel.errors import EditConflict, NotAllowed, NotFound, Refused
from whatmatters.foundation.kernel.posting import PostedBefore
from whatmatters.foundation.kernel.reasons import Reason
from whatmatters.project import urls


def _not_found() -> None:
    raise NotFound


def _no_such_page() -> None:
    raise Http404("Mary Okafor")


def _not_allowed() -> None:
    raise NotAllowed(Reason("x", "Only a clinician can do this."))


def _refused() -> None:
    raise Refused(Reason("x", "The review is too far away."))


def _conflict() -> None:
    raise EditConflict(mine={"Goal": "walk to the shop"}, theirs={"Goal": "walk to the park"}, changed_by="Wen Li")


def _posted_before() -> None:
    raise PostedBefore("/plans/1")


def _disk_full() -> None:
    Path("/dev/full").write_text("words", encoding="utf-8")


def _audit_away() -> None:
    from uuid import uuid4

    from whatmatters.foundation.kernel.actor import Actor

    record_read("opened", by=Actor.system("tests"), at=now(), person_id=uuid4())


def _nobody_expected_this() -> None:
    raise ValueError("Mary Okafor, 999 000 0018")


def _statement() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


FAILURES = {
    "not-found": _not_found,
    "no-such-page": _no_such_page,
    "not-allowed": _not_allowed,
    "refused": _refused,
    "conflict": _conflict,
    "posted-before": _posted_before,
    "disk-full": _disk_full,
    "audit-away": _audit_away,
    "unexpected": _nobody_expected_this,
    "statement": _statement,
}


@open_to_strangers
def fail(request: HttpRequest, how: str) -> HttpResponse:
    """Fail in this way, once what was sent has been read."""
    request.POST.get("words")
    FAILURES[how]()
    return HttpResponse("fine")


@open_to_strangers
@require_POST
def only_post(request: HttpRequest) -> HttpResponse:
    """Takes a form and nothing else."""
    return HttpResponse("fine")


handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
urlpatterns = [path("fail/<str:how>", fail), path("only-post", only_post), *urls.urlpatterns]
