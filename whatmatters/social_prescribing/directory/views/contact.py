"""The pages of a listing's own contact: opened by the link of an e-mail, without an account.

Opening a page changes nothing, because mail programs open links by themselves; a button does. These forms need no
token against forgery: they act for whoever has the link, and for nobody who is signed in.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from whatmatters.foundation.accounts.typed import typed_in
from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.doors import open_to_strangers
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.site.views.shown import show

from ..forms.contact import CorrectionForm, NewLinkForm
from ..permissions import listing_of_link
from ..queries.contact import get_contact_page, get_corrected
from ..rules.documents import Told
from ..services import confirming, listings

View = Callable[[Request, str], HttpResponse]
show_and_post = require_http_methods(["GET", "HEAD", "POST"])


def says_when_ended(view: View) -> View:
    """Answer a link that does not open anything any more with a page that says how to get a new one."""

    @functools.wraps(view)
    def wrapped(request: Request, token: str) -> HttpResponse:
        try:
            return view(request, token)
        except NotFound:
            return _ended(request, token)

    return wrapped


def _ended(request: Request, token: str) -> HttpResponse:
    """410 for a link that may once have opened something, 404 for what is no link; with what was typed, if anything."""
    is_link = listing_of_link(token) is not None
    context = {
        "token": token if is_link else "",
        "form": NewLinkForm(),
        "typed": typed_in(request).shown if request.method == "POST" else (),
    }
    return show(request, "directory/contact_ended.html", context, status=410 if is_link else 404)


@csrf_exempt
@never_cache
@open_to_strangers
@show_and_post
@says_when_ended
@posted_once
def contact(request: Request, token: str) -> HttpResponse:
    """What the directory says, and three choices; posting says that all of it is right."""
    at = now()
    if request.method == "POST":
        listings.confirm_by_link(token=token, at=at)
        return redirect("directory:contact-thanks", "confirmed")
    return show(request, "directory/contact.html", {"page": get_contact_page(token, at=at), "token": token})


@csrf_exempt
@never_cache
@open_to_strangers
@show_and_post
@says_when_ended
@posted_once
def change(request: Request, token: str) -> HttpResponse:
    """Put right what the directory says."""
    page = get_contact_page(token, at=now())
    form = CorrectionForm(request.POST or None, initial=CorrectionForm.start(page.told))
    if request.method == "POST" and saved(form, lambda: _correct(token, form, page.told)):
        return redirect("directory:contact-thanks", "changed")
    context = {"page": page, "token": token, "form": form}
    return show(request, "directory/contact_change.html", context, status=422 if form.errors else 200)


def _correct(token: str, form: CorrectionForm, before: Told) -> None:
    listings.confirm_by_link(token=token, told=get_corrected(form.said(), before=before), at=now())


@csrf_exempt
@never_cache
@open_to_strangers
@show_and_post
@says_when_ended
@posted_once
def close(request: Request, token: str) -> HttpResponse:
    """Ask once more whether it has ended; posting says that it has."""
    at = now()
    if request.method == "POST":
        listings.close_by_link(token=token, at=at)
        return redirect("directory:contact-thanks", "closed")
    return show(request, "directory/contact_close.html", {"page": get_contact_page(token, at=at), "token": token})


@csrf_exempt
@never_cache
@open_to_strangers
@show_and_post
@posted_once
def new_link(request: Request, token: str) -> HttpResponse:
    """Ask for a new link; ends the same way whatever address was typed."""
    form = NewLinkForm(request.POST or None)
    if request.method == "POST" and saved(form, lambda: _send(request, token, form)):
        return redirect("directory:contact-thanks", "asked")
    context = {"form": form, "token": token}
    return show(request, "directory/contact_new_link.html", context, status=422 if form.errors else 200)


def _send(request: Request, token: str, form: NewLinkForm) -> None:
    confirming.send_new_link(
        listing_id=listing_of_link(token),
        email=form.cleaned_data["email"],
        by=request.actor,
        at=now(),
    )


@open_to_strangers
@require_safe
def thanks(request: Request, what: str) -> HttpResponse:
    """What was done, and what happens next."""
    if what not in ("confirmed", "changed", "closed", "asked"):
        raise NotFound
    title, lead = _said(what)
    return show(request, "site/said.html", {"title": title, "lead": lead})


def _said(what: str) -> tuple[str, str]:
    return {
        "confirmed": (
            _("Thank you for confirming"),
            _("The page now says that it was confirmed today. We ask again in some months."),
        ),
        "changed": (
            _("Your changes are in the directory"),
            _("People see them from now on. The page says that it was confirmed today."),
        ),
        "closed": (
            _("It is taken out of the directory"),
            _("Thank you for telling us. People do not find it any more. If it starts again, please write to us."),
        ),
        "asked": (
            _("Check your e-mail for the link"),
            _(
                "If that is the address we have, a new link is on its way. It can take some minutes. If the page was "
                "confirmed today, the link comes tomorrow morning."
            ),
        ),
    }[what]
