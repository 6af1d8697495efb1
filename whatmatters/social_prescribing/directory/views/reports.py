"""“This is wrong”: for anybody, without an account; and the stewards' list of what was said.

The public form needs no token against forgery: it acts for nobody, and nothing about who sends it is kept.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.doors import open_to_strangers
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.notices import redirect_with_notice
from whatmatters.foundation.site.views.shown import show

from ..forms.contact import WrongForm
from ..queries.reports import get_reportable, get_reports_page
from ..services.reports import answer_report, report_listing


@csrf_exempt
@open_to_strangers
@require_http_methods(["GET", "HEAD", "POST"])
@posted_once
def wrong(request: Request, listing_id: UUID) -> HttpResponse:
    """Say that a listing is wrong."""
    about = get_reportable(listing_id, by=request.actor)
    form = WrongForm(request.POST or None)
    if request.method == "POST" and saved(form, lambda: _report(request, listing_id, form)):
        return redirect("directory:wrong-thanks", listing_id)
    return show(request, "directory/wrong.html", {"about": about, "form": form}, status=422 if form.errors else 200)


def _report(request: Request, listing_id: UUID, form: WrongForm) -> None:
    report_listing(listing_id=listing_id, **form.cleaned_data, by=request.actor, at=now())


@open_to_strangers
@require_safe
def wrong_thanks(request: Request, listing_id: UUID) -> HttpResponse:
    """Thank you, and the way back to the listing."""
    return show(request, "directory/wrong_thanks.html", {"about": get_reportable(listing_id, by=request.actor)})


@require_safe
def reports(request: Request) -> HttpResponse:
    """What was said to be wrong, and waits for somebody."""
    number = request.GET.get("page", "1")
    found = get_reports_page(by=request.actor, number=int(number) if number.isascii() and number.isdigit() else 1)
    return render(request, "directory/reports.html", {"found": found})


@require_POST
@posted_once
def answer(request: Request, report_id: UUID) -> HttpResponse:
    """Say what became of a report."""
    answer_report(report_id=report_id, move=request.POST.get("move", ""), by=request.actor, at=now())
    return redirect_with_notice(reverse("directory:reports"), _("The report is answered."))
