"""Jobs: ids only, with their transaction, tried again, picked up when their worker is gone."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import threading
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import OperationalError, transaction
from django_tasks_db.models import DBTaskResult

import whatmatters

from ..background import NotIds, all_jobs, is_queued, job, queue_job, remove_old_attempts, run_worker
from ..background import worker as worker_module
from ..background.attempts import claim_job, finish_attempt, queue_lost_jobs, renew_lease
from ..models import JobAttempt, JobOutcome
from . import sample_jobs
from .conftest import AT

SAMPLES = "whatmatters.foundation.messages.tests.sample_jobs"


@pytest.fixture(autouse=True)
def _nothing_done():
    sample_jobs.DONE.clear()
    sample_jobs.FAILURES.clear()


def attempts(job_id: UUID) -> list[tuple[int, str, str]]:
    mine = JobAttempt.objects.filter(job_id=job_id).order_by("number")
    return list(mine.values_list("number", "outcome", "error"))


class Clock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self):
        return self.at


def work(clock: Clock) -> int:
    return run_worker(threading.Event(), clock=clock, only_what_waits=True)


@pytest.mark.django_db
def test_it_is_done_with_the_ids_it_was_given():
    about_id = uuid4()
    job_id = queue_job(f"{SAMPLES}.remember", about_id, 7)
    work(Clock())
    assert [(about_id, 7)] == sample_jobs.DONE
    assert attempts(job_id) == [(1, "done", "")]


@pytest.mark.django_db(transaction=True)
def test_it_is_queued_with_its_transaction_or_not_at_all():
    with suppress(ZeroDivisionError), transaction.atomic():
        queue_job(f"{SAMPLES}.remember", uuid4(), 7)
        raise ZeroDivisionError
    assert not is_queued(f"{SAMPLES}.remember")


@pytest.mark.django_db
def test_it_waits_for_its_time():
    clock = Clock()
    queue_job(f"{SAMPLES}.remember", uuid4(), 7, after=AT + timedelta(hours=1))
    assert is_queued(f"{SAMPLES}.remember")
    assert not is_queued(f"{SAMPLES}.remember", AT)
    work(clock)
    assert not sample_jobs.DONE
    clock.at += timedelta(hours=1)
    work(clock)
    assert sample_jobs.DONE


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["Mina Begum", 1.5, None, True, {"id": 1}])
def test_what_is_no_id_is_not_queued(value):
    with pytest.raises(NotIds):
        queue_job(f"{SAMPLES}.remember", value, 7)
    assert not DBTaskResult.objects.exists()


def test_a_job_that_takes_words_cannot_be_written():
    def greet(name: str) -> None: ...

    def whatever(name) -> None: ...

    for function in (greet, whatever):
        with pytest.raises(NotIds):
            job(function)


@pytest.mark.django_db
def test_a_failure_is_tried_again_later_and_its_words_are_not_kept(caplog):
    clock = Clock()
    job_id = queue_job(f"{SAMPLES}.fail", 2)
    for _ in range(3):
        work(clock)
        clock.at += timedelta(minutes=1)
    assert attempts(job_id) == [(1, "failed", "ValueError"), (2, "failed", "ValueError"), (3, "done", "")]
    kept = str(DBTaskResult.objects.filter(pk=job_id).values().get())
    assert "Quay Street" not in kept + caplog.text


@pytest.mark.django_db
def test_after_enough_attempts_it_is_left():
    clock = Clock()
    job_id = queue_job(f"{SAMPLES}.fail", 99)
    for _ in range(10):
        work(clock)
        clock.at += timedelta(hours=1)
    assert len(attempts(job_id)) == 6
    left = DBTaskResult.objects.get(pk=job_id)
    assert (left.status, left.exception_class_path) == ("FAILED", "builtins.ValueError")
    assert "sample_jobs.py" in left.traceback
    assert "Quay Street" not in left.traceback


@pytest.mark.django_db
def test_a_job_whose_worker_is_gone_is_given_to_another():
    job_id = queue_job(f"{SAMPLES}.remember", uuid4(), 7)
    assert claim_job("gone", AT)
    assert claim_job("another", AT) is None
    assert queue_lost_jobs(AT + timedelta(seconds=60)) == 0
    assert queue_lost_jobs(AT + timedelta(seconds=61)) == 1
    clock = Clock()
    clock.at = AT + timedelta(minutes=5)
    work(clock)
    assert len(sample_jobs.DONE) == 1
    assert attempts(job_id) == [(1, "lost", ""), (2, "done", "")]


@pytest.mark.django_db
def test_a_job_that_is_renewed_is_not_lost():
    queue_job(f"{SAMPLES}.remember", uuid4(), 7)
    _, attempt = claim_job("slow", AT)
    renew_lease(attempt.pk, AT + timedelta(seconds=50))
    assert queue_lost_jobs(AT + timedelta(seconds=100)) == 0
    assert queue_lost_jobs(AT + timedelta(seconds=111)) == 1


@pytest.mark.django_db
def test_who_lost_the_lease_no_longer_says_how_it_ended():
    queue_job(f"{SAMPLES}.remember", uuid4(), 7)
    found, attempt = claim_job("slow", AT)
    queue_lost_jobs(AT + timedelta(minutes=2))
    finish_attempt(found, attempt, None, AT + timedelta(minutes=3))
    assert JobAttempt.objects.get().outcome == JobOutcome.LOST
    assert DBTaskResult.objects.get().status == "READY"


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_left():
    queue_job(f"{SAMPLES}.remember", uuid4(), 7)
    at = AT
    for _ in range(8):
        claim_job("doomed", at)
        queue_lost_jobs(at + timedelta(minutes=2))
        at += timedelta(hours=1)
    assert DBTaskResult.objects.get().status == "FAILED"


@pytest.mark.django_db
def test_a_job_whose_code_is_gone_fails_and_the_next_is_done():
    job_id = queue_job(f"{SAMPLES}.fail", 0)
    DBTaskResult.objects.filter(pk=job_id).update(task_path="whatmatters.gone.away")
    queue_job(f"{SAMPLES}.remember", uuid4(), 7)
    work(Clock())
    assert len(sample_jobs.DONE) == 1
    assert JobAttempt.objects.get(job_id=job_id).error == "ModuleNotFoundError"


@pytest.mark.django_db
def test_what_somebody_waits_for_goes_first():
    ordinary, awaited = uuid4(), uuid4()
    queue_job(f"{SAMPLES}.remember", ordinary, 1)
    queue_job(f"{SAMPLES}.remember", awaited, 1, is_awaited=True)
    work(Clock())
    assert [about_id for about_id, _ in sample_jobs.DONE] == [awaited, ordinary]


@pytest.mark.django_db
def test_a_database_that_is_away_is_waited_for(monkeypatch, caplog):
    queue_job(f"{SAMPLES}.remember", uuid4(), 7)
    real, troubles = claim_job, [OperationalError("away")] * 3

    def claim_or_trouble(name, at):
        if troubles:
            raise troubles.pop()
        return real(name, at)

    monkeypatch.setattr(worker_module, "claim_job", claim_or_trouble)
    monkeypatch.setattr(worker_module.connection, "close", lambda: None)
    run_worker(threading.Event(), clock=Clock(), only_what_waits=True, pause=0.001)
    assert len(sample_jobs.DONE) == 1
    assert "did not answer" in caplog.text


@pytest.mark.django_db
def test_what_ended_long_ago_is_removed():
    clock = Clock()
    queue_job(f"{SAMPLES}.remember", uuid4(), 7)
    work(clock)
    assert remove_old_attempts(AT + timedelta(days=13)) == 0
    assert remove_old_attempts(AT + timedelta(days=15)) >= 1
    assert not JobAttempt.objects.exists()


def test_every_job_of_the_house_takes_ids_only():
    """Found on disk, so that nobody can forget to register one."""
    for config in apps.get_app_configs():
        if config.name.startswith("whatmatters."):
            with suppress(ModuleNotFoundError):
                importlib.import_module(f"{config.name}.jobs")
    found = all_jobs()
    assert "whatmatters.foundation.messages.jobs.deliver" in found
    for path, one in found.items():
        hints = one.func.__wrapped__.__annotations__
        kinds = {name: kind for name, kind in hints.items() if name != "return"}
        assert set(map(str, kinds.values())) <= {"UUID", "int", str(UUID), str(int)}, path


def test_no_job_is_made_or_queued_but_through_our_door():
    """`django_tasks` itself takes any argument; only `background` may touch it."""
    package = Path(whatmatters.__file__).parent
    door = package / "foundation" / "messages" / "background"
    touching = [
        file.relative_to(package).as_posix()
        for file in package.rglob("*.py")
        if door not in file.parents and "tests" not in file.parts and _touches(file)
    ]
    assert not touching
    assert list(pkgutil.iter_modules([str(door)]))


def _touches(file: Path) -> bool:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return any(module.split(".")[0] in {"django_tasks", "django_tasks_db"} for module in modules)
