"""Staff pages of the site: what readers say, updates to write and send, how to reach us.

Serves administrators and directory editors; each service and query checks that again.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...kernel.answers import saved
from ...kernel.clock import now
from ...kernel.posting import posted_once
from ...kernel.requests import Request
from ...nhsuk.notices import redirect_with_notice
from .. import forms, queries, services

show_and_post = require_http_methods(["GET", "HEAD", "POST"])


def _chosen(asked: Any) -> dict[str, str]:
    return {"page": asked.get("page", "")[:80], "answer": asked.get("answer", "")[:3]}


@require_safe
def feedback(request: Request) -> HttpResponse:
    """What readers say: counts by page, and comments."""
    number = request.GET.get("sheet", "1")
    found = queries.get_feedback_page(
        by=request.actor,
        at=now(),
        number=int(number) if number.isascii() and number.isdigit() else 1,
        **_chosen(request.GET),
    )
    return render(request, "site/office/feedback.html", {"found": found})


@require_POST
def export_feedback(request: Request) -> HttpResponse:
    """Every answer as a file for a spreadsheet; posted, because the audit trail keeps it."""
    text = services.export_feedback(by=request.actor, at=now(), **_chosen(request.POST))
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="page-feedback.csv"'
    return response


@require_POST
@posted_once
def remove_comment(request: Request, feedback_id: UUID) -> HttpResponse:
    """Take a comment's words away."""
    services.remove_comment(feedback_id=feedback_id, by=request.actor, at=now())
    return redirect_with_notice(reverse("site:feedback"), _("The comment is taken away."))


@require_safe
def bulletins(request: Request) -> HttpResponse:
    """Every update that was written."""
    found = queries.list_bulletins(by=request.actor)
    return render(request, "site/office/bulletins.html", {"bulletins": found})


@show_and_post
@posted_once
def new_bulletin(request: Request) -> HttpResponse:
    """Write an update."""
    begun = queries.get_bulletin_start(by=request.actor)
    form = forms.BulletinForm(request.POST or None, initial=begun)
    kept: list[UUID] = []
    if request.method == "POST" and saved(form, lambda: kept.append(_draft(request, form))):
        return redirect("site:bulletin", kept[0])
    return render(request, "site/office/bulletin_form.html", {"form": form}, status=422 if form.errors else 200)


def _draft(request: Request, form: forms.BulletinForm) -> UUID:
    words = {name: form.cleaned_data[name] for name in ("topic", "subject", "text")}
    return services.draft_bulletin(**words, by=request.actor, at=now())


@require_safe
def bulletin(request: Request, bulletin_id: UUID) -> HttpResponse:
    """One update as its readers will see it, and the button that sends it."""
    found = queries.get_bulletin(bulletin_id, by=request.actor)
    form = forms.SendForm(initial={"version_read": found.version})
    return render(request, "site/office/bulletin.html", {"bulletin": found, "form": form})


@show_and_post
@posted_once
def change_bulletin(request: Request, bulletin_id: UUID) -> HttpResponse:
    """Change an update that was not sent yet."""
    found = queries.get_bulletin(bulletin_id, by=request.actor)
    begun = {"topic": found.topic, "subject": found.subject, "text": found.text, "version_read": found.version}
    form = forms.BulletinForm(request.POST or None, initial=begun)
    if request.method == "POST" and saved(
        form,
        lambda: services.change_bulletin(
            bulletin_id=bulletin_id,
            **form.cleaned_data,
            by=request.actor,
            at=now(),
        ),
    ):
        return redirect("site:bulletin", bulletin_id)
    return render(request, "site/office/bulletin_form.html", {"form": form, "bulletin": found})


@require_POST
@posted_once
def send_bulletin(request: Request, bulletin_id: UUID) -> HttpResponse:
    """Send an update to all who asked for its topic."""
    form = forms.SendForm(request.POST)
    version = form.cleaned_data["version_read"] if form.is_valid() else 0
    count = services.send_bulletin(
        bulletin_id=bulletin_id,
        version_read=version,
        by=request.actor,
        at=now(),
    )
    said = ngettext(
        "The update is on its way to %(count)d person.", "The update is on its way to %(count)d people.", count
    )
    return redirect_with_notice(reverse("site:bulletins"), said % {"count": count})


@show_and_post
@posted_once
def contact_details(request: Request) -> HttpResponse:
    """Say how to reach those who run this copy."""
    form = forms.ContactDetailsForm(request.POST or None, initial=queries.get_contact_form(by=request.actor))
    if request.method == "POST" and saved(
        form,
        lambda: services.set_contact_details(**form.cleaned_data, by=request.actor, at=now()),
    ):
        return redirect_with_notice(reverse("site:page", args=["help"]), _("The contact details are changed."))
    return render(request, "site/office/contact_details.html", {"form": form}, status=422 if form.errors else 200)
