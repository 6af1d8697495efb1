"""What a job is: a function whose arguments are ids, run by a worker at least once.

Serves components' `jobs.py`. A job may be run twice (its worker died between doing it and saying so), so it asks first
whether its work is still to do. Refuses, when the code is loaded, a job that takes anything but ids; and, when it is
queued, a value that is not one: a queue is no place for a person's words.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max


class NotIds(TypeError):
    """A job or a message was given something that is not an id."""


AWAITED = 50
"""The priority of what somebody waits for; everything else has 0."""

_jobs: dict[str, Task[..., None]] = {}
_ID_TYPES = ("UUID", "int", UUID, int)


def job(function: Callable[..., None]) -> Task[..., None]:
    """Mark a function as a job. Its parameters are annotated `UUID` or `int`, and it returns nothing.

    Raises `NotIds` for others.
    """
    parameters = inspect.signature(function).parameters.values()
    if wrong := [one.name for one in parameters if one.annotation not in _ID_TYPES]:
        raise NotIds(f"{function.__qualname__}: a job takes UUID or int; these are neither: {', '.join(wrong)}")

    @functools.wraps(function)
    def run(*ids: str | int) -> None:
        function(*(_as_id(one, parameter.annotation) for one, parameter in zip(ids, parameters, strict=True)))

    made: Task[..., None] = task(run)
    _jobs[made.module_path] = made
    return made


def all_jobs() -> dict[str, Task[..., None]]:
    """Every job that was loaded, by its path."""
    return dict(_jobs)


def queue_job(path: str, *ids: UUID | int, after: datetime | None = None, is_awaited: bool = False) -> UUID:
    """Put a job in the queue, in the caller's transaction: both are kept, or neither. Returns the job's id.

    `path` names it (`whatmatters.….jobs.name`), so that a service need not import the jobs that call it. It is run at
    `after` or soon afterwards; at once without. What somebody waits for at this moment (`is_awaited`) goes before what
    nobody does. Raises `NotIds`.
    """
    found: Task[..., None] = import_string(path)
    queued = found.using(run_after=after, priority=AWAITED if is_awaited else 0)
    return UUID(queued.enqueue(*(_as_stored(one) for one in ids)).id)


def _as_stored(value: Any) -> str | int:
    """How an id is kept as JSON."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise NotIds(f"A {type(value).__name__} is not an id.")


def _as_id(stored: str | int, annotation: Any) -> UUID | int:
    return UUID(str(stored)) if annotation in ("UUID", UUID) else int(stored)


def is_queued(path: str, at: datetime | None = None) -> bool:
    """Whether a job of this path waits in the queue; with `at`, whether one waits that is due by then."""
    waiting = DBTaskResult.objects.filter(task_path=path, status=TaskResultStatus.READY)
    if at is not None:
        waiting = waiting.filter(run_after__lte=at) | waiting.filter(run_after=get_date_max())
    return waiting.exists()
