"""The folder: as a page, as Easy Read, as plain text, and as printed copies of each."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.requests import Request

from ..copies import easy_copy, folder_as_text, folder_copy, more_line
from ..easy import easy_parts, easy_title
from ..folder import folder_parts, folder_title, made_line, urgent_line, who_pairs
from ..parts import Part
from ..printing import as_pdf
from ..queries import Folder, get_folder


@require_safe
def folder(request: Request, person_id: UUID) -> HttpResponse:
    """The folder as a page: to read, to hear with a screen reader, to print from the browser."""
    return _page(request, get_folder(person_id, by=request.actor, at=now()))


@require_safe
def folder_pdf(request: Request, person_id: UUID) -> HttpResponse:
    """The folder as PDF/UA, `?size=large` in large print; where a letter cannot be printed, the page says why."""
    found = get_folder(person_id, action="printed the folder", by=request.actor, at=now())
    large = request.GET.get("size") == "large"
    return as_pdf(folder_copy(found, large_print=large), otherwise=lambda why: _page(request, found, why))


@require_safe
def easy(request: Request, person_id: UUID) -> HttpResponse:
    """The folder as an Easy Read page."""
    return _easy_page(request, get_folder(person_id, action="opened the Easy Read folder", by=request.actor, at=now()))


@require_safe
def easy_pdf(request: Request, person_id: UUID) -> HttpResponse:
    """The folder as a printed Easy Read copy."""
    found = get_folder(person_id, action="printed the Easy Read folder", by=request.actor, at=now())
    return as_pdf(easy_copy(found), otherwise=lambda why: _easy_page(request, found, why))


@require_safe
def folder_text(request: Request, person_id: UUID) -> HttpResponse:
    """The folder as plain text, for a screen reader, a braille display or a small printer."""
    found = get_folder(person_id, action="took the folder as text", by=request.actor, at=now())
    response = HttpResponse(folder_as_text(found), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="what-matters-to-me.txt"'
    return response


def _page(request: Request, found: Folder, why_no_pdf: str = "") -> HttpResponse:
    return _shown(request, "overview/folder.html", found, folder_title(found), folder_parts(found), why_no_pdf)


def _easy_page(request: Request, found: Folder, why_no_pdf: str = "") -> HttpResponse:
    return _shown(request, "overview/easy.html", found, easy_title(found), easy_parts(found), why_no_pdf)


def _shown(
    request: Request, template: str, found: Folder, title: str, parts: tuple[Part, ...], why_no_pdf: str
) -> HttpResponse:
    words = {
        "page": found,
        "banner": found.banner,
        "title": title,
        "who": who_pairs(found),
        "parts": parts,
        "urgent": urgent_line(),
        "made": made_line(found),
        "more": more_line(),
        "why_no_pdf": why_no_pdf,
    }
    return render(request, template, words)
