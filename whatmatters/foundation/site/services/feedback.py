"""Take and keep what readers say about pages.

Serves the question at the foot of every public page. Refuses to store who a reader is, and masks what looks personal
before it is stored; the limit on how much comes in is on all readers together.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Count, Q

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.errors import NotFound, allow, keep_rule
from ...kernel.plain import clean_text
from ...kernel.reasons import Reasons
from ..content import LANGUAGES
from ..models import PageFeedback
from ..permissions import feedback_reading_reasons
from ..queries.feedback import FeedbackRow, list_feedback
from ..queries.pages import list_page_names
from ..rules import comment_reasons, feedback_reasons, is_kept, mask_personal

COMMENT_WITHIN = timedelta(hours=1)
"""How long after an answer its comment may follow: the page it is written on is still open."""


def give_feedback(*, page: str, language: str, useful: bool, by: Actor, at: datetime) -> UUID:
    """Keep an answer to "Was this page useful?". Anybody may; who they are is not kept.

    Raises `NotFound` for a page that asks no such question, `Refused` when too many answers come at once.
    """
    if page not in list_page_names():
        raise NotFound
    keep_rule(_busy_reasons(page, at))
    kept = PageFeedback.objects.create(
        id=uuid4(),
        page=page,
        language=language if language in LANGUAGES else LANGUAGES[0],
        useful=useful,
        sent_at=at.replace(microsecond=0),
    )
    return kept.id


def add_comment(*, feedback_id: UUID | None, comment: str, by: Actor, at: datetime) -> None:
    """Add the comment that follows an answer: once, and soon. Anybody who has the link may.

    Raises `NotFound` when there is no such answer or it has its comment, `Refused` when it is too long.
    """
    comment = clean_text(comment)
    keep_rule(comment_reasons(comment, day_of(at)))
    if feedback_id is None:
        raise NotFound
    waiting = PageFeedback.objects.filter(id=feedback_id, comment="", removed_at=None, sent_at__gt=at - COMMENT_WITHIN)
    if not waiting.update(comment=mask_personal(comment)):
        raise NotFound


def remove_comment(*, feedback_id: UUID, by: Actor, at: datetime) -> None:
    """Take a comment's words away for good, because they say something personal; the yes or no stays.

    Administrators and directory editors may. Raises `NotAllowed`, `NotFound`.
    """
    allow(feedback_reading_reasons(by))
    with transaction.atomic():
        there = PageFeedback.objects.filter(id=feedback_id, removed_at=None)
        if not there.update(comment="", removed_at=at, removed_by=by.id):
            raise NotFound
        record_change("took a comment about a page away", by=by, at=at, subject=f"page-feedback:{feedback_id}")


def export_feedback(*, page: str, answer: str, by: Actor, at: datetime) -> str:
    """Every answer as CSV, and a line in the audit trail. Administrators and directory editors may.

    A cell that a spreadsheet could take for a formula begins with an apostrophe. Raises `NotAllowed`.
    """
    rows = list_feedback(by=by, page=page, answer=answer)
    with transaction.atomic():
        text = _as_csv(rows)
        record_change("exported what readers say about pages", by=by, at=at, details={"page": page, "answer": answer})
    return text


def remove_old_feedback(*, by: Actor, at: datetime) -> int:
    """Delete answers that have been kept long enough. For the worker. Returns how many."""
    day = day_of(at)
    old = [
        row.pk
        for row in PageFeedback.objects.filter(sent_at__lt=at - timedelta(days=28)).only("id", "sent_at").iterator()
        if not is_kept(day_of(row.sent_at), day)
    ]
    for start in range(0, len(old), 500):
        PageFeedback.objects.filter(pk__in=old[start : start + 500]).delete()
    return len(old)


def _busy_reasons(page: str, at: datetime) -> Reasons:
    lately = PageFeedback.objects.filter(sent_at__gt=at - timedelta(minutes=1)).aggregate(
        on_all_pages=Count("id"), on_this_page=Count("id", filter=Q(page=page))
    )
    return feedback_reasons(**lately, day=day_of(at))


def _as_csv(rows: Iterable[FeedbackRow]) -> str:
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(["Page", "Language", "Useful", "Comment", "Sent"])
    for row in rows:
        comment = "(taken away)" if row.removed_at else row.comment
        cells = [row.page, row.language, "yes" if row.useful else "no", comment, f"{row.sent_at:%Y-%m-%d %H:%M}"]
        lines.writerow([harmless(cell) for cell in cells])
    return written.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula. Source: OWASP, CSV injection."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r\n＝＋－＠" and cell else cell
