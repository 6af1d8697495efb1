"""Updates by e-mail: what was asked for, who gets what, and what was sent.

Serves the pages behind the links in our e-mails, the outbox, and the staff pages. Refuses to tell a stranger whether
an address is known: what is asked here is asked by an id that only the e-mail held.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ...kernel.actor import Actor
from ...kernel.errors import NotFound, allow
from ..models import Bulletin, Subscription, UpdateRequest
from ..permissions import bulletin_reasons
from ..rules import TOPICS, request_is_live


@dataclass(frozen=True, slots=True)
class RequestShown:
    """A request as its owner is asked to confirm it."""

    id: UUID
    email: str
    topics: tuple[str, ...]
    language: str

    @property
    def topics_in_words(self) -> list[str]:
        """The topics as people call them."""
        return [str(TOPICS[topic]) for topic in self.topics if topic in TOPICS]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where one update goes: an address, its language, and what is sent."""

    email: str
    language: str
    topic: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class BulletinRow:
    """One update in the list."""

    id: UUID
    topic: str
    subject: str
    state: str
    created_at: datetime
    created_by_name: str
    sent_at: datetime | None
    sent_by_name: str
    recipients: int | None


@dataclass(frozen=True, slots=True)
class BulletinPage:
    """One update, with how many would get it now."""

    id: UUID
    topic: str
    subject: str
    text: str
    state: str
    version: int
    readers: int
    sent_at: datetime | None
    sent_by_name: str
    recipients: int | None


def pack_topics(topics: tuple[str, ...]) -> str:
    """Topics as they are stored: `|groups|news|`."""
    return f"|{'|'.join(sorted(topics))}|"


def unpack_topics(stored: str) -> tuple[str, ...]:
    """Topics from how they are stored."""
    return tuple(topic for topic in stored.split("|") if topic)


def get_confirmable_request(request_id: UUID | None, *, at: datetime) -> RequestShown:
    """The request that a link leads to. Raises `NotFound` when there is none, or its time is over."""
    row = UpdateRequest.objects.filter(id=request_id).first() if request_id else None
    if row is None or not request_is_live(row.asked_at, at):
        raise NotFound
    return RequestShown(row.id, row.email, unpack_topics(row.topics), row.language)


def get_request_to_mail(request_id: UUID, *, at: datetime) -> tuple[RequestShown, tuple[str, ...]] | None:
    """For the outbox: a request that still waits, and the topics that its address gets now; None when it is gone."""
    try:
        asked = get_confirmable_request(request_id, at=at)
    except NotFound:
        return None
    held = Subscription.objects.filter(email=asked.email).values_list("topics", flat=True).first()
    return asked, unpack_topics(held or "")


def get_stoppable(subscription_id: UUID | None) -> RequestShown:
    """The subscription that a stop link leads to, stopped or not. Raises `NotFound` when there never was one."""
    row = Subscription.objects.filter(id=subscription_id).first() if subscription_id else None
    if row is None:
        raise NotFound
    return RequestShown(row.id, row.email, unpack_topics(row.topics), row.language)


def get_recipient(bulletin_id: UUID, subscription_id: UUID) -> Recipient | None:
    """For the outbox: where an update goes; None when it was stopped, or its topic left out, since it was queued."""
    bulletin = Bulletin.objects.filter(id=bulletin_id, state="sent").first()
    reader = Subscription.objects.filter(id=subscription_id, state="receiving").first()
    if bulletin is None or reader is None or bulletin.topic not in unpack_topics(reader.topics):
        return None
    return Recipient(reader.email, reader.language, bulletin.topic, bulletin.subject, bulletin.text)


def iterate_recipient_ids(bulletin_id: UUID) -> Iterator[UUID]:
    """Every subscription that gets an update, for queueing it."""
    topic = Bulletin.objects.values_list("topic", flat=True).get(id=bulletin_id)
    readers = Subscription.objects.filter(state="receiving", topics__contains=f"|{topic}|").order_by("id")
    yield from readers.values_list("id", flat=True).iterator(chunk_size=1000)


def list_bulletins(*, by: Actor) -> tuple[BulletinRow, ...]:
    """Every update, newest first. Administrators and directory editors may; raises `NotAllowed`."""
    allow(bulletin_reasons(by))
    rows = Bulletin.objects.order_by("-created_at")[:200]
    return tuple(BulletinRow(**{name: getattr(row, name) for name in BulletinRow.__slots__}) for row in rows)


def get_bulletin_start(*, by: Actor) -> dict[str, str]:
    """What an empty form for an update holds. Administrators and directory editors may; raises `NotAllowed`."""
    allow(bulletin_reasons(by))
    return {"topic": "", "subject": "", "text": ""}


def get_bulletin(bulletin_id: UUID, *, by: Actor) -> BulletinPage:
    """One update. Administrators and directory editors may. Raises `NotAllowed`, `NotFound`."""
    allow(bulletin_reasons(by))
    row = Bulletin.objects.filter(id=bulletin_id).first()
    if row is None:
        raise NotFound
    names = [name for name in BulletinPage.__slots__ if name != "readers"]
    return BulletinPage(**{name: getattr(row, name) for name in names}, readers=count_readers(row.topic))


def count_readers(topic: str) -> int:
    """How many get updates about a topic."""
    return Subscription.objects.filter(state="receiving", topics__contains=f"|{topic}|").count()
