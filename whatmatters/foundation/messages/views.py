"""Pages about letters and about what could not be sent: a request, one query or service, a page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ..kernel.clock import day_of, now
from ..kernel.posting import posted_once
from ..kernel.requests import Request
from ..nhsuk.notices import redirect_with_notice
from . import queries, services


@require_safe
def letters(request: Request) -> HttpResponse:
    """What waits to be printed, and the last batches."""
    return render(request, "messages/letters.html", {"page": queries.get_print_queue(by=request.actor, at=now())})


@require_POST
@posted_once
def make_batch(request: Request, organisation_id: UUID) -> HttpResponse:
    """Write the letters that wait, and go to their batch."""
    made = services.make_letter_batch(organisation_id=organisation_id, by=request.actor, at=now())
    if made is None:
        return redirect_with_notice(reverse("messages:letters"), _("No letter may go now, so no batch was made."))
    return redirect_with_notice(_batch(made), _("The batch is made. Open the PDF to print it."))


@require_safe
def batch(request: Request, batch_id: UUID) -> HttpResponse:
    """One batch, its letters, and what to do with it."""
    page = queries.get_letter_batch(batch_id, by=request.actor, at=now())
    return render(request, "messages/batch.html", {"page": page})


@require_safe
def batch_pdf(request: Request, batch_id: UUID) -> HttpResponse:
    """The letters of a batch as one PDF. Opening it is recorded, and marks the batch as opened for printing."""
    at = now()
    made = services.open_letter_batch(batch_id=batch_id, by=request.actor, at=at)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="letters-{day_of(at).isoformat()}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@posted_once
def posted(request: Request, batch_id: UUID) -> HttpResponse:
    """Say that a batch was posted."""
    count = services.mark_posted(batch_id=batch_id, by=request.actor, at=now())
    said = ngettext("%(count)d letter is marked as posted.", "%(count)d letters are marked as posted.", count)
    return redirect_with_notice(_batch(batch_id), said % {"count": count})


@require_POST
@posted_once
def not_posted(request: Request, batch_id: UUID) -> HttpResponse:
    """Take back that a batch was posted."""
    services.undo_posted(batch_id=batch_id, by=request.actor, at=now())
    return redirect_with_notice(_batch(batch_id), _("The letters are no longer marked as posted."))


@require_POST
@posted_once
def take_apart(request: Request, batch_id: UUID) -> HttpResponse:
    """Put all letters of a batch back in the queue."""
    services.take_apart_batch(batch_id=batch_id, by=request.actor, at=now())
    return redirect_with_notice(reverse("messages:letters"), _("The letters wait to be printed again."))


@require_POST
@posted_once
def print_again(request: Request, message_id: UUID) -> HttpResponse:
    """Put one letter back in the queue."""
    services.print_letter_again(message_id=message_id, by=request.actor, at=now())
    return redirect_with_notice(reverse("messages:letters"), _("The letter waits to be printed again."))


@require_safe
def outbox(request: Request) -> HttpResponse:
    """What could not be sent, and why."""
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    page = queries.get_outbox(page=number, by=request.actor, at=now())
    return render(request, "messages/outbox.html", {"page": page})


@require_POST
@posted_once
def try_again(request: Request, message_id: UUID) -> HttpResponse:
    """Try once more to send a message."""
    services.queue_again(message_id=message_id, by=request.actor, at=now())
    return redirect_with_notice(reverse("messages:outbox"), _("We try to send it again."))


@require_POST
@posted_once
def dealt_with(request: Request, message_id: UUID) -> HttpResponse:
    """Take a message off the list."""
    services.mark_dealt_with(message_id=message_id, by=request.actor, at=now())
    return redirect_with_notice(reverse("messages:outbox"), _("It is off the list."))


def _batch(batch_id: UUID) -> str:
    return reverse("messages:batch", args=[batch_id])
