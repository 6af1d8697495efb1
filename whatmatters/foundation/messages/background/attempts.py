"""One attempt at one job: claiming it, keeping it, and saying how it ended.

Serves the worker. Each attempt has a lease, renewed while the job runs; when a worker is killed its lease runs out and
the job is queued again, until it was tried often enough. Refuses to keep the text of an error: it may hold what
somebody wrote.
"""

from __future__ import annotations

import logging
import traceback
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from ...kernel.clock import day_of
from ..models import JobAttempt, JobOutcome
from ..rules import SETTINGS, wait_before_attempt

log = logging.getLogger(__name__)


def claim_job(worker: str, at: datetime) -> tuple[DBTaskResult, JobAttempt] | None:
    """Take the next job that is due, so that no other worker has it too; None when none is."""
    if not _due(at).exists():  # a plain read first: an idle worker must not take the database's write lock
        return None
    with transaction.atomic():
        found = _due(at).select_for_update(skip_locked=True).first()
        if found is None:
            return None
        found.claim(worker)
        return found, _begin_attempt(found, worker, at)


def renew_lease(attempt_id: int, at: datetime) -> None:
    """Say that the attempt is still being made."""
    JobAttempt.objects.filter(pk=attempt_id, outcome=JobOutcome.RUNNING).update(lease_until=_lease_ends(at))


def finish_attempt(found: DBTaskResult, attempt: JobAttempt, error: BaseException | None, at: datetime) -> None:
    """Record how it ended, and queue it again when it failed and may be tried again.

    Changes nothing when the lease had run out and the job was taken from us: the other attempt says how it ended.
    """
    outcome = JobOutcome.FAILED if error else JobOutcome.DONE
    with transaction.atomic():
        still_ours = JobAttempt.objects.filter(pk=attempt.pk, outcome=JobOutcome.RUNNING).update(
            outcome=outcome, ended_at=at, error=type(error).__qualname__ if error else ""
        )
        if not still_ours:
            log.warning("Job %s was given to another worker while it ran.", found.id)
        elif error is None:
            _record_success(found, at)
        else:
            _queue_again_or_fail(found, attempt.number, at, error)


def queue_lost_jobs(at: datetime) -> int:
    """Queue again the jobs whose worker is gone. Returns how many attempts were lost."""
    lost = JobAttempt.objects.filter(outcome=JobOutcome.RUNNING, lease_until__lt=at)
    taken = 0
    for attempt_id in list(lost.values_list("pk", flat=True)):
        with transaction.atomic():
            attempt = lost.select_for_update(skip_locked=True).filter(pk=attempt_id).first()
            if attempt is not None:
                _give_up_attempt(attempt, at)
                taken += 1
    return taken


def remove_old_attempts(at: datetime) -> int:
    """Delete jobs that ended long ago, with their attempts. Returns how many jobs."""
    before = at - timedelta(days=SETTINGS.value("jobs.kept", day_of(at)))
    with transaction.atomic():
        old = list(DBTaskResult.objects.finished().filter(finished_at__lt=before).values_list("pk", flat=True)[:5000])
        JobAttempt.objects.filter(job_id__in=old).delete()
        DBTaskResult.objects.filter(pk__in=old).delete()
    return len(old)


def _due(at: datetime) -> QuerySet[DBTaskResult]:
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return ready.filter(run_after__lte=at) | ready.filter(run_after=get_date_max())


def _begin_attempt(found: DBTaskResult, worker: str, at: datetime) -> JobAttempt:
    return JobAttempt.objects.create(
        job_id=found.id,
        number=len(found.worker_ids),
        worker=worker,
        started_at=at,
        lease_until=_lease_ends(at),
    )


def _lease_ends(at: datetime) -> datetime:
    return at + timedelta(seconds=SETTINGS.value("jobs.lease", day_of(at)))


def _give_up_attempt(attempt: JobAttempt, at: datetime) -> None:
    attempt.outcome, attempt.ended_at = JobOutcome.LOST, at
    attempt.save(update_fields=["outcome", "ended_at"])
    found = DBTaskResult.objects.select_for_update().filter(pk=attempt.job_id).first()
    if found is not None and found.status == TaskResultStatus.RUNNING:
        _queue_again_or_fail(found, attempt.number, at, None)


def _record_success(found: DBTaskResult, at: datetime) -> None:
    found.status, found.finished_at = TaskResultStatus.SUCCESSFUL, at
    found.exception_class_path = found.traceback = ""
    found.save(update_fields=["status", "finished_at", "exception_class_path", "traceback"])


def _queue_again_or_fail(found: DBTaskResult, attempts: int, at: datetime, error: BaseException | None) -> None:
    wait = wait_before_attempt(attempts, at)
    found.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}" if error else "lost"
    found.traceback = _where(error)
    found.status = TaskResultStatus.FAILED if wait is None else TaskResultStatus.READY
    found.finished_at = at if wait is None else None
    found.run_after = at + wait if wait is not None else found.run_after
    found.save(update_fields=["exception_class_path", "traceback", "status", "finished_at", "run_after"])


def _where(error: BaseException | None) -> str:
    """Where in the code it happened, without what the error said: that may hold a person's words."""
    frames = traceback.extract_tb(error.__traceback__) if error else ()
    return "\n".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
