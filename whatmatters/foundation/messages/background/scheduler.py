"""The schedule: puts jobs in the queue when they are due, once, however many workers look.

Serves the worker. What was missed while no worker ran is caught up once. A clock that goes back an hour runs nothing
twice, because what is kept is the due moment that was seen to, and it never goes back. Refuses to pile up: a job that
still waits in the queue is not queued again.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction

from ..kinds import Scheduled, schedule
from ..models import ScheduleMark
from ..rules import last_due_daily, last_due_every
from .registry import is_queued, queue_job

CLOCK_WAS_WRONG = timedelta(days=2)
"""A mark further ahead than this was made by a wrong clock, not by one that went back an hour, and is forgotten."""


def queue_what_is_due(at: datetime) -> list[str]:
    """Queue every line of the schedule that is due at `at`. Returns their names."""
    lines = schedule()
    marks = dict(ScheduleMark.objects.values_list("name", "due_at"))
    return [line.name for line in lines if _may_be_due(line, marks, at) and _queue_if_due(line, at)]


def last_due(line: Scheduled, at: datetime) -> datetime:
    """The last moment at which a line was due, at or before `at`."""
    if line.every is not None:
        return last_due_every(line.every, at)
    return last_due_daily(line.daily_at or time(), at)


def _may_be_due(line: Scheduled, marks: dict[str, datetime | None], at: datetime) -> bool:
    """A first look without a lock; what it lets through is looked at again under one."""
    return line.name not in marks or _is_due(marks[line.name], last_due(line, at), at)


def _is_due(seen_to: datetime | None, due: datetime, at: datetime) -> bool:
    return seen_to is None or seen_to < due or seen_to > at + CLOCK_WAS_WRONG


def _queue_if_due(line: Scheduled, at: datetime) -> bool:
    """Under the mark's lock: queue the job if its due moment was not yet seen to."""
    due = last_due(line, at)
    with transaction.atomic():
        ScheduleMark.objects.bulk_create([ScheduleMark(name=line.name)], ignore_conflicts=True)
        mark = ScheduleMark.objects.select_for_update().get(name=line.name)
        is_new = mark.due_at is None
        if not _is_due(mark.due_at, due, at):
            return False
        mark.due_at = due
        mark.save(update_fields=["due_at"])
        if (is_new and line.daily_at is not None) or is_queued(line.job):
            return False  # a new installation has not missed last night's run
        queue_job(line.job)
    return True
