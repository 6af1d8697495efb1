"""What the tests of messages start from: their own wiring, a folder of their own, and a mail server when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from ...kernel.actor import Actor, Post, Role
from ..models import Message
from ..services import queue_message
from . import wiring
from .mail_server import MailServer, TlsMailServer

AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_wiring(settings: object, tmp_path: Path) -> Iterator[None]:
    """Kinds of these tests; mail and text messages go into this test's folder."""
    settings.WIRING = "whatmatters.foundation.messages.tests.wiring"  # type: ignore[attr-defined]
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    settings.SMTP_URL = ""  # type: ignore[attr-defined]
    settings.MAIL_FROM = "whatmatters@care.example.org"  # type: ignore[attr-defined]
    kept = dict(wiring.ANSWERS)
    yield
    wiring.ANSWERS.clear()
    wiring.ANSWERS.update(kept)


@pytest.fixture
def mail_server(settings: object) -> Iterator[MailServer]:
    """A mail server that runs and is the one that settings name."""
    server = MailServer()
    server.start()
    settings.SMTP_URL = server.url  # type: ignore[attr-defined]
    yield server
    server.stop()


@pytest.fixture
def tls_mail_server(tmp_path: Path) -> Iterator[TlsMailServer]:
    """A mail server that wants encryption and a password; settings do not name it yet."""
    server = TlsMailServer(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def organisation_id() -> UUID:
    """An organisation."""
    return uuid4()


@pytest.fixture
def ola(organisation_id: UUID) -> Actor:
    """A link worker there."""
    return Actor(str(uuid4()), "Ola Okoye", (Post(Role.LINK_WORKER, organisation_id, "Harbourside Network"),))


@pytest.fixture
def admin(organisation_id: UUID) -> Actor:
    """An administrator there."""
    return Actor(str(uuid4()), "Ade Adeyemi", (Post(Role.ADMINISTRATOR, organisation_id, "Harbourside Network"),))


@pytest.fixture
def worker() -> Actor:
    """The worker."""
    return Actor.system("worker")


@pytest.fixture
def queued(organisation_id: UUID, ola: Actor) -> Callable[..., Message]:
    """Queue a reminder about somebody, of whom the kind says `answer`."""

    def queue(answer: wiring.Chosen | None = None, *, at: datetime = AT, key: str = "", **more: object) -> Message:
        person_id = uuid4()
        if answer is not None:
            wiring.ANSWERS[person_id] = answer
        ids = {"person_id": person_id, "organisation_id": organisation_id}
        with transaction.atomic():
            made = queue_message(
                kind="reminder", subject_ids=ids, key=key or f"reminder:{person_id}", by=ola, at=at, **more
            )
        return Message.objects.get(pk=made)

    return queue
