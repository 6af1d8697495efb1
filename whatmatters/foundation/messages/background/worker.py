"""The worker: runs what is due in the queue and in the schedule, until it is told to stop.

Serves `whatmatters worker`. Any number of workers may run at once, on one machine or several. Told to stop, it
finishes the job in hand. When the database is away it waits and tries again. Refuses to end because a job failed.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django_tasks_db.models import DBTaskResult

from ...kernel.clock import now
from ..models import JobAttempt
from .attempts import claim_job, finish_attempt, queue_lost_jobs, renew_lease
from .scheduler import queue_what_is_due

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
LONGEST_PAUSE = 30.0
"""Seconds between tries while the database is away."""
BETWEEN_LOOKS = timedelta(seconds=1)


def run_worker(stop: threading.Event, *, pause: float = 1.0, clock: Clock = now, only_what_waits: bool = False) -> int:
    """Run jobs until `stop` is set. Returns how many attempts were made.

    `pause` is seconds between looks while nothing is due. `only_what_waits` returns as soon as nothing is due: for
    tests and demonstrations.
    """
    made, trouble = 0, 0
    with Heartbeat(clock) as heartbeat:
        worker = Worker(heartbeat, clock)
        while not stop.is_set():
            try:
                worked, trouble = worker.look_round(), 0
            except (DatabaseError, InterfaceError) as error:
                worked, trouble = False, min(trouble + 1, 10)
                log.error("The database did not answer (%s); the worker waits and tries again.", type(error).__name__)
                connection.close()
            made += worked
            if only_what_waits and not worked and not trouble:
                break
            if not worked:
                stop.wait(min(LONGEST_PAUSE, pause * 2**trouble))
    return made


class Worker:
    """One worker: its name, and when it last looked at what is not a queued job."""

    def __init__(self, heartbeat: Heartbeat, clock: Clock) -> None:
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._heartbeat, self._clock = heartbeat, clock
        self._looked: datetime | None = None

    def look_round(self) -> bool:
        """See to the schedule and to lost jobs, at most once a second, then run one job. Whether there was one."""
        if not connection.in_atomic_block:  # a test that runs a worker keeps its transaction
            close_old_connections()
        at = self._clock()
        if self._looked is None or not self._looked <= at < self._looked + BETWEEN_LOOKS:
            queue_what_is_due(at)
            queue_lost_jobs(at)
            self._looked = at
        claimed = claim_job(self.name, at)
        if claimed is None:
            return False
        found, attempt = claimed
        with self._heartbeat.of(attempt):
            error = _run(found)
        finish_attempt(found, attempt, error, self._clock())
        return True


def _run(found: DBTaskResult) -> BaseException | None:
    """Run the job's function. Returns the error that ended it, if one did."""
    try:
        found.task.func(*found.args_kwargs["args"])
    except Exception as error:  # whatever a job does, the worker goes on and the attempt says so
        log.error("Job %s failed (%s).", found.task_path, type(error).__name__)
        return error
    return None


class Heartbeat:
    """Renews the lease of the attempt in hand from a thread of its own, with its own database connection."""

    def __init__(self, clock: Clock, seconds: float = 15.0) -> None:
        self._clock, self._seconds = clock, seconds
        self._attempt: int | None = None
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="job-lease", daemon=True)

    def __enter__(self) -> Heartbeat:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def of(self, attempt: JobAttempt) -> _Held:
        """While the block lasts, this attempt's lease is renewed."""
        return _Held(self, attempt.pk)

    def hold(self, attempt_id: int | None) -> None:
        """Renew the lease of this attempt from now on; of none, when None."""
        self._attempt = attempt_id

    def _beat(self) -> None:
        while not self._end.wait(self._seconds):
            attempt = self._attempt
            if attempt is None:
                continue
            try:
                renew_lease(attempt, self._clock())
            except (DatabaseError, InterfaceError) as error:
                log.warning("A lease could not be renewed (%s).", type(error).__name__)
        connection.close()


class _Held:
    """The time during which a heartbeat renews one attempt's lease."""

    def __init__(self, heartbeat: Heartbeat, attempt_id: int) -> None:
        self._heartbeat, self._attempt_id = heartbeat, attempt_id

    def __enter__(self) -> None:
        self._heartbeat.hold(self._attempt_id)

    def __exit__(self, *_: object) -> None:
        self._heartbeat.hold(None)
