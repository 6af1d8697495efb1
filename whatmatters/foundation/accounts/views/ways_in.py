"""How a person gets in: pages for the staff who help them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from ..forms.inviting import EndProxyForm, InvitePersonForm, InviteProxyForm, PrintCodeForm, WhyForm
from ..queries.ways_in import WaysIn, get_sheet, get_ways_in
from ..services import accounts, invitations

show_and_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def ways_in(request: Any, person_id: UUID) -> HttpResponse:
    """The accounts of a person and of those who act for them."""
    page = get_ways_in(person_id, by=request.actor, at=now())
    return render(request, "accounts/ways_in.html", {"page": page, "banner": page.banner})


@show_and_post
@posted_once
def invite_person(request: Any, person_id: UUID) -> HttpResponse:
    """Invite the person by e-mail, or make a sheet."""
    form = InvitePersonForm(request.POST or None)
    made: list[invitations.WayIn] = []
    if request.method == "POST" and saved(
        form,
        lambda: made.append(
            invitations.invite_person(person_id=person_id, email=form.cleaned_data["email"], by=request.actor, at=now())
        ),
    ):
        if made[0].sheet_id:
            return redirect("accounts:sheet_to_print", made[0].sheet_id)
        return _back(person_id, _("The invitation is on its way."))
    return _form(request, person_id, form, _("Invite this person to sign in"))


@show_and_post
@posted_once
def invite_proxy(request: Any, person_id: UUID) -> HttpResponse:
    """Let somebody act for the person, and invite them."""
    page = get_ways_in(person_id, by=request.actor, at=now())
    form = InviteProxyForm(request.POST or None).for_writer(by_person=not page.may_help, powers=page.powers)
    if request.method == "POST" and saved(
        form,
        lambda: invitations.invite_proxy(person_id=person_id, **form.cleaned_data, by=request.actor, at=now()),
    ):
        return _back(person_id, _("The invitation is on its way."))
    return _show(request, page, form, _("Let somebody act for a person"))


@show_and_post
@posted_once
def end_acting(request: Any, person_id: UUID, grant_id: UUID) -> HttpResponse:
    """End somebody's acting for the person; whether they are told is a choice."""
    page = get_ways_in(person_id, by=request.actor, at=now())
    form = EndProxyForm(request.POST or None)
    if request.method == "POST" and saved(
        form,
        lambda: invitations.end_acting(
            grant_id=grant_id, person_id=person_id, **form.cleaned_data, by=request.actor, at=now()
        ),
    ):
        return _back(person_id, _("It has ended."))
    return _show(request, page, form, _("End this now"))


@show_and_post
@posted_once
def print_code(request: Any, person_id: UUID, account_id: UUID) -> HttpResponse:
    """Make a new printed code, once it is clear who it is for."""
    form = PrintCodeForm(request.POST or None)
    sheets: list[UUID] = []
    if request.method == "POST" and saved(
        form,
        lambda: sheets.append(
            invitations.print_code(
                account_id=account_id, person_id=person_id, **form.cleaned_data, by=request.actor, at=now()
            )
        ),
    ):
        return redirect("accounts:sheet_to_print", sheets[0])
    return _form(request, person_id, form, _("Print a sign-in code"))


@require_safe
def sheet_to_print(request: Any, sheet_id: UUID) -> HttpResponse:
    """The sheet itself, for whoever made it and for a short while."""
    return render(request, "accounts/sheet_to_print.html", {"sheet": get_sheet(sheet_id, by=request.actor, at=now())})


@require_POST
@posted_once
def invite_again(request: Any, person_id: UUID, account_id: UUID) -> HttpResponse:
    """Send the invitation again."""
    invitations.invite_again(account_id=account_id, person_id=person_id, by=request.actor, at=now())
    return _back(person_id, _("A new invitation is on its way. The old link has ended."))


@require_POST
@posted_once
def take_back(request: Any, person_id: UUID, account_id: UUID) -> HttpResponse:
    """End every link and code that was not used yet."""
    invitations.take_back_invitation(account_id=account_id, person_id=person_id, by=request.actor, at=now())
    return _back(person_id, _("The invitation has ended."))


@show_and_post
@posted_once
def close(request: Any, person_id: UUID, account_id: UUID) -> HttpResponse:
    """Close the person's account."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and saved(
        form,
        lambda: accounts.close_account(account_id=account_id, **form.cleaned_data, by=request.actor, at=now()),
    ):
        return _back(person_id, _("The account is closed."))
    return _form(request, person_id, form, _("Close this account"))


def _back(person_id: UUID, sentence: str) -> HttpResponse:
    return redirect_with_notice(reverse("accounts:ways_in", args=[person_id]), sentence)


def _form(request: Any, person_id: UUID, form: Any, title: str) -> HttpResponse:
    """A form about one person, for those who may help them."""
    return _show(request, get_ways_in(person_id, to_help=True, by=request.actor, at=now()), form, title)


def _show(request: Any, page: WaysIn, form: Any, title: str) -> HttpResponse:
    back = reverse("accounts:ways_in", args=[page.banner.person_id])
    return render(request, "accounts/form.html", {"form": form, "title": title, "back": back, "banner": page.banner})
