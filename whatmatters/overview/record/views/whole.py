"""The whole record, taken away as one file."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.requests import Request

from ..whole import as_zip, get_whole_record


@require_safe
def whole_record(request: Request, person_id: UUID) -> HttpResponse:
    """Everything that is kept about one person, as a ZIP."""
    record = get_whole_record(person_id, by=request.actor, at=now())
    response = HttpResponse(as_zip(record), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="my-record.zip"'
    response["Cache-Control"] = "private, no-store"
    return response
