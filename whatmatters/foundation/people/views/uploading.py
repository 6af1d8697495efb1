"""Bring people in from a small file: send it up, and see what became of the people in it."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import allow
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.kernel.uploads import refused_upload

from ..forms.uploading import UploadForm
from ..importing.spreadsheets.template import write_workbook
from ..permissions import OwnDeed, reasons_against_role
from ..queries.organisations import list_my_organisations
from ..queries.uploads import get_sending_up, get_upload
from ..services.uploading import receive_upload, upload_reasons
from .asking import files_in, form_page, show_and_post, typed_in


@show_and_post
@posted_once
def bring_in(request: Request) -> HttpResponse:
    """Ask for a file; keep it and have it read."""
    allow(reasons_against_role(OwnDeed.REGISTER, request.actor))
    form, made = UploadForm(typed_in(request), files_in(request)), list[UUID]()
    form.for_organisations(list_my_organisations(request.actor))
    if size := refused_upload(request):
        form.refuse_size(size, str(upload_reasons("", size, at=now())[0]))
    elif request.method == "POST" and saved(form, lambda: made.append(_receive(form, request))):
        return redirect("people:upload", made[0])
    page = get_sending_up(request.actor, now())
    cancel, title = reverse("people:list"), _("Bring people in from a file")
    return form_page(request, form, title, cancel=cancel, template="people/bring-in.html", page=page, submit=_("Send"))


def _receive(form: UploadForm, request: Request) -> UUID:
    typed = form.cleaned_data
    return receive_upload(
        file=typed["file"],
        name=typed["file"].name,
        size=typed["file"].size,
        organisation_id=UUID(typed["organisation_id"]),
        consent_said_by=typed.get("consent_said_by", ""),
        by=request.actor,
        at=now(),
    )


@require_safe
def upload(request: Request, upload_id: UUID) -> HttpResponse:
    """What became of the people in one file."""
    return render(request, "people/upload.html", {"page": get_upload(upload_id, request.actor)})


@require_safe
def template(request: Request) -> FileResponse:
    """An empty spreadsheet to fill in."""
    allow(reasons_against_role(OwnDeed.REGISTER, request.actor))
    stream = BytesIO()
    write_workbook(stream)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename="people.xlsx")
