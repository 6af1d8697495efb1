"""What the tests of the site start from: who asks, and a mail server that runs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from ...kernel.actor import Actor, Post, Role
from ...kernel.clock import now
from ...messages.background import run_worker
from ...messages.tests.mail_server import MailServer

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def actor_with(role: Role, name: str = "Ade Adeyemi") -> Actor:
    """Somebody with one post."""
    return Actor(str(uuid4()), name, (Post(role, uuid4(), "Harbourside Network"),))


@pytest.fixture
def editor() -> Actor:
    """A directory editor."""
    return actor_with(Role.DIRECTORY_EDITOR)


@pytest.fixture
def mail_server(settings: object, tmp_path: Path) -> Iterator[MailServer]:
    """A mail server that runs and is the one that settings name."""
    server = MailServer()
    server.start()
    settings.HOME, settings.SMTP_URL = tmp_path, server.url  # type: ignore[attr-defined]
    yield server
    server.stop()


@pytest.fixture
def work() -> Callable[[], int]:
    """Do all background work that waits, now."""
    return lambda: run_worker(threading.Event(), clock=now, only_what_waits=True)
