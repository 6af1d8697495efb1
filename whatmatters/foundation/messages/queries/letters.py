"""The print queue: what waits at each organisation, and its batches.

Serves the pages where letters are printed. Each list that names persons is recorded; whom the reader may not see is
not named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from ...kernel.actor import Actor
from ...kernel.clock import day_of
from ...kernel.errors import NotFound, allow
from ...kernel.reasons import Reasons
from ..models import LetterBatch, LetterCopy, Message
from ..permissions import batches_visible_to, printing_organisations, reasons_against_printing, visible_to
from ..rules import SETTINGS, WORDS_GONE
from ..states import LETTER_BATCH, MESSAGE
from .naming import named_in_a_list
from .words import kind_in_words, state_in_words, why_in_words

SHOWN = 50
BATCHES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter. `whom` is empty when the reader may not see the person. `place` counts from 1 within a batch."""

    id: UUID
    what: str
    whom: str
    since: datetime
    state: str
    state_words: str
    why: str
    place: int | None
    reasons_against_printing_again: Reasons


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch in a list."""

    id: UUID
    made_at: datetime
    made_by: str
    letters: int
    state: str
    state_words: str
    posted_at: datetime | None


@dataclass(frozen=True, slots=True)
class OrganisationQueue:
    """What one organisation has to print. `waiting` may be more than the letters that are shown."""

    id: UUID
    name: str
    waiting: int
    letters: tuple[LetterRow, ...]
    batches: tuple[BatchRow, ...]


@dataclass(frozen=True, slots=True)
class PrintQueue:
    """The page of letters."""

    organisations: tuple[OrganisationQueue, ...]
    most_in_batch: int


@dataclass(frozen=True, slots=True)
class BatchPage:
    """One batch. `to_take_out` are letters that may be on paper and must not be posted."""

    id: UUID
    organisation: str
    made_at: datetime
    made_by: str
    state: str
    state_words: str
    posted_at: datetime | None
    posted_by: str
    letters: tuple[LetterRow, ...]
    to_take_out: tuple[LetterRow, ...]
    can_be_opened: bool
    reasons_against_posting: Reasons
    reasons_against_undoing: Reasons
    reasons_against_taking_apart: Reasons


def get_print_queue(*, by: Actor, at: datetime) -> PrintQueue:
    """What waits to be printed at the reader's organisations, oldest first, and their last batches.

    Who may: link workers and care co-ordinators. Raises `NotAllowed`, `AuditUnavailable`.
    """
    allow(reasons_against_printing(by))
    waiting = visible_to(Message.objects.filter(state="to-print"), by)
    counted = dict(waiting.values_list("organisation_id").annotate(letters=Count("pk")))
    letters = list(waiting.order_by("created_at", "pk")[:SHOWN])
    names = named_in_a_list((one.person_id for one in letters), what="letters to print", by=by, at=at)
    batches = list(_with_counts(batches_visible_to(LetterBatch.objects.all(), by))[:BATCHES_SHOWN])
    return PrintQueue(
        organisations=tuple(
            OrganisationQueue(
                id=organisation_id,
                name=name,
                waiting=counted.get(organisation_id, 0),
                letters=tuple(_letter(one, names) for one in letters if one.organisation_id == organisation_id),
                batches=tuple(_batch(one) for one in batches if one.organisation_id == organisation_id),
            )
            for organisation_id, name in printing_organisations(by).items()
        ),
        most_in_batch=SETTINGS.value("letters.in-batch", day_of(at)),
    )


def get_letter_batch(batch_id: UUID, *, by: Actor, at: datetime) -> BatchPage:
    """One batch with its letters, and what may be done with it now.

    Who may: link workers and care co-ordinators of its organisation. Raises `NotFound`, `AuditUnavailable`.
    """
    batch = batches_visible_to(LetterBatch.objects.all(), by).filter(pk=batch_id).first()
    if batch is None:
        raise NotFound
    letters = list(Message.objects.filter(batch=batch).order_by("place"))
    names = named_in_a_list((one.person_id for one in letters), what="letters of a batch", by=by, at=at)
    rows = tuple(_letter(one, names) for one in letters)
    has_words = LetterCopy.objects.filter(message__batch=batch).exists()
    undoing = LETTER_BATCH.reasons_against("undo_posted", batch.state)
    return BatchPage(
        id=batch.pk,
        organisation=printing_organisations(by)[batch.organisation_id],
        made_at=batch.created_at,
        made_by=batch.created_by_name,
        state=batch.state,
        state_words=state_in_words(batch.state),
        posted_at=batch.posted_at,
        posted_by=batch.posted_by_name,
        letters=rows,
        to_take_out=tuple(row for row in rows if row.state == "stopped"),
        can_be_opened=has_words,
        reasons_against_posting=LETTER_BATCH.reasons_against("record_posted", batch.state),
        reasons_against_undoing=undoing if undoing or has_words else (WORDS_GONE,),
        reasons_against_taking_apart=LETTER_BATCH.reasons_against("take_apart", batch.state),
    )


def _letter(message: Message, names: dict[UUID, str]) -> LetterRow:
    return LetterRow(
        id=message.pk,
        what=kind_in_words(message.kind),
        whom=names.get(message.person_id, "") if message.person_id else "",
        since=message.created_at,
        state=message.state,
        state_words=state_in_words(message.state),
        why=why_in_words(message.reason),
        place=message.place,
        reasons_against_printing_again=MESSAGE.reasons_against("print_again", message.state),
    )


def _with_counts(batches: QuerySet[LetterBatch]) -> QuerySet[LetterBatch]:
    """The batches, newest first, each with how many letters of it go."""
    return batches.annotate(going=Count("letters", filter=~Q(letters__state="stopped"))).order_by("-created_at", "-pk")


def _batch(batch: LetterBatch) -> BatchRow:
    return BatchRow(
        id=batch.pk,
        made_at=batch.created_at,
        made_by=batch.created_by_name,
        letters=getattr(batch, "going", 0),
        state=batch.state,
        state_words=state_in_words(batch.state),
        posted_at=batch.posted_at,
    )
