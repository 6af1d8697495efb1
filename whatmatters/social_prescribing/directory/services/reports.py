"""Reports that something is wrong with a listing: made by anybody, seen to by stewards.

Refuses to keep who reports, signed in or not: whoever says that a door was closed need not say who they are.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_change
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound, allow, keep_rule
from whatmatters.foundation.kernel.reasons import Reason
from whatmatters.foundation.kernel.translating import _
from whatmatters.foundation.messages.services import queue_message

from ..models import Listing, Report
from ..permissions import steward_reasons, visible_to
from ..queries.asking import REPORTED
from ..rules.reports import report_reasons, tells_contact
from ..states import REPORT
from .confirming import READER


@transaction.atomic
def report_listing(*, listing_id: UUID, what: str, words: str = "", by: Actor, at: datetime) -> UUID:
    """Keep that somebody says a listing is wrong, and tell its contact by e-mail. Who: anybody who may read it.

    `what` is a code of `rules.reports.WHAT`, `words` at most 1,000 letters. `by` decides what may be seen and is kept
    nowhere. A private listing's contact is not written to. Raises `NotFound`, `Refused` (also when enough people have
    said so already). Returns the report's id.
    """
    listing = visible_to(Listing.objects.select_for_update(of=("self",)), by).filter(id=listing_id).first()
    if listing is None:
        raise NotFound
    keep_rule(_reasons(listing, what, words, at))
    report = Report.objects.create(
        listing=listing, what=what, words=words.strip(), created_at=at, created_by="", created_by_name=""
    )
    _tell_contact(listing, report, at)
    record_change("said that a listing is wrong", by=READER, at=at, subject=f"listing:{listing.id}")
    return report.id


@transaction.atomic
def answer_report(*, report_id: UUID, move: str, by: Actor, at: datetime) -> None:
    """Say what became of a report: `put_right` or `find_right`. Who: stewards. Raises `NotAllowed`, `NotFound`,
    `Refused`.
    """
    allow(steward_reasons(by))
    report = Report.objects.select_for_update().filter(id=report_id).first()
    if report is None:
        raise NotFound
    if move not in REPORT.moves:
        keep_rule((Reason("report.move", _("Choose whether it was put right, or nothing was wrong.")),))
    keep_rule(REPORT.reasons_against(move, report.state))
    report.state, report.answered_at, report.answered_by = REPORT.after(move), at, by.id
    report.save(update_fields=["state", "answered_at", "answered_by"])
    action = f"directory report: {move.replace('_', ' ')}"
    record_change(action, by=by, at=at, subject=f"directory-report:{report.id}")


def _reasons(listing: Listing, what: str, words: str, at: datetime) -> tuple[Reason, ...]:
    waiting = Report.objects.filter(state="new")
    return report_reasons(
        what=what,
        words=words,
        open_already=waiting.filter(listing=listing).count(),
        in_last_minute=waiting.filter(created_at__gt=at - timedelta(minutes=1)).count(),
        day=day_of(at),
    )


def _tell_contact(listing: Listing, report: Report, at: datetime) -> None:
    """Queue the e-mail, unless there is nobody to write to or the contact was told often enough today."""
    earlier = listing.reports.filter(created_at__gt=at - timedelta(days=1)).exclude(pk=report.pk).count()
    if listing.state != "published" or not listing.contact_email or not tells_contact(earlier, day_of(at)):
        return
    key = f"{REPORTED}:{report.id}"
    queue_message(kind=REPORTED, subject_ids={"report_id": report.id}, key=key, by=READER, at=at)
