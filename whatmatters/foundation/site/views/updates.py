"""Updates by e-mail: ask, confirm, stop. Opening a link changes nothing; a button does.

Serves anybody. These forms act only on the address that was typed, or on what the link in the e-mail names, so they
need no cookie. Refuses to tell whether an address was known.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from ...kernel.answers import saved
from ...kernel.clock import now
from ...kernel.doors import open_to_strangers
from ...kernel.posting import posted_once
from ...kernel.requests import Request
from .. import forms, queries, services
from ..permissions import LinkFor, read_link
from .shown import reader_language, show

show_and_post = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt
@open_to_strangers
@show_and_post
@posted_once
def ask(request: Request) -> HttpResponse:
    """Ask for updates; always ends the same way."""
    form = forms.UpdatesForm(request.POST or None)
    if request.method == "POST" and saved(form, lambda: _ask(request, form)):
        return redirect("site:check-email")
    return show(request, "site/updates.html", {"form": form}, status=422 if form.errors else 200, asks="updates")


def _ask(request: Request, form: forms.UpdatesForm) -> None:
    services.ask_for_updates(
        email=form.cleaned_data["email"],
        topics=tuple(form.cleaned_data["topics"]),
        language=reader_language(request),
        by=request.actor,
        at=now(),
    )


@open_to_strangers
@require_safe
def check_email(request: Request) -> HttpResponse:
    """What happens next."""
    title = _("Check your email")
    lead = _("If we can send to that address, an email is on its way. Open the link in it and press the button.")
    return show(request, "site/said.html", {"title": title, "lead": lead})


@csrf_exempt
@never_cache
@open_to_strangers
@show_and_post
def confirm(request: Request, token: str) -> HttpResponse:
    """The page behind the link: what will be sent, and the button that says yes."""
    at = now()
    request_id = read_link(LinkFor.CONFIRM, token)
    if request.method == "POST":
        services.confirm_updates(request_id=request_id, by=request.actor, at=at)
        return redirect("site:confirmed")
    return show(request, "site/confirm.html", {"asked": queries.get_confirmable_request(request_id, at=at)})


@open_to_strangers
@require_safe
def confirmed(request: Request) -> HttpResponse:
    """It is done."""
    lead = _("You will get our updates. Each one has a link that stops them.")
    return show(request, "site/said.html", {"title": _("Updates have begun"), "lead": lead})


@csrf_exempt
@never_cache
@open_to_strangers
@show_and_post
def stop(request: Request, token: str) -> HttpResponse:
    """The page behind the stop link; a mail program may post to it by itself (RFC 8058), so it answers at once."""
    subscription_id = read_link(LinkFor.STOP, token)
    if request.method == "POST":
        services.stop_updates(subscription_id=subscription_id, by=request.actor, at=now())
        lead = _("You will get no more updates from us. We have forgotten your address.")
        return show(request, "site/said.html", {"title": _("Updates are stopped"), "lead": lead})
    return show(request, "site/stop.html", {"held": queries.get_stoppable(subscription_id)})
