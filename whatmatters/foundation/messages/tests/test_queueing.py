"""What is put in the outbox: ids only, once for each key, with what it is about."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from ..background import NotIds
from ..kinds import UnknownKind
from ..models import Message
from ..services import KeyTaken, queue_message
from .conftest import AT

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(minutes=10)


def test_the_same_key_is_queued_once(queued, organisation_id, ola):
    message = queued(key="once")
    ids = {"person_id": message.person_id, "organisation_id": organisation_id}
    again = queue_message(kind="reminder", subject_ids=ids, key="once", by=ola, at=LATER)
    assert again == message.id
    assert Message.objects.count() == 1


def test_one_key_for_two_messages_is_a_fault(queued, organisation_id, ola):
    queued(key="once")
    ids = {"person_id": uuid4(), "organisation_id": organisation_id}
    with pytest.raises(KeyTaken):
        queue_message(kind="reminder", subject_ids=ids, key="once", by=ola, at=AT)


@pytest.mark.parametrize(
    "ids",
    [
        {"person_id": uuid4()},
        {"person_id": "Mina Begum", "organisation_id": uuid4()},
        {"person_id": str(uuid4()), "organisation_id": uuid4()},
        {"person_id": uuid4(), "organisation_id": True},
        {"person_id": uuid4(), "organisation_id": uuid4(), "name_id": 4},
    ],
)
def test_only_ids_are_taken(ids, ola):
    with pytest.raises(NotIds):
        queue_message(kind="reminder", subject_ids=ids, key="k", by=ola, at=AT)
    assert not Message.objects.exists()


def test_a_kind_that_nobody_registered_is_refused(ola):
    with pytest.raises(UnknownKind):
        queue_message(kind="poem", subject_ids={}, key="k", by=ola, at=AT)


@pytest.mark.django_db(transaction=True)
def test_it_is_queued_with_what_it_is_about_or_not_at_all(queued, ola, organisation_id):
    with pytest.raises(RuntimeError, match="one transaction"):
        queue_message(
            kind="reminder",
            subject_ids={"person_id": uuid4(), "organisation_id": organisation_id},
            key="k",
            by=ola,
            at=AT,
        )
    with suppress(ZeroDivisionError), transaction.atomic():
        queued()
        raise ZeroDivisionError
    assert not Message.objects.exists()
