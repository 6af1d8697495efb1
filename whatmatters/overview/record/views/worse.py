"""What to do when things get worse: a page near at hand, and a wallet card of each plan."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.requests import Request

from ..copies import card_copy
from ..folder import made_line, urgent_line, worse_part
from ..printing import as_pdf
from ..queries import WhenWorsePage, get_when_worse
from ..wording import circle_pairs


@require_safe
def when_worse(request: Request, person_id: UUID) -> HttpResponse:
    """The contingency plans of one person on one page."""
    return _page(request, get_when_worse(person_id, by=request.actor, at=now()))


@require_safe
def card_pdf(request: Request, person_id: UUID) -> HttpResponse:
    """Each contingency plan as a wallet card, on A4 with lines to cut and fold along."""
    found = get_when_worse(person_id, action="printed the wallet card", by=request.actor, at=now())
    if not found.contingencies:
        return _page(request, found, _("There is nothing to print yet."))
    return as_pdf(card_copy(found), otherwise=lambda why: _page(request, found, why))


def _page(request: Request, found: WhenWorsePage, why_no_pdf: str = "") -> HttpResponse:
    words = {
        "page": found,
        "banner": found.banner,
        "title": _("When things get worse: %(name)s") % {"name": found.banner.called},
        "worse": worse_part(found),
        "circle": circle_pairs(found.circle),
        "urgent": urgent_line(),
        "made": made_line(found),
        "why_no_pdf": why_no_pdf,
    }
    return render(request, "overview/when_worse.html", words)
