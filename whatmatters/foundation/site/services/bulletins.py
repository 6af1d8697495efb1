"""Write an update and send it, to each who asked for its topic, once.

Serves the staff pages and the job that queues. Refuses to change what was sent.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.errors import EditConflict, NotFound, Refused, allow, keep_rule
from ...kernel.plain import clean_text
from ...kernel.reasons import Reason
from ...kernel.translating import _
from ...messages.background import queue_job
from ...messages.services import queue_message
from ..models import Bulletin
from ..permissions import bulletin_reasons as who_may
from ..queries.updates import count_readers, iterate_recipient_ids
from ..rules import bulletin_reasons
from ..states import BULLETIN

BULLETIN_KIND = "site.bulletin"
"""The kind of message that carries an update."""

BATCH = 100
"""How many are queued in one transaction: a page that waits to write waits no longer than these take."""

QUEUEING_JOB = "whatmatters.foundation.site.jobs.housekeeping.queue_bulletin_messages"


class BulletinIsSent(Refused):
    """The update has been sent, so it cannot be changed or sent again."""


def draft_bulletin(*, topic: str, subject: str, text: str, by: Actor, at: datetime) -> UUID:
    """Begin an update. Administrators and directory editors may. Raises `NotAllowed`, `Refused`."""
    allow(who_may(by))
    subject, text = clean_text(subject), clean_text(text)
    keep_rule(bulletin_reasons(topic=topic, subject=subject, text=text))
    with transaction.atomic():
        made = Bulletin.objects.create(
            id=uuid4(),
            topic=topic,
            subject=subject,
            text=text,
            created_at=at,
            created_by=by.id,
            created_by_name=by.name,
        )
        record_change("wrote an update", by=by, at=at, subject=f"bulletin:{made.id}")
    return made.id


def change_bulletin(
    *, bulletin_id: UUID, topic: str, subject: str, text: str, version_read: int, by: Actor, at: datetime
) -> None:
    """Change an update that was not sent yet. Administrators and directory editors may.

    Raises `NotAllowed`, `NotFound`, `Refused`, `BulletinIsSent`, and `EditConflict` when somebody else changed it.
    """
    allow(who_may(by))
    subject, text = clean_text(subject), clean_text(text)
    keep_rule(bulletin_reasons(topic=topic, subject=subject, text=text))
    with transaction.atomic():
        kept = _locked(bulletin_id, "change")
        if kept.version != version_read:
            raise EditConflict(
                mine={_("Subject"): subject, _("Text"): text}, theirs={_("Subject"): kept.subject, _("Text"): kept.text}
            )
        kept.topic, kept.subject, kept.text, kept.version = topic, subject, text, kept.version + 1
        kept.save(update_fields=["topic", "subject", "text", "version"])
        record_change("changed an update", by=by, at=at, subject=f"bulletin:{bulletin_id}")


def send_bulletin(*, bulletin_id: UUID, version_read: int, by: Actor, at: datetime) -> int:
    """Send an update to everybody who asked for its topic. Administrators and directory editors may.

    The worker queues it for each; sending it again does nothing twice. Returns how many will get it. Raises
    `NotAllowed`, `NotFound`, `BulletinIsSent`, and `EditConflict` when it is not the text that was read.
    """
    allow(who_may(by))
    with transaction.atomic():
        kept = _locked(bulletin_id, "send")
        if kept.version != version_read:
            raise EditConflict(mine={}, theirs={_("Subject"): kept.subject, _("Text"): kept.text})
        kept.state, kept.sent_at, kept.sent_by, kept.sent_by_name = BULLETIN.after("send"), at, by.id, by.name
        kept.recipients = count_readers(kept.topic)
        kept.save(update_fields=["state", "sent_at", "sent_by", "sent_by_name", "recipients"])
        queue_job(QUEUEING_JOB, bulletin_id)
        record_change("sent an update", by=by, at=at, subject=f"bulletin:{bulletin_id}")
    return kept.recipients


def queue_bulletin(*, bulletin_id: UUID, by: Actor, at: datetime) -> int:
    """Queue a sent update for each subscription to its topic, each once however often this runs. For the worker.

    Returns how many there were.
    """
    if not Bulletin.objects.filter(id=bulletin_id, state="sent").exists():
        return 0
    readers = list(iterate_recipient_ids(bulletin_id))
    for start in range(0, len(readers), BATCH):
        with transaction.atomic():
            for subscription_id in readers[start : start + BATCH]:
                queue_message(
                    kind=BULLETIN_KIND,
                    subject_ids={"bulletin_id": bulletin_id, "subscription_id": subscription_id},
                    key=f"{BULLETIN_KIND}:{bulletin_id}:{subscription_id}",
                    by=by,
                    at=at,
                )
    return len(readers)


def _locked(bulletin_id: UUID, move: str) -> Bulletin:
    kept = Bulletin.objects.select_for_update().filter(id=bulletin_id).first()
    if kept is None:
        raise NotFound
    if BULLETIN.reasons_against(move, kept.state):
        text = _("This update has been sent. It cannot be changed, but you can write another.")
        raise BulletinIsSent(Reason("bulletin.sent", text))
    return kept
