"""Puts `request.actor` and `request.account` on every request, and turns strangers away from what is not public.

Serves every view. Costs one statement (and a write once a minute). Refuses: a session that ran out, a closed account, a
post held by somebody who gave no second proof. What was typed into a form that arrives too late is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from whatmatters.foundation.nhsuk.addresses import url

from ..kernel.actor import STRANGER
from ..kernel.clock import now
from ..kernel.doors import is_open
from .rules import time_out_reasons
from .services.kept_text import forget_if_there, keep_typed_text
from .services.sessions import touch_session
from .session_engine import SessionStore, SignedIn
from .typed import KEPT_FIELD, typed_in

SEEN_EVERY = timedelta(minutes=1)


class ActorMiddleware:
    """Comes after the session, locale and CSRF middleware: what arrives here was meant to be sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Recognise whoever asks, answer, and let nothing they saw stay in the browser's store."""
        _recognise(request, now())
        response = self.get_response(request)
        _forget_if_sent(request, response)
        if getattr(request.session, "is_new", False):
            rotate_token(request)
        if request.account or request.lapsed:  # type: ignore[attr-defined]
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Lead strangers, and staff who gave no second proof, to the sign-in page."""
        if is_open(view, request.resolver_match):
            return None
        account: SignedIn | None = request.account  # type: ignore[attr-defined]
        if account is None or (account.has_posts_held_back and account.way_in == "password"):
            return _to_sign_in(request)
        return None


def _recognise(request: Any, at: datetime) -> None:
    request.actor, request.account, request.lapsed = STRANGER, None, None
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return
    store: SessionStore = request.session
    signed_in = store.who()
    if signed_in is None:
        return
    if time_out_reasons(started_at=signed_in.started_at, seen_at=signed_in.seen_at, at=at):
        request.lapsed = signed_in
        return
    request.actor, request.account = signed_in.actor, signed_in
    request.signed_in_as, request.account_links, request.sign_out_href = signed_in.name, _account_links, _sign_out_href
    if at - signed_in.seen_at > SEEN_EVERY:
        touch_session(session_id=signed_in.session_id, at=at)
    if signed_in.language and signed_in.language != translation.get_language():
        translation.activate(signed_in.language)


def _sign_out_href(_request: Any) -> str:
    return url("accounts:sign_out")


def _account_links(_request: Any) -> list[dict[str, object]]:
    """The links beside one's name; asked for by the page's layout only."""
    return [{"text": _("My account"), "href": url("accounts:mine")}]


def _forget_if_sent(request: Any, response: HttpResponse) -> None:
    """What was kept after a time-out is thrown away once it was sent again and taken."""
    if request.method != "POST" or not request.account or response.status_code not in (301, 302, 303):
        return
    if kept_id := request.POST.get(KEPT_FIELD):
        forget_if_there(kept_id=kept_id, account_id=request.account.id)


def _to_sign_in(request: Any) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return _keep_for_later(request)
    why = {"why": "time-out"} if request.lapsed else {"why": "new-post"} if request.account else {}
    return _sign_in_page(next=request.get_full_path(), **why)


def _keep_for_later(request: Any) -> HttpResponse:
    """A form came too late: keep it for the same account, or show it back when nobody is known."""
    typed = typed_in(request)
    if request.lapsed and keep_typed_text(account_id=request.lapsed.id, typed=typed, at=now()):
        return _sign_in_page(why="time-out", kept="yes")
    return render(request, "accounts/not_signed_in.html", {"typed": typed}, status=403)


def _sign_in_page(**asked: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('accounts:sign_in')}?{urlencode(asked)}")
