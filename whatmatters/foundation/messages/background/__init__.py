"""Background work: jobs with retry and leases, the schedule, and the worker that runs both.

Serves every component: `job` marks a function of its `jobs.py`, `queue_job` puts one in the queue within the caller's
transaction, and the schedule is one table in the project's wiring. Refuses arguments that are not ids.
"""

from .attempts import remove_old_attempts
from .health import FailedJob, is_worker_late, list_failed_jobs, worker_seen_at
from .registry import NotIds, all_jobs, is_queued, job, queue_job
from .worker import run_worker

__all__ = [
    "FailedJob",
    "NotIds",
    "all_jobs",
    "is_queued",
    "is_worker_late",
    "job",
    "list_failed_jobs",
    "queue_job",
    "remove_old_attempts",
    "run_worker",
    "worker_seen_at",
]
