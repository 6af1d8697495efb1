"""Batches of letters: written together, opened for printing, taken apart again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.audit import record_changes, record_listing
from ...kernel.clock import day_of
from ...kernel.errors import NotFound, Refused, allow, keep_rule
from ..background import queue_job
from ..channels import CannotGo, TryLater
from ..channels.letter import Letter, render_letters
from ..kinds import Channel, Later, Prepared, Stopped
from ..models import LetterBatch, LetterCopy, Message
from ..permissions import batches_visible_to, reasons_against_printing
from ..rules import SETTINGS, WORDS_GONE
from ..states import LETTER_BATCH, MESSAGE
from .asking import ask_kind
from .changing import change_message, note_for_person
from .queueing import DELIVER


def make_letter_batch(*, organisation_id: UUID, by: Actor, at: datetime) -> UUID | None:
    """Write the letters that wait at one organisation, and put them in a batch. Returns its id.

    Each letter's kind is asked afresh whether it may go, and what it says. Returns None when none of them may, or none
    waits. Who may: link workers and care co-ordinators of the organisation. Raises `NotAllowed`.
    """
    allow(reasons_against_printing(by, organisation_id))
    most = SETTINGS.value("letters.in-batch", day_of(at))
    with transaction.atomic():
        waiting = Message.objects.select_for_update().filter(state="to-print", organisation_id=organisation_id)
        written = []
        for message in list(waiting.order_by("created_at", "pk")[:most]):
            if (letter := _write(message, by, at)) is not None:
                written.append((message, letter))
        return _put_together(organisation_id, written, by, at) if written else None


def open_letter_batch(*, batch_id: UUID, by: Actor, at: datetime) -> bytes:
    """The batch as one PDF, to print. From now on its letters may be on paper.

    Letters that were stopped meanwhile are left out. Recorded as a list that named each person. Who may: link workers
    and care co-ordinators of the organisation. Raises `NotFound`, `Refused`, `AuditUnavailable`.
    """
    with transaction.atomic():
        batch = locked_batch(batch_id, by)
        copies = list(
            LetterCopy.objects.filter(message__batch=batch).select_related("message").order_by("message__place")
        )
        if not copies:
            raise Refused(WORDS_GONE)
        people = [copy.message.person_id for copy in copies if copy.message.person_id]
        record_listing("printed letters", by=by, at=at, people=people, organisations=[batch.organisation_id])
        if batch.state == "made":
            _mark_printed(batch, by, at)
    return render_letters([Letter.from_json(copy.content) for copy in copies], at=at)


def take_apart_batch(*, batch_id: UUID, by: Actor, at: datetime) -> None:
    """Put every letter of a batch that was not posted back in the queue, to be written afresh.

    Who may: link workers and care co-ordinators of the organisation. Raises `NotFound`, `Refused`.
    """
    with transaction.atomic():
        batch = locked_batch(batch_id, by)
        change_batch(batch, "take_apart")
        letters = batch.letters.filter(state__in=MESSAGE.moves["print_again"].sources)
        LetterCopy.objects.filter(message__in=letters).delete()
        letters.update(state=MESSAGE.after("print_again"), changed_at=at, changed_by=by.id, batch=None, place=None)


def locked_batch(batch_id: UUID, by: Actor) -> LetterBatch:
    """The batch, locked until the transaction ends. Raises `NotFound`."""
    batch = batches_visible_to(LetterBatch.objects.select_for_update(), by).filter(pk=batch_id).first()
    if batch is None:
        raise NotFound
    return batch


def change_batch(batch: LetterBatch, move: str, **values: object) -> None:
    """Make one move of a batch and save it with the values given. Raises `Refused`."""
    keep_rule(LETTER_BATCH.reasons_against(move, batch.state))
    changed = values | {"state": LETTER_BATCH.after(move)}
    for name, value in changed.items():
        setattr(batch, name, value)
    batch.save(update_fields=list(changed))


def _mark_printed(batch: LetterBatch, by: Actor, at: datetime) -> None:
    change_batch(batch, "record_printed", printed_at=at, printed_by=by.id)
    in_batch = batch.letters.filter(state__in=MESSAGE.moves["record_printed"].sources)
    in_batch.update(state=MESSAGE.after("record_printed"), changed_at=at, changed_by=by.id)


def _write(message: Message, by: Actor, at: datetime) -> Letter | None:
    """The letter, or None when it may not go now; then the message is moved to where it belongs."""
    try:
        answer, subject = ask_kind(message, at)
        if isinstance(answer, Prepared) and answer.channel == Channel.LETTER:
            return Letter.of(answer, subject=subject, at=at)
    except CannotGo as refusal:
        change_message(message, "give_up", by=by, at=at, reason=refusal.code)
        note_for_person("gave up sending a message", message, by=by, at=at)
        return None
    except TryLater as refusal:
        message.reason = refusal.code
        message.save(update_fields=["reason"])
        return None
    if isinstance(answer, Stopped):
        change_message(message, "stop", by=by, at=at, reason=answer.reason)
        note_for_person("did not send a message", message, by=by, at=at)
    elif isinstance(answer, Later):
        _put_off(message, answer.until, by, at)
    else:
        _put_off(message, at, by, at)  # the person's way is another one now
    return None


def _put_off(message: Message, until: datetime, by: Actor, at: datetime) -> None:
    change_message(message, "put_off", by=by, at=at, send_after=until)
    queue_job(DELIVER, message.pk, after=until)


def _put_together(organisation_id: UUID, written: list[tuple[Message, Letter]], by: Actor, at: datetime) -> UUID:
    made = {"created_at": at, "created_by": by.id, "created_by_name": by.name}
    batch = LetterBatch.objects.create(organisation_id=organisation_id, **made)
    for place, (message, _) in enumerate(written, start=1):
        message.state, message.batch, message.place = MESSAGE.after("put_in_batch"), batch, place
        message.changed_at, message.changed_by, message.reason = at, by.id, ""
    messages = [message for message, _ in written]
    Message.objects.bulk_update(messages, ["state", "batch", "place", "changed_at", "changed_by", "reason"])
    LetterCopy.objects.bulk_create(
        [LetterCopy(message=message, content=letter.as_json()) for message, letter in written]
    )
    subjects = [(message.person_id, f"message:{message.pk}") for message in messages if message.person_id]
    record_changes("wrote a letter", by=by, at=at, subjects=subjects, organisations=[organisation_id])
    return batch.pk
