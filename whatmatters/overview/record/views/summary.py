"""The one-page summaries: the clinician's and the ambulance's, each as a page and as one printed page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.requests import Request

from ..copies import more_in_folder_line, summary_copy
from ..folder import made_line, who_pairs
from ..printing import as_pdf
from ..queries import Folder, get_folder
from ..shortening import variants
from ..summary import summary_parts, summary_title


@require_safe
def summary(request: Request, person_id: UUID, kind: str) -> HttpResponse:
    """A summary as a page; long texts end in "…", and the page says that there is more in the folder."""
    action = f"opened the one-page summary ({kind})"
    return _page(request, get_folder(person_id, action=action, by=request.actor, at=now()), kind)


@require_safe
def summary_pdf(request: Request, person_id: UUID, kind: str) -> HttpResponse:
    """A summary on one printed page."""
    action = f"printed the one-page summary ({kind})"
    found = get_folder(person_id, action=action, by=request.actor, at=now())
    return as_pdf(summary_copy(found, kind), otherwise=lambda why: _page(request, found, kind, why))


def _page(request: Request, found: Folder, kind: str, why_no_pdf: str = "") -> HttpResponse:
    parts, was_cut = list(variants(summary_parts(found, kind)))[1]
    words = {
        "banner": found.banner,
        "title": summary_title(found, kind),
        "kind": kind,
        "who": who_pairs(found),
        "parts": parts,
        "more": more_in_folder_line() if was_cut else "",
        "made": made_line(found),
        "why_no_pdf": why_no_pdf,
    }
    return render(request, "overview/summary.html", words)
