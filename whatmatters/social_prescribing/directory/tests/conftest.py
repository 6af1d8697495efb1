"""A directory to test with: a few invented services, written as documents, and a feed file to take them from."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid5

import orjson
import pytest

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.messages.background import run_worker
from whatmatters.foundation.messages.tests.mail_server import MailServer
from whatmatters.social_prescribing.directory.models import FeedRun
from whatmatters.social_prescribing.directory.queries.finding import meaning
from whatmatters.social_prescribing.directory.services.feeds import add_feed, take_feed

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
LOADER = Actor.system("test")
_SPACE = UUID("00000000-0000-4000-8000-000000000001")


def service(name: str, **more) -> dict:
    """One HSDS service; `at` is a pair of degrees, `days` and `hours` its schedule."""
    at, days, hours = more.pop("at", None), more.pop("days", ""), more.pop("hours", ("", ""))
    document = {"id": str(uuid5(_SPACE, name)), "name": name, "status": "active", **more}
    if at:
        place = {"id": str(uuid5(_SPACE, f"place {name}")), "location_type": "physical", "name": f"{name} hall"}
        location = {**place, "latitude": at[0], "longitude": at[1]}
        document["service_at_locations"] = [{"id": str(uuid5(_SPACE, f"at {name}")), "location": location}]
    if days:
        schedule = {"id": str(uuid5(_SPACE, f"when {name}")), "freq": "WEEKLY", "byday": days}
        document["schedules"] = [{**schedule, "opens_at": hours[0], "closes_at": hours[1]}]
    return document


SERVICES = (
    service(
        "Bereavement café",
        description="Company and a listening ear after somebody has died. Grief has no timetable.",
        at=(54.400, -2.100),
        days="TU",
        hours=("10:00", "12:00"),
        fees_description="Free",
    ),
    service("Night café", description="A warm place for anybody awake.", at=(54.401, -2.101), days="FR",
            hours=("20:00", "02:00")),
    service("Gentle swim", description="Slow lanes for older people and for disabled swimmers.", at=(54.30, -1.95),
            minimum_age=18, days="WE,TH", hours=("13:00", "14:00")),
    service("Young carers' club", description="For young carers who look after somebody.", at=(54.402, -2.102),
            minimum_age=8, maximum_age=17),
    service("Debt advice by phone", description="A telephone service: help with debt, bailiffs and bills."),
)  # fmt: skip


def write_feed(folder: Path, services=SERVICES) -> Path:
    """A feed of these services as one API page."""
    path = folder / "feed.json"
    path.write_bytes(orjson.dumps({"contents": list(services)}))
    return path


@pytest.fixture(autouse=True)
def _own_vectors(monkeypatch):
    """Each test reads the vectors of its own database: two databases may look alike from outside."""
    monkeypatch.setattr(meaning, "_HELD", meaning._Held())


@pytest.fixture
def feed_id(db) -> UUID:
    """A feed without listings."""
    return add_feed(name="Test feed", by=LOADER, at=AT)


@pytest.fixture
def take(feed_id, tmp_path, settings):
    """Take these services in through the feed; gives the run."""
    settings.MEDIA_ROOT = tmp_path / "media"

    def taking(services=SERVICES, *, path: Path | None = None) -> FeedRun:
        run_id = take_feed(feed_id=feed_id, path=path or write_feed(tmp_path, services), by=LOADER, at=AT)
        return FeedRun.objects.get(pk=run_id)

    return taking


@pytest.fixture
def mail_server(settings, tmp_path) -> Iterator[MailServer]:
    """A mail server that runs and is the one that settings name."""
    server = MailServer()
    server.start()
    settings.HOME, settings.SMTP_URL = tmp_path, server.url
    yield server
    server.stop()


@pytest.fixture
def work() -> Callable[[], int]:
    """Do all background work that waits, now."""
    return lambda: run_worker(threading.Event(), clock=now, only_what_waits=True)
