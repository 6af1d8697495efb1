"""The audit trail: chained, append-only, complete, and exactly once."""

from __future__ import annotations

import json
import multiprocessing
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from whatmatters.foundation.kernel.actor import Actor, Post, Role
from whatmatters.foundation.kernel.audit import journal as journal_module
from whatmatters.foundation.kernel.audit import list_events_about, record_change, record_listing, record_read
from whatmatters.foundation.kernel.audit.chain import Happening, broken_links
from whatmatters.foundation.kernel.audit.journal import Journal, the_journal
from whatmatters.foundation.kernel.audit.triggers import lay_triggers, lifted_triggers, missing_triggers
from whatmatters.foundation.kernel.errors import AuditUnavailable
from whatmatters.foundation.kernel.models import AuditEvent, AuditMention

AT = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
SURGERY, CHOIR = uuid4(), uuid4()
SAM = Actor(
    "sam",
    "Sam Patel",
    (Post(Role.LINK_WORKER, SURGERY, "Riverside Surgery"), Post(Role.COACH, CHOIR, "Riverside Choir")),
)


def change(person: UUID, action: str = "added a goal", **more: object) -> None:
    with transaction.atomic():
        record_change(action, by=SAM, at=AT, person_id=person, **more)


@pytest.mark.django_db
def test_a_change_is_shown_with_the_post_it_was_made_in():
    person = uuid4()
    change(person, organisations=[CHOIR])
    (row,) = list_events_about(person)
    assert (row.who, row.role, row.organisation) == ("Sam Patel", "Health and wellbeing coach", "Riverside Choir")


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_leaves_no_trace():
    person = uuid4()
    with transaction.atomic():
        record_change("added a goal", by=SAM, at=AT, person_id=person)
        transaction.set_rollback(True)
    assert list_events_about(person) == []
    assert list(broken_links()) == []


@pytest.mark.django_db(transaction=True)
def test_a_change_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        record_change("added a goal", by=SAM, at=AT, person_id=uuid4())


@pytest.mark.django_db
def test_reads_and_lists_reach_the_person_without_the_others():
    mary, john = uuid4(), uuid4()
    record_read("opened the record", by=SAM, at=AT, person_id=mary, sections=["plan", "safeguarding"])
    record_listing("caseload", by=SAM, at=AT + timedelta(seconds=1), people=[mary, john, mary])
    listed, read = list_events_about(mary)
    assert (listed.kind, listed.action) == ("Appeared in a list", "caseload")
    assert read.sections == ("plan",), "that safeguarding was read is an event without the section's name"
    assert [row.action for row in list_events_about(john)] == ["caseload"]
    assert AuditEvent.objects.count() == 2
    assert AuditMention.objects.count() == 2


@pytest.mark.django_db
def test_a_list_of_nobody_is_no_event():
    record_listing("caseload", by=SAM, at=AT, people=[])
    assert the_journal().drain() == 0


@pytest.mark.django_db
def test_draining_twice_takes_each_line_once_and_a_torn_line_waits():
    person = uuid4()
    record_read("opened the record", by=SAM, at=AT, person_id=person)
    (file,) = the_journal().folder.iterdir()
    whole = file.read_bytes()
    with file.open("ab") as torn:
        torn.write(whole[:-20])
    assert [the_journal().drain(), the_journal().drain()] == [1, 0]
    with file.open("ab") as torn:
        torn.write(whole[-20:])
    assert the_journal().drain() == 1
    assert list(broken_links()) == []


@pytest.mark.django_db
def test_what_cannot_be_recorded_is_not_shown(tmp_path, monkeypatch):
    journal = Journal(tmp_path / "full", drain_in_background=False)

    def no_space(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", no_space)
    with pytest.raises(AuditUnavailable):
        journal.append(Happening("read", "opened", AT, "sam", "Sam"))


def test_the_folder_of_the_journal_is_for_its_owner_only(tmp_path):
    journal = Journal(tmp_path / "audit", drain_in_background=False)
    journal.append(Happening("read", "opened", AT, "sam", "Sam"))
    (file,) = journal.folder.iterdir()
    assert [path.stat().st_mode & 0o777 for path in (journal.folder, file)] == [0o700, 0o600]


def _append_in_another_process(folder: Path, person: str, lines: int) -> None:
    journal = Journal(folder, drain_in_background=False)
    for _ in range(lines):
        journal.append(Happening("read", "opened", AT, "sam", "Sam", person_id=UUID(person)))
    os._exit(9)  # as if it were killed: nothing is closed or flushed by Python


@pytest.mark.django_db
def test_reads_of_a_process_that_was_killed_are_kept_and_its_file_removed(tmp_path):
    person, folder = uuid4(), tmp_path / "audit"
    process = multiprocessing.get_context("fork").Process(
        target=_append_in_another_process, args=(folder, str(person), 25)
    )
    process.start()
    process.join()
    assert Journal(folder, drain_in_background=False).drain() == 25
    assert AuditEvent.objects.filter(person_id=person).count() == 25
    assert list(folder.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("patience", "drains"), [(0, True), (3.5, False), (2.5, True)])
def test_a_web_server_takes_its_lines_itself_only_when_nobody_does(monkeypatch, patience, drains):
    seconds = iter(range(100))
    monkeypatch.setattr(journal_module.time, "monotonic", lambda: float(next(seconds)) / 2)
    monkeypatch.setattr(journal_module, "SECONDS_BETWEEN_DRAINS", 0)
    record_read("opened the record", by=SAM, at=AT, person_id=uuid4())
    rounds = iter([False] * 5 + [True] * 9)
    stop = SimpleNamespace(wait=lambda _seconds: next(rounds))
    the_journal().keep_draining(stop, patience=patience)
    assert AuditEvent.objects.exists() is drains


@pytest.mark.django_db
def test_more_lines_than_a_batch(monkeypatch):
    monkeypatch.setattr("whatmatters.foundation.kernel.audit.journal.BATCH_LINES", 10)
    people = [uuid4() for _ in range(3)]
    for number in range(35):
        record_read("opened the record", by=SAM, at=AT, person_id=people[number % 3])
    assert the_journal().drain() == 35
    assert list(broken_links()) == []
    assert [len(list_events_about(person)) for person in people] == [12, 12, 11]


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["UPDATE kernel_auditevent SET why = 'x'", "DELETE FROM kernel_auditevent"])
def test_the_database_itself_refuses(verb):
    change(uuid4())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)
    assert AuditEvent.objects.count() == 1


@pytest.mark.django_db
def test_postgresql_refuses_to_empty_the_table():
    if connection.vendor == "sqlite":
        assert len(missing_triggers()) == 0, "SQLite has no TRUNCATE to refuse"
        return
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE kernel_auditevent CASCADE")


@pytest.mark.django_db
def test_triggers_are_put_back():
    with lifted_triggers():
        assert missing_triggers()
    assert missing_triggers() == []
    lay_triggers()
    assert missing_triggers() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        ("UPDATE kernel_auditevent SET actor_name = 'Nobody' WHERE number = 2", "event 2 was changed"),
        ("DELETE FROM kernel_auditevent WHERE number = 2", "event 2 is missing"),
        ("DELETE FROM kernel_auditevent WHERE number = 3", "its end is missing"),
        ("UPDATE kernel_auditevent SET previous_hash = '' WHERE number = 3", "does not follow"),
    ],
)
def test_tampering_is_found(tamper, found):
    person = uuid4()
    for action in ("one", "two", "three"):
        change(person, action)
    assert list(broken_links()) == []
    with lifted_triggers(), connection.cursor() as cursor:
        cursor.execute(tamper)
    assert any(found in line for line in broken_links())


@pytest.mark.django_db
def test_a_name_taken_off_a_list_is_found():
    record_listing("caseload", by=SAM, at=AT, people=[uuid4(), uuid4()])
    the_journal().drain()
    with lifted_triggers():
        AuditMention.objects.first().delete()
    assert any("was changed" in line for line in broken_links())


@pytest.mark.django_db
def test_details_are_ids_and_names_of_fields():
    person = uuid4()
    change(person, details={"fields": ["family_name"]})
    assert json.loads(AuditEvent.objects.get().details) == {"fields": ["family_name"]}
