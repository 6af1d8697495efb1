"""Forgotten passwords, links from e-mails, and printed sheets."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.doors import open_to_strangers
from whatmatters.foundation.kernel.errors import NotFound

from ..forms.signing_in import ForgottenForm, NewPasswordForm, SheetForm
from ..openid import named_door
from ..queries.passes import Link, get_link
from ..services import email_change, passwords
from ..services.door import Step
from .at_the_door import door_of, go_on, network_of

show_and_post = require_http_methods(["GET", "HEAD", "POST"])


@open_to_strangers
@show_and_post
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link for a new password; the answer is the same whether or not there is an account."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and saved(form, lambda: _send_link(request, form)):
        return render(request, "accounts/link_sent.html", {"email": form.cleaned_data["email"]})
    return render(request, "accounts/forgotten.html", {"form": form})


@open_to_strangers
@sensitive_post_parameters("password")
@show_and_post
def take_link(request: HttpRequest, pass_id: UUID, token: str) -> HttpResponse:
    """Accept an invitation, or choose a new password, with the link of an e-mail. Opening the page uses nothing up."""
    form = NewPasswordForm(request.POST or None)
    steps: list[Step] = []
    try:
        if request.method == "POST" and saved(form, lambda: steps.append(_with_link(request, pass_id, token, form))):
            return go_on(request, steps[0])
        link = get_link(pass_id, token, at=now())
    except NotFound:
        return render(request, "accounts/link_gone.html", status=404)
    return render(
        request, "accounts/choose_password.html", {"form": form, "link": link, "cis2": _cis2_for(link, pass_id, token)}
    )


@open_to_strangers
@sensitive_post_parameters("password", "code")
@show_and_post
def sheet(request: HttpRequest) -> HttpResponse:
    """Sign in with a printed sheet: user name, code, and the password to have from now on."""
    form = SheetForm(request.POST or None)
    steps: list[Step] = []
    try:
        if request.method == "POST" and saved(form, lambda: steps.append(_with_sheet(request, form))):
            return go_on(request, steps[0])
    except NotFound:
        form.add_error(None, _("That user name and that code do not go together, or the code was used or is too old."))
    return render(request, "accounts/sheet.html", {"form": form})


@open_to_strangers
@show_and_post
def agree_to_email(request: HttpRequest, change_id: UUID, side: str, token: str) -> HttpResponse:
    """The old or the new address agrees to a change. Opening the page changes nothing; the button does."""
    told: dict[str, Any] = {"side": side}
    try:
        if request.method == "POST":
            told["is_done"] = email_change.agree_to_email_change(change_id=change_id, side=side, token=token, at=now())
    except NotFound:
        return render(request, "accounts/link_gone.html", status=404)
    return render(request, "accounts/agree_to_email.html", told)


def _cis2_for(link: Link, pass_id: UUID, token: str) -> str:
    """Where staff accept an invitation with CIS2 instead of a password, where that is set up."""
    if not link.is_for_staff or named_door("cis2") is None:
        return ""
    asked = urlencode({"pass": str(pass_id), "token": token})
    return f"{reverse('accounts:go_outside', args=['cis2'])}?{asked}"


def _send_link(request: HttpRequest, form: Any) -> None:
    email = form.cleaned_data["email"]
    passwords.ask_for_new_password(typed_email=email, network=network_of(request), at=now())


def _with_link(request: HttpRequest, pass_id: UUID, token: str, form: Any) -> Step:
    new, at = form.cleaned_data["password"], now()
    return passwords.choose_password_with_link(door=door_of(request), pass_id=pass_id, token=token, password=new, at=at)


def _with_sheet(request: HttpRequest, form: Any) -> Step:
    typed, at = form.cleaned_data, now()
    return passwords.choose_password_with_code(
        door=door_of(request), typed_name=typed["name"], code=typed["code"], password=typed["password"], at=at
    )
