"""The folder as a page and as a printed copy."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.documents.glyphs import NoGlyph
from whatmatters.foundation.nhsuk.documents.typesetting import DocumentFailed, render_pdf

from .document import (
    TEMPLATE,
    agreed_line,
    folder_data,
    folder_title,
    out_of_ten,
    owner_in_first_person,
    whose_in_first_person,
)
from .queries import Folder, get_folder


@require_safe
def folder(request: Request, person_id: UUID) -> HttpResponse:
    """The folder as a page: to read, to hear with a screen reader, to print from the browser."""
    return _page(request, get_folder(person_id, by=request.actor, at=now()))


@require_safe
def folder_pdf(request: Request, person_id: UUID) -> HttpResponse:
    """The folder as PDF/UA, `?size=large` in large print; where a letter cannot be printed, the page says why."""
    found = get_folder(person_id, action="printed the folder", by=request.actor, at=now())
    try:
        pdf = render_pdf(
            TEMPLATE,
            folder_data(found),
            title=folder_title(found),
            language=get_language() or "en-gb",
            large_print=request.GET.get("size") == "large",
        )
    except (NoGlyph, DocumentFailed) as reason:
        return _page(request, found, why_no_pdf=str(reason))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="what-matters-to-me.pdf"'
    return response


def _page(request: Request, found: Folder, why_no_pdf: str = "") -> HttpResponse:
    words = {
        "page": found,
        "banner": found.banner,
        "title": folder_title(found),
        "why_no_pdf": why_no_pdf,
        "agreed": [line for plan in found.plans if (line := agreed_line(plan, found.banner.called))],
        "out_of_ten": out_of_ten,
        "owner_in_first_person": owner_in_first_person,
        "whose_in_first_person": whose_in_first_person,
    }
    return render(request, "overview/folder.html", words)
