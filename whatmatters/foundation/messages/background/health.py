"""Whether the worker works, and which jobs were left after their last attempt failed: for those who keep house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ...kernel.clock import day_of
from ..models import ScheduleMark
from ..rules import SETTINGS


@dataclass(frozen=True, slots=True)
class FailedJob:
    """Jobs of one kind that ended with one kind of error: how many, and when the last."""

    job: str
    error: str
    times: int
    last_at: datetime


def list_failed_jobs(at: datetime) -> tuple[FailedJob, ...]:
    """The jobs that failed for good lately, by job and error, the newest first."""
    since = at - timedelta(days=SETTINGS.value("jobs.kept", day_of(at)))
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__gte=since)
    grouped = (
        failed.order_by().values_list("task_path", "exception_class_path").annotate(Count("pk"), Max("finished_at"))
    )
    rows = [FailedJob(path, error.rpartition(".")[2], times, last) for path, error, times, last in grouped]
    return tuple(sorted(rows, key=lambda row: row.last_at, reverse=True))


def worker_seen_at() -> datetime | None:
    """When a worker last saw to the schedule, to the minute; None when none ever did."""
    seen: datetime | None = ScheduleMark.objects.aggregate(seen=Max("due_at"))["seen"]
    return seen


def is_worker_late(seen_at: datetime | None, at: datetime) -> bool:
    """Whether so much time has gone by that no worker can be running."""
    late = timedelta(minutes=SETTINGS.value("worker.late", day_of(at)))
    return seen_at is None or seen_at < at - late
