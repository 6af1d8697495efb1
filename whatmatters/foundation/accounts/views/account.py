"""My account: what I am called, my password, my app, my sessions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from ..forms.account import ChangeEmailForm, ChangePasswordForm, DetailsForm, PasswordAgainForm
from ..forms.signing_in import CodeForm
from ..queries.mine import get_my_account, list_fresh_recovery_codes
from ..queries.set_up import get_app_to_set_up
from ..services import email_change, own_account, passwords, sessions
from ..services.door import SignInLost

show_and_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def mine(request: Any) -> HttpResponse:
    """Everything about how I sign in."""
    account = get_my_account(request.account.id, request.account.session_id, at=now())
    return render(request, "accounts/mine.html", {"account": account})


@show_and_post
def details(request: Any) -> HttpResponse:
    """Change what I am called and my language."""
    account = get_my_account(request.account.id, request.account.session_id, at=now())
    form = DetailsForm(request.POST or None, initial={"name": account.name, "language": account.language})

    def change() -> None:
        own_account.change_details(**form.cleaned_data, by=request.actor, at=now())

    return _ask(request, form, change, _("Change your name or language"), _("Your details are changed."))


@sensitive_post_parameters("old_password", "password")
@show_and_post
def password(request: Any) -> HttpResponse:
    """Change my password."""
    form = ChangePasswordForm(request.POST or None)

    def change() -> None:
        old, new = form.cleaned_data["old_password"], form.cleaned_data["password"]
        keep = request.account.session_id
        passwords.change_password(old=old, new=new, keep_session=keep, by=request.actor, at=now())

    done = _("Your password is changed. You are signed out everywhere else.")
    return _ask(request, form, change, _("Change your password"), done)


@sensitive_post_parameters("old_password")
@show_and_post
def email(request: Any) -> HttpResponse:
    """Change my e-mail address."""
    form = ChangeEmailForm(request.POST or None)

    def change() -> None:
        new, old_password = form.cleaned_data["new_email"], form.cleaned_data["old_password"]
        email_change.ask_to_change_email(new_email=new, password=old_password, by=request.actor, at=now())

    done = _("We sent an email to your old and your new address. Open both and agree.")
    return _ask(request, form, change, _("Change your email address"), done)


@sensitive_post_parameters("old_password")
@show_and_post
def start_app(request: Any) -> HttpResponse:
    """Begin to set up an app for codes."""
    form = PasswordAgainForm(request.POST or None)
    if request.method == "POST" and saved(
        form,
        lambda: own_account.start_own_app(password=form.cleaned_data["old_password"], by=request.actor, at=now()),
    ):
        return redirect("accounts:confirm_app")
    return _page(request, form, _("Set up an app for codes"))


@show_and_post
def confirm_app(request: Any) -> HttpResponse:
    """Type the first code of my app."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and saved(
        form,
        lambda: own_account.confirm_own_app(
            store=request.session, code=form.cleaned_data["code"], by=request.actor, at=now()
        ),
    ):
        return redirect("accounts:recovery_codes")
    try:
        app = get_app_to_set_up(request.account.id, at=now())
    except SignInLost:  # no app was begun, or it is confirmed already
        return redirect("accounts:start_app")
    return render(request, "accounts/set_up_code.html", {"form": form, "app": app})


@sensitive_post_parameters("old_password")
@show_and_post
def remove_app(request: Any) -> HttpResponse:
    """Do without an app."""
    form = PasswordAgainForm(request.POST or None)

    def change() -> None:
        own_account.remove_own_app(password=form.cleaned_data["old_password"], by=request.actor, at=now())

    return _ask(request, form, change, _("Stop using an app for codes"), _("You sign in without a code from now on."))


@sensitive_post_parameters("old_password")
@show_and_post
def new_recovery_codes(request: Any) -> HttpResponse:
    """Make fresh recovery codes."""
    form = PasswordAgainForm(request.POST or None)
    if request.method == "POST" and saved(
        form,
        lambda: own_account.make_own_recovery_codes(
            store=request.session, password=form.cleaned_data["old_password"], by=request.actor, at=now()
        ),
    ):
        return redirect("accounts:recovery_codes")
    return _page(request, form, _("Make new recovery codes"))


@show_and_post
def recovery_codes(request: Any) -> HttpResponse:
    """Show fresh recovery codes, this once."""
    if request.method == "POST":
        own_account.forget_codes(store=request.session)
        return redirect("accounts:arrive")
    codes = list_fresh_recovery_codes(request.session)
    return render(request, "accounts/recovery_codes.html", {"codes": codes})


@require_POST
def end_session(request: Any, session_id: UUID) -> HttpResponse:
    """End one of my sessions."""
    sessions.end_session(session_id=session_id, by=request.actor, at=now())
    return redirect_with_notice(reverse("accounts:mine"), _("That session is ended."))


@require_POST
def end_other_sessions(request: Any) -> HttpResponse:
    """End all my sessions but this one."""
    sessions.end_other_sessions(keep=request.account.session_id, by=request.actor, at=now())
    return redirect_with_notice(reverse("accounts:mine"), _("You are signed out everywhere else."))


@sensitive_post_parameters("old_password")
@show_and_post
def close(request: Any) -> HttpResponse:
    """Close my account."""
    form = PasswordAgainForm(request.POST or None)
    if request.method == "POST" and saved(
        form,
        lambda: own_account.close_own_account(password=form.cleaned_data["old_password"], by=request.actor, at=now()),
    ):
        return redirect(settings.LOGIN_URL + "?why=signed-out")
    return render(request, "accounts/close.html", {"form": form})


def _ask(request: Any, form: Any, change: Callable[[], None], title: str, done: str) -> HttpResponse:
    """One form of the account; back to the account once it is done."""
    if request.method == "POST" and saved(form, change):
        return redirect_with_notice(reverse("accounts:mine"), done)
    return _page(request, form, title)


def _page(request: Any, form: Any, title: str) -> HttpResponse:
    return render(request, "accounts/form.html", {"form": form, "title": title})
