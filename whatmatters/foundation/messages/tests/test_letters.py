"""Letters: written, printed, posted; and taken out of the pile when they must not go."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from ...kernel.actor import Actor, Post, Role
from ...kernel.audit import list_events_about
from ...kernel.errors import NotAllowed, NotFound, Refused
from ..channels.letter import Letter, render_letters
from ..kinds import Later, Stopped, StopReason
from ..models import LetterBatch, LetterCopy, Message
from ..queries import get_letter_batch, get_print_queue
from ..services import (
    make_letter_batch,
    mark_posted,
    open_letter_batch,
    print_letter_again,
    queue_again,
    remove_old_letters,
    send_message,
    stop_messages_about,
    take_apart_batch,
    undo_posted,
)
from . import wiring
from .conftest import AT

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def waiting(queued, worker):
    """Put letters in the print queue; returns their messages."""

    def put(*answers: wiring.Chosen) -> list[Message]:
        messages = [queued(answer) for answer in answers or (wiring.LETTER,)]
        for message in messages:
            assert send_message(message_id=message.id, by=worker, at=AT) == "to-print"
        return messages

    return put


@pytest.fixture
def batch(waiting, ola, organisation_id):
    """A batch of three letters: its id, and their messages."""
    messages = waiting(wiring.LETTER, wiring.LETTER, wiring.LETTER)
    return make_letter_batch(organisation_id=organisation_id, by=ola, at=AT), messages


def state_of(message: Message) -> str:
    return Message.objects.get(pk=message.pk).state


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_from_queue_to_post(batch, ola, organisation_id):
    batch_id, messages = batch
    assert {state_of(one) for one in messages} == {"in-batch"}
    with pytest.raises(Refused):
        mark_posted(batch_id=batch_id, by=ola, at=AT)
    assert open_letter_batch(batch_id=batch_id, by=ola, at=AT).startswith(b"%PDF-")
    assert {state_of(one) for one in messages} == {"printed"}
    assert mark_posted(batch_id=batch_id, by=ola, at=AT + DAY) == 3
    assert {state_of(one) for one in messages} == {"posted"}
    assert Message.objects.get(pk=messages[0].pk).sent_at == AT + DAY
    assert undo_posted(batch_id=batch_id, by=ola, at=AT + DAY) == 3
    assert {state_of(one) for one in messages} == {"printed"}
    assert mark_posted(batch_id=batch_id, by=ola, at=AT + DAY) == 3
    with pytest.raises(Refused):
        mark_posted(batch_id=batch_id, by=ola, at=AT + DAY)


def test_the_person_sees_what_became_of_their_letter(batch, ola):
    batch_id, (message, *_) = batch
    open_letter_batch(batch_id=batch_id, by=ola, at=AT)
    mark_posted(batch_id=batch_id, by=ola, at=AT)
    seen = {(event.kind, event.action, event.who) for event in list_events_about(message.person_id)}
    assert seen == {
        ("Changed", "wrote a letter", "Ola Okoye"),
        ("Appeared in a list", "printed letters", "Ola Okoye"),
        ("Changed", "posted a letter", "Ola Okoye"),
    }


def test_it_is_asked_afresh_at_writing(waiting, ola, organisation_id):
    messages = waiting(*[wiring.LETTER] * 6)
    kept, died, later, mails_now, fails, no_address = messages
    wiring.ANSWERS |= {
        died.person_id: Stopped(StopReason.DIED),
        later.person_id: Later(AT + DAY),
        mails_now.person_id: wiring.EMAIL,
        fails.person_id: RuntimeError("Mina"),
        no_address.person_id: replace(wiring.LETTER, address="Mina Begum"),
    }
    batch_id = make_letter_batch(organisation_id=organisation_id, by=ola, at=AT)
    states = [state_of(one) for one in messages]
    assert states == ["in-batch", "stopped", "queued", "queued", "to-print", "given-up"]
    assert [row.id for row in get_letter_batch(batch_id, by=ola, at=AT).letters] == [kept.id]
    assert Message.objects.get(pk=later.pk).send_after == AT + DAY


def test_when_none_may_go_there_is_no_batch(waiting, ola, organisation_id):
    (message,) = waiting(wiring.LETTER)
    wiring.ANSWERS[message.person_id] = Stopped(StopReason.DIED)
    assert make_letter_batch(organisation_id=organisation_id, by=ola, at=AT) is None
    assert state_of(message) == "stopped"
    assert not LetterBatch.objects.exists()


def test_death_after_printing_takes_the_letter_out_of_the_pile(batch, ola):
    batch_id, (first, second, third) = batch
    open_letter_batch(batch_id=batch_id, by=ola, at=AT)
    with transaction.atomic():
        stop_messages_about(person_id=second.person_id, reason=StopReason.DIED, by=ola, at=AT)
    page = get_letter_batch(batch_id, by=ola, at=AT)
    place = Message.objects.get(pk=second.pk).place
    assert [(row.id, row.place) for row in page.to_take_out] == [(second.id, place)]
    assert "died" in page.to_take_out[0].why
    printed = "".join(pages_of(open_letter_batch(batch_id=batch_id, by=ola, at=AT)))
    assert printed.count("Mina Begum") == 2
    assert mark_posted(batch_id=batch_id, by=ola, at=AT) == 2
    assert [state_of(one) for one in (first, second, third)] == ["posted", "stopped", "posted"]


def test_a_spoiled_letter_is_written_afresh(batch, ola, organisation_id):
    batch_id, (first, *_) = batch
    open_letter_batch(batch_id=batch_id, by=ola, at=AT)
    print_letter_again(message_id=first.id, by=ola, at=AT)
    assert state_of(first) == "to-print"
    assert len(get_letter_batch(batch_id, by=ola, at=AT).letters) == 2
    again = make_letter_batch(organisation_id=organisation_id, by=ola, at=AT)
    assert again != batch_id
    assert state_of(first) == "in-batch"


def test_a_whole_batch_is_taken_apart(batch, ola, organisation_id):
    batch_id, messages = batch
    take_apart_batch(batch_id=batch_id, by=ola, at=AT)
    assert {state_of(one) for one in messages} == {"to-print"}
    assert not LetterCopy.objects.exists()
    with pytest.raises(Refused):
        take_apart_batch(batch_id=batch_id, by=ola, at=AT)


def test_a_stopped_letter_that_is_asked_for_again_is_asked_afresh(batch, ola, worker):
    _, (first, *_) = batch
    with transaction.atomic():
        stop_messages_about(person_id=first.person_id, reason=StopReason.CONSENT, by=ola, at=AT)
    queue_again(message_id=first.id, by=ola, at=AT)
    assert send_message(message_id=first.id, by=worker, at=AT) == "to-print"
    assert Message.objects.get(pk=first.pk).batch is None


def test_what_a_letter_said_is_forgotten(batch, ola, worker):
    batch_id, _ = batch
    open_letter_batch(batch_id=batch_id, by=ola, at=AT)
    mark_posted(batch_id=batch_id, by=ola, at=AT)
    assert remove_old_letters(by=worker, at=AT + 30 * DAY) == 0
    assert remove_old_letters(by=worker, at=AT + 31 * DAY) == 3
    page = get_letter_batch(batch_id, by=ola, at=AT + 31 * DAY)
    assert not page.can_be_opened
    assert page.reasons_against_undoing
    with pytest.raises(Refused):
        undo_posted(batch_id=batch_id, by=ola, at=AT + 31 * DAY)
    with pytest.raises(Refused):
        open_letter_batch(batch_id=batch_id, by=ola, at=AT + 31 * DAY)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.LINK_WORKER, Role.CARE_COORDINATOR)])
def test_who_may_not(batch, role, organisation_id):
    batch_id, (message, *_) = batch
    other = Actor(str(uuid4()), "Ren", (Post(role, organisation_id, "Harbourside Network"),))
    refuses_everybody_else(batch_id, message, other, organisation_id)


def test_another_organisation_sees_nothing(batch, organisation_id):
    batch_id, (message, *_) = batch
    other = Actor(str(uuid4()), "Ren", (Post(Role.LINK_WORKER, uuid4(), "Elsewhere"),))
    refuses_everybody_else(batch_id, message, other, organisation_id)
    queue = get_print_queue(by=other, at=AT)
    assert [(one.name, one.waiting, one.batches) for one in queue.organisations] == [("Elsewhere", 0, ())]


def refuses_everybody_else(batch_id, message, by, organisation_id) -> None:
    with pytest.raises(NotAllowed):
        make_letter_batch(organisation_id=organisation_id, by=by, at=AT)
    for service in (open_letter_batch, mark_posted, undo_posted, take_apart_batch):
        with pytest.raises(NotFound):
            service(batch_id=batch_id, by=by, at=AT)
    for service in (print_letter_again, queue_again):
        with pytest.raises(NotFound):
            service(message_id=message.id, by=by, at=AT)
    with pytest.raises(NotFound):
        get_letter_batch(batch_id, by=by, at=AT)


def test_as_many_statements_for_many_letters_as_for_few(waiting, ola, organisation_id):
    """Posting and opening; writing asks each letter's kind, which is the kind's own cost."""
    taken = []
    for size in (2, 12):
        waiting(*[wiring.LETTER] * size)
        batch_id = make_letter_batch(organisation_id=organisation_id, by=ola, at=AT)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            open_letter_batch(batch_id=batch_id, by=ola, at=AT)
            mark_posted(batch_id=batch_id, by=ola, at=AT)
            get_letter_batch(batch_id, by=ola, at=AT)
        taken.append(len(seen))
    assert taken[0] == taken[1]


def test_a_batch_is_not_endless(waiting, ola, organisation_id):
    waiting(*[wiring.LETTER] * 103)
    make_letter_batch(organisation_id=organisation_id, by=ola, at=AT)
    assert Message.objects.filter(state="in-batch").count() == 100
    assert get_print_queue(by=ola, at=AT).organisations[0].waiting == 3


def letter(**changes) -> Letter:
    return Letter.of(replace(wiring.LETTER, **changes), subject="A time to meet", at=AT)


def test_on_paper():
    """Each letter begins on the front of a sheet and counts its own pages."""
    long = "\n\n".join(["We meet on Tuesday. " * 12] * 12)
    pdf = render_letters([letter(), letter(text=long), letter(large_print=True), letter(language="pl")], at=AT)
    pages = pages_of(pdf)
    starts = [number for number, page in enumerate(pages, start=1) if "Mina Begum" in page]
    assert len(starts) == 4
    assert all(number % 2 for number in starts)
    counted = [" ".join(found) for page in pages if (found := re.findall(r"(?:Page|Strona) \d.*", page.strip()))]
    assert counted[:3] == ["Page 1 of 1", "Page 1 of 2", "Page 2 of 2"]
    assert "/StructTreeRoot" in PdfReader(BytesIO(pdf)).trailer["/Root"]


def test_what_was_kept_makes_the_same_letter():
    one = letter(large_print=True, language="ur")
    assert Letter.from_json(one.as_json()) == one


def test_a_letter_in_letters_that_we_cannot_print_is_a_problem_of_its_own(waiting, ola, organisation_id):
    messages = waiting(wiring.LETTER, wiring.LETTER)
    wiring.ANSWERS[messages[0].person_id] = replace(wiring.LETTER, text="\U00013000")
    make_letter_batch(organisation_id=organisation_id, by=ola, at=AT)
    assert [state_of(one) for one in messages] == ["given-up", "in-batch"]
    assert Message.objects.get(pk=messages[0].pk).reason == "letters-missing"
