"""Staff of my organisation: who works here, invite, end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from ..forms.inviting import InviteStaffForm, WhyForm
from ..queries.staff import get_staff_page, get_staff_row
from ..services import accounts, invitations
from ..services import staff as staff_services

show_and_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def staff(request: Any) -> HttpResponse:
    """Who works at my organisations."""
    return render(request, "accounts/staff.html", {"page": get_staff_page(by=request.actor, at=now())})


@show_and_post
@posted_once
def invite(request: Any) -> HttpResponse:
    """Invite somebody to work here."""
    page = get_staff_page(by=request.actor, at=now())
    form = InviteStaffForm(request.POST or None).at(page.organisations)
    if request.method == "POST" and saved(
        form, lambda: invitations.invite_staff(**form.cleaned_data, by=request.actor, at=now())
    ):
        return redirect_with_notice(reverse("accounts:staff"), _("The invitation is on its way."))
    told = {"form": form, "title": _("Invite somebody to work here"), "back": reverse("accounts:staff")}
    return render(request, "accounts/form.html", told)


@require_POST
@posted_once
def invite_again(request: Any, membership_id: UUID) -> HttpResponse:
    """Send an invitation again."""
    invitations.invite_staff_again(membership_id=membership_id, by=request.actor, at=now())
    return redirect_with_notice(reverse("accounts:staff"), _("A new invitation is on its way. The old link has ended."))


@show_and_post
@posted_once
def end(request: Any, membership_id: UUID) -> HttpResponse:
    """End a post, at once."""
    row = get_staff_row(membership_id, by=request.actor, at=now())
    form = WhyForm(request.POST or None)
    if request.method == "POST" and saved(
        form,
        lambda: accounts.end_post(
            membership_id=membership_id, why=form.cleaned_data["why"], by=request.actor, at=now()
        ),
    ):
        return redirect_with_notice(reverse("accounts:staff"), _("The role has ended."))
    return render(request, "accounts/end_post.html", {"form": form, "row": row})


@show_and_post
@posted_once
def remove_app(request: Any, membership_id: UUID) -> HttpResponse:
    """Let somebody set up a new app, because the telephone is lost."""
    row = get_staff_row(membership_id, by=request.actor, at=now())
    form = WhyForm(request.POST or None)
    if request.method == "POST" and saved(
        form,
        lambda: staff_services.remove_app_of_staff(
            membership_id=membership_id, why=form.cleaned_data["why"], by=request.actor, at=now()
        ),
    ):
        return redirect_with_notice(reverse("accounts:staff"), _("They set up a new app when they next sign in."))
    return render(request, "accounts/remove_app.html", {"form": form, "row": row})
