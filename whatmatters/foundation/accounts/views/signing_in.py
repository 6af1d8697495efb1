"""Sign in, sign out, and what lies between."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.doors import open_to_strangers

from ..forms.signing_in import CodeForm, RecoveryCodeForm, SignInForm
from ..openid import list_doors
from ..queries.kept_text import list_kept_text
from ..queries.mine import list_time_outs
from ..queries.set_up import get_half_in, get_set_up
from ..services import signing_in as services
from ..services.door import SignInLost, Step
from .at_the_door import door_of, go_on, next_of

show_and_post = require_http_methods(["GET", "HEAD", "POST"])
REASONS_TO_ASK = ("time-out", "new-post", "signed-out", "lost")


@open_to_strangers
@sensitive_post_parameters("password")
@show_and_post
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a name and a password."""
    form = SignInForm(request.POST or None)
    steps: list[Step] = []
    if request.method == "POST" and saved(form, lambda: steps.append(_with_password(request, form))):
        return go_on(request, steps[0])
    why = request.GET.get("why", "")
    told = {"why": why if why in REASONS_TO_ASK else "", "kept": request.GET.get("kept") == "yes"}
    told |= {"outside_doors": list_doors(), "form": form, "next": next_of(request), "time_outs": list_time_outs(now())}
    return render(request, "accounts/sign_in.html", told)


@open_to_strangers
@show_and_post
def code(request: Any) -> HttpResponse:
    """Ask for the code of the app."""
    return _ask_for_code(request, CodeForm(request.POST or None), services.give_code, "accounts/code.html")


@open_to_strangers
@show_and_post
def recovery_code(request: Any) -> HttpResponse:
    """Ask for a recovery code instead."""
    form = RecoveryCodeForm(request.POST or None)
    return _ask_for_code(request, form, services.give_recovery_code, "accounts/recovery_code.html")


@open_to_strangers
@show_and_post
def set_up_code(request: Any) -> HttpResponse:
    """Lead staff to set up an authenticator app before anything else."""
    form = CodeForm(request.POST or None)
    try:
        if request.method == "POST" and saved(form, lambda: _confirm(request, form)):
            return redirect("accounts:recovery_codes")
        app = get_set_up(request.session, at=now())
    except SignInLost:
        return _lost()
    return render(request, "accounts/set_up_code.html", {"form": form, "app": app, "next": next_of(request)})


@require_safe
def arrive(request: Any) -> HttpResponse:
    """The first page after signing in: what was typed before, where somebody wanted to go, or today."""
    if list_kept_text(request.account.id, at=now()):
        return redirect("accounts:kept_text")
    return HttpResponseRedirect(next_of(request) or settings.LOGIN_REDIRECT_URL)


@open_to_strangers
@csrf_exempt  # a page that was open for too long must still sign out; another site's form brings no session along
@require_POST
def sign_out(request: Any) -> HttpResponse:
    """End this session, and have the browser forget the pages it keeps."""
    services.sign_out(door=door_of(request), by=request.actor, at=now())
    response = HttpResponseRedirect(f"{reverse('accounts:sign_in')}?why=signed-out")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _with_password(request: HttpRequest, form: Any) -> Step:
    name, password = form.cleaned_data["name"], form.cleaned_data["password"]
    return services.sign_in_with_password(door=door_of(request), typed_name=name, password=password, at=now())


def _confirm(request: HttpRequest, form: Any) -> None:
    services.confirm_first_code(door=door_of(request), code=form.cleaned_data["code"], at=now())


def _ask_for_code(request: Any, form: Any, take: Any, template: str) -> HttpResponse:
    at = now()
    try:
        if request.method == "POST" and saved(
            form, lambda: take(door=door_of(request), code=form.cleaned_data["code"], at=at)
        ):
            return go_on(request, Step.DONE)
        shown = get_half_in(request.session, at=at)
    except SignInLost:
        return _lost()
    return render(request, template, {"form": form, "next": next_of(request), "demonstration_code": shown})


def _lost() -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('accounts:sign_in')}?why=lost")
