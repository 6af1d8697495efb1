"""What was posted, and what was not after all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.audit import record_changes
from ...kernel.errors import NotFound, Refused
from ..models import LetterBatch, LetterCopy, Message
from ..permissions import visible_to
from ..rules import WORDS_GONE
from ..states import MESSAGE
from .batches import change_batch, locked_batch
from .changing import change_message, note_for_person


def mark_posted(*, batch_id: UUID, by: Actor, at: datetime) -> int:
    """Say that the letters of a batch were posted. Returns how many; those that were stopped are not among them.

    Who may: link workers and care co-ordinators of the organisation. Raises `NotFound`; `Refused` when the batch was
    not opened for printing.
    """
    with transaction.atomic():
        batch = locked_batch(batch_id, by)
        change_batch(batch, "record_posted", posted_at=at, posted_by=by.id, posted_by_name=by.name)
        return _move_all(batch, "record_posted", "posted a letter", by, at, sent_at=at)


def undo_posted(*, batch_id: UUID, by: Actor, at: datetime) -> int:
    """Take back that the letters of a batch were posted. Returns how many. Only while their words are kept.

    Who may: link workers and care co-ordinators of the organisation. Raises `NotFound`, `Refused`.
    """
    with transaction.atomic():
        batch = locked_batch(batch_id, by)
        change_batch(batch, "undo_posted", posted_at=None, posted_by="", posted_by_name="")
        if not LetterCopy.objects.filter(message__batch=batch).exists():
            raise Refused(WORDS_GONE)
        return _move_all(batch, "undo_posted", "took back that a letter was posted", by, at, sent_at=None)


def print_letter_again(*, message_id: UUID, by: Actor, at: datetime) -> None:
    """Put one letter of a batch back in the queue: spoiled, lost, or come back. It is written afresh, if it may go.

    Who may: link workers and care co-ordinators of the organisation. Raises `NotFound`, `Refused`.
    """
    with transaction.atomic():
        message = visible_to(Message.objects.select_for_update(), by).filter(pk=message_id).first()
        if message is None:
            raise NotFound
        LetterCopy.objects.filter(message=message).delete()
        change_message(message, "print_again", by=by, at=at, batch=None, place=None, sent_at=None)
        note_for_person("put a letter back to be printed", message, by=by, at=at)


def _move_all(batch: LetterBatch, move: str, action: str, by: Actor, at: datetime, **values: object) -> int:
    """Make one move of every letter of a batch that can make it, in as many statements for a hundred as for two."""
    letters = batch.letters.filter(state__in=MESSAGE.moves[move].sources)
    moved = list(letters.values_list("pk", "person_id"))
    letters.update(state=MESSAGE.after(move), changed_at=at, changed_by=by.id, **values)
    subjects = [(person_id, f"message:{message_id}") for message_id, person_id in moved if person_id]
    record_changes(action, by=by, at=at, subjects=subjects, organisations=[batch.organisation_id])
    return len(moved)
