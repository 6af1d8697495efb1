"""A database connection that answered a moment ago is not asked whether it still answers.

Serves `wsgi`, beside Django's own `CONN_HEALTH_CHECKS`, whose question before each page takes as long as a statement of
the page. Refuses to trust a connection for longer than `FRESH_SECONDS`, or one that had an error: then Django asks, and
connects anew where it must.
"""

from __future__ import annotations

from time import monotonic
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import connections

FRESH_SECONDS = 1.0


def trust_fresh_connections() -> None:
    """From now on, in this process. Comes after Django's own handlers, which it corrects."""
    request_finished.connect(_remember, dispatch_uid="remember-connections")
    request_started.connect(_trust, dispatch_uid="trust-connections")


def _remember(**_signal: Any) -> None:
    for connection in connections.all(initialized_only=True):
        works = connection.connection is not None and not connection.errors_occurred
        connection.answered_at = monotonic() if works else None  # type: ignore[attr-defined]


def _trust(**_signal: Any) -> None:
    for connection in connections.all(initialized_only=True):
        answered_at = getattr(connection, "answered_at", None)
        if connection.connection is not None and answered_at and monotonic() - answered_at < FRESH_SECONDS:
            connection.health_check_done = True  # type: ignore[attr-defined]
