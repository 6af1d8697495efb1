"""A form posted twice does its work once.

Serves every page that posts: the form carries a one-time token, the first post of it wins, and a second one (a
double click, a reload, a retry after a dropped connection) is led to where the first one led. A second post of the
same token with other words in it is refused with what was typed kept on the page, never taken silently. A browser that
goes back fetches the page anew, with a new token and the old words: the same words from the same person to the same
address within minutes are asked about before they are taken a second time.
"""

from __future__ import annotations

import functools
import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from .clock import now
from .errors import WhatmattersError
from .models import Posting

TOKEN_FIELD = "posting"  # noqa: S105 the name of a form field, not a secret
AGAIN_FIELD = "post_again"
"""Sent by whoever was asked, and wants the same words saved a second time."""
_NOT_CONTENT = {TOKEN_FIELD, AGAIN_FIELD, "csrfmiddlewaretoken"}
_LATELY = timedelta(minutes=15)


class PostedBefore(WhatmattersError):
    """The same form was sent before with other words, or the same words a moment ago (`is_same`).

    `outcome` is the address of what was saved then.
    """

    def __init__(self, outcome: str, *, is_same: bool = False) -> None:
        self.outcome, self.is_same = outcome, is_same
        super().__init__("This form was already sent.")


def new_posting_token() -> str:
    """A token for one showing of one form."""
    return secrets.token_urlsafe(18)


def posted_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view: a POST with a token runs in one transaction and at most once.

    Only a redirect counts as done; a page that shows the form again with errors leaves the token unused.
    """

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token = request.POST.get(TOKEN_FIELD, "") if request.method == "POST" else ""
        if not token or len(token) > 60:
            return view(request, *args, **kwargs)
        return _run_once(token, request, lambda: view(request, *args, **kwargs))

    return wrapped


def _run_once(token: str, request: HttpRequest, run: Callable[[], HttpResponse]) -> HttpResponse:
    by, fingerprint = _who(request), _fingerprint(request)
    # A token is of use only to whoever was given it: somebody else's post with it is a post of its own.
    own_token = hashlib.sha256(f"{by}:{token}".encode()).hexdigest()[:60]
    with transaction.atomic():
        _, is_first = Posting.objects.get_or_create(
            token=own_token, defaults={"posted_at": now(), "posted_by": by, "fingerprint": fingerprint}
        )
        posting = Posting.objects.select_for_update().get(token=own_token)
        if not is_first and posting.outcome:
            if posting.fingerprint != fingerprint:
                raise PostedBefore(posting.outcome)
            again = HttpResponseRedirect(posting.outcome)
            again.cookies.load(posting.cookies)  # what the first answer said, which the second press broke off
            return again
        if earlier := _same_words_lately(request, by, fingerprint, now()):
            raise PostedBefore(earlier.outcome, is_same=True)
        response = run()
        if response.status_code in (301, 302, 303):
            posting.outcome = response.headers["Location"]
            posting.cookies = response.cookies.output(header="", sep=";")
            posting.save(update_fields=["outcome", "cookies"])
        else:
            posting.delete()
    return response


def _same_words_lately(request: HttpRequest, by: str, fingerprint: str, at: datetime) -> Posting | None:
    """What the same person saved with the very same words; buttons alone may be pressed as often as one likes."""
    if not by or AGAIN_FIELD in request.POST or not _has_words(request):
        return None
    lately = Posting.objects.filter(posted_by=by, fingerprint=fingerprint, posted_at__gt=at - _LATELY)
    return lately.exclude(outcome="").order_by("posted_at").last()


def _has_words(request: HttpRequest) -> bool:
    """Whether somebody typed more than one word anywhere."""
    return any(
        " " in value.strip()
        for name in request.POST
        if name not in _NOT_CONTENT
        for value in request.POST.getlist(name)
    )


def _who(request: HttpRequest) -> str:
    actor = getattr(request, "actor", None)
    return actor.id if actor and actor.id else (request.session.session_key or "")


def _fingerprint(request: HttpRequest) -> str:
    typed = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in _NOT_CONTENT)
    sizes = sorted((name, upload.name, upload.size) for name, uploads in request.FILES.lists() for upload in uploads)
    return hashlib.sha256(repr((request.path, typed, sizes)).encode()).hexdigest()
