"""Ask for updates, confirm, stop.

Serves the pages and the links in our e-mails. Refuses to tell whether an address is known: asking always ends the same
way, and nothing about a subscription changes until the button behind the link is pressed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.errors import NotFound, keep_rule
from ...kernel.reasons import Reason
from ...kernel.translating import _
from ...messages.services import queue_message
from ..content import LANGUAGES
from ..models import Subscription, UpdateRequest
from ..queries.updates import pack_topics
from ..rules import may_mail_again, request_is_live, setting, topics_reasons
from ..states import SUBSCRIPTION

CONFIRMATION = "site.confirm-updates"
"""The kind of message that asks whether somebody wants our updates."""


def ask_for_updates(*, email: str, topics: tuple[str, ...], language: str, by: Actor, at: datetime) -> None:
    """Send an e-mail that asks whether its owner wants updates. Anybody may ask, for any address.

    Returns the same for a new address, a known one, and one that was asked for too often today (nothing is sent then).
    Raises `Refused` when no topic is chosen, or too many ask at once.
    """
    keep_rule(topics_reasons(topics))
    email = email.strip().casefold()
    with transaction.atomic():
        _refuse_when_busy(at)
        asked_today = UpdateRequest.objects.filter(email=email, asked_at__gt=at - timedelta(days=1)).count()
        if not may_mail_again(asked_today, at):
            return
        asked = UpdateRequest.objects.create(
            id=uuid4(),
            email=email,
            topics=pack_topics(topics),
            language=language if language in LANGUAGES else LANGUAGES[0],
            asked_at=at,
        )
        queue_message(
            kind=CONFIRMATION, subject_ids={"request_id": asked.id}, key=f"{CONFIRMATION}:{asked.id}", by=by, at=at
        )


def confirm_updates(*, request_id: UUID | None, by: Actor, at: datetime) -> None:
    """Begin or change a subscription: the owner of the address pressed the button. Whoever has the link may.

    Pressing it twice does it once. Raises `NotFound` when there is no such request, or its time is over.
    """
    with transaction.atomic():
        asked = UpdateRequest.objects.select_for_update().filter(id=request_id).first() if request_id else None
        if asked is None or not request_is_live(asked.asked_at, at):
            raise NotFound
        Subscription.objects.update_or_create(
            email=asked.email,
            defaults={"topics": asked.topics, "language": asked.language},
            create_defaults={
                "topics": asked.topics,
                "language": asked.language,
                "state": SUBSCRIPTION.initial,
                "confirmed_at": at,
            },
        )
        record_change("asked for updates", by=_reader(by), at=at, subject=f"update-request:{asked.id}")


def stop_updates(*, subscription_id: UUID | None, by: Actor, at: datetime) -> None:
    """Stop all updates at once and forget the address. Whoever has the link may; doing it twice is no error.

    Raises `NotFound` when there never was such a subscription.
    """
    with transaction.atomic():
        held = Subscription.objects.select_for_update().filter(id=subscription_id).first() if subscription_id else None
        if held is None:
            raise NotFound
        if SUBSCRIPTION.reasons_against("stop", held.state):
            return
        UpdateRequest.objects.filter(email=held.email).delete()
        held.email, held.topics, held.stopped_at = "", pack_topics(()), at
        held.state = SUBSCRIPTION.after("stop")
        held.save(update_fields=["email", "topics", "stopped_at", "state"])
        record_change("stopped updates", by=_reader(by), at=at, subject=f"subscription:{held.id}")


def remove_old_requests(*, by: Actor, at: datetime) -> int:
    """Forget addresses that were typed and never confirmed. For the worker. Returns how many."""
    before = at - timedelta(hours=setting("updates.confirm-within", day_of(at)))
    removed, _kinds = UpdateRequest.objects.filter(asked_at__lt=before).delete()
    return removed


def _refuse_when_busy(at: datetime) -> None:
    lately = UpdateRequest.objects.filter(asked_at__gt=at - timedelta(minutes=1)).count()
    if lately >= setting("updates.asked-a-minute", day_of(at)):
        text = _("Many people are asking just now. Wait a minute, then send it again. What you wrote is still here.")
        keep_rule((Reason("updates.busy", text),))


def _reader(by: Actor) -> Actor:
    """Whoever used the link, named without saying who they are."""
    return by if by.id else Actor(id="reader", name="A reader of this site")
