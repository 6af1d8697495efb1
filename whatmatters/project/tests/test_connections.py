"""A connection is asked whether it still answers, unless it answered a moment ago."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection

from whatmatters.project import connections

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def as_served(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """With our handlers after Django's, as in the web server; the connection stays open."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", None)
    monkeypatch.setitem(connection.settings_dict, "CONN_HEALTH_CHECKS", True)
    connection.close()
    connection.ensure_connection()
    connections.trust_fresh_connections()
    yield
    request_finished.disconnect(dispatch_uid="remember-connections")
    request_started.disconnect(dispatch_uid="trust-connections")


@pytest.mark.parametrize(
    ("seconds_between", "had_error", "is_asked"), [(0.2, False, False), (1.5, False, True), (0.2, True, True)]
)
def test_asked_between_requests(
    monkeypatch: pytest.MonkeyPatch, seconds_between: float, had_error: bool, is_asked: bool
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(connections, "monotonic", lambda: 100.0)
    request_finished.send(None)
    monkeypatch.setattr(connection, "is_usable", lambda: not asked.append(True))
    connection.errors_occurred = had_error
    monkeypatch.setattr(connections, "monotonic", lambda: 100.0 + seconds_between)
    request_started.send(None, environ={})
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert bool(asked) is is_asked
