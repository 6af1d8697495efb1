"""What could not be sent, and why: one by one for those who can see to it, counted for those who keep house.

Refuses names to administrators, and other organisations' messages to everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from ...kernel.actor import Actor, Role
from ...kernel.clock import day_of
from ...kernel.errors import allow
from ..background import FailedJob, is_worker_late, list_failed_jobs, worker_seen_at
from ..channels import is_writing_files
from ..kinds import Channel
from ..models import Message
from ..permissions import PRINTING, countable_by, reasons_against_outbox, visible_to
from ..rules import SETTINGS
from .naming import named_in_a_list
from .words import channel_in_words, kind_in_words, why_in_words

ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One message that did not go. `whom` is empty when the reader may not see the person, or it is about nobody."""

    id: UUID
    what: str
    whom: str
    way: str
    since: datetime
    why: str
    is_stopped: bool


@dataclass(frozen=True, slots=True)
class ProblemCount:
    """How many messages of one kind did not go for one reason."""

    what: str
    why: str
    is_stopped: bool
    messages: int


@dataclass(frozen=True, slots=True)
class Outbox:
    """The page of what could not be sent. Lists that the reader may not see are empty, and said to be so."""

    sees_problems: bool
    problems: tuple[ProblemRow, ...]
    page: int
    pages: int
    keeps_house: bool
    counts: tuple[ProblemCount, ...]
    being_tried: int
    failed_jobs: tuple[FailedJob, ...]
    worker_seen_at: datetime | None
    is_worker_late: bool
    email_goes_to_files: bool
    sms_goes_to_files: bool


def get_outbox(*, page: int = 1, by: Actor, at: datetime) -> Outbox:
    """What was given up or stopped lately and not dealt with, newest first.

    Who may: link workers and care co-ordinators, for their organisations; administrators, as numbers. Raises
    `NotAllowed`, `AuditUnavailable`.
    """
    allow(reasons_against_outbox(by))
    problems, pages = _problems(page, by, at)
    keeps_house = by.has_role(Role.ADMINISTRATOR)
    seen_at = worker_seen_at()
    counted = countable_by(Message.objects.all(), by)
    return Outbox(
        sees_problems=by.has_role(*PRINTING),
        problems=problems,
        page=page,
        pages=pages,
        keeps_house=keeps_house,
        counts=_counts(_open(counted, at)) if keeps_house else (),
        being_tried=counted.filter(state="failed").count() if keeps_house else 0,
        failed_jobs=list_failed_jobs(at) if keeps_house else (),
        worker_seen_at=seen_at,
        is_worker_late=is_worker_late(seen_at, at),
        email_goes_to_files=is_writing_files(Channel.EMAIL),
        sms_goes_to_files=is_writing_files(Channel.SMS),
    )


def _open(messages: QuerySet[Message], at: datetime) -> QuerySet[Message]:
    """Those that did not go and that nobody has dealt with: given up, or stopped in the last weeks."""
    lately = at - timedelta(days=SETTINGS.value("problems.shown", day_of(at)))
    unseen = messages.filter(dealt_with_at__isnull=True)
    return unseen.filter(state="given-up") | unseen.filter(state="stopped", changed_at__gte=lately)


def _problems(page: int, by: Actor, at: datetime) -> tuple[tuple[ProblemRow, ...], int]:
    found = _open(visible_to(Message.objects.all(), by), at)
    pages = -(-found.count() // ON_A_PAGE) or 1
    start = (max(1, page) - 1) * ON_A_PAGE
    rows = list(found.order_by("-changed_at", "-pk")[start : start + ON_A_PAGE])
    names = named_in_a_list((one.person_id for one in rows), what="messages that did not go", by=by, at=at)
    return tuple(_row(one, names) for one in rows), pages


def _row(message: Message, names: dict[UUID, str]) -> ProblemRow:
    return ProblemRow(
        id=message.pk,
        what=kind_in_words(message.kind),
        whom=names.get(message.person_id, "") if message.person_id else "",
        way=channel_in_words(message.channel),
        since=message.changed_at,
        why=why_in_words(message.reason),
        is_stopped=message.state == "stopped",
    )


def _counts(messages: QuerySet[Message]) -> tuple[ProblemCount, ...]:
    grouped = (
        messages.values_list("kind", "reason", "state").annotate(messages=Count("pk")).order_by("-messages", "kind")
    )
    return tuple(
        ProblemCount(kind_in_words(kind), why_in_words(reason), state == "stopped", number)
        for kind, reason, state, number in grouped.order_by("-messages", "kind")
    )


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """What waits for somebody to do: letters to print, and messages that were given up."""

    letters: int
    given_up: int


def count_outbox(*, by: Actor, at: datetime) -> OutboxCounts:
    """How much waits at the reader's organisations; nothing for those who do not print or see to it. One statement."""
    waiting = visible_to(Message.objects.filter(state__in=("to-print", "given-up"), dealt_with_at__isnull=True), by)
    counts = dict(waiting.values_list("state").annotate(Count("pk")))
    return OutboxCounts(letters=counts.get("to-print", 0), given_up=counts.get("given-up", 0))
