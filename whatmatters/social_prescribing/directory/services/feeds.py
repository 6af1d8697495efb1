"""Taking in a feed of listings: staged first, then compared, then written (`services.taking`).

Nothing is changed before all of a feed was read. A feed that has shrunk a great deal waits for a steward, as it was
read.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_change
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound, Refused, allow, keep_rule
from whatmatters.foundation.kernel.reasons import Reason
from whatmatters.foundation.kernel.translating import _
from whatmatters.foundation.messages.background import queue_job

from ..models import Feed, FeedRun, Listing
from ..openreferral.reading import Listed, Loose, Mended, Rejected, UnreadableFeed, read_feed
from ..permissions import steward_reasons
from ..rules.feeds import shrink_reasons
from ..states import FEED_RUN
from .staging import Staging
from .taking import BATCH, Progress, Taking, batches

LONGEST_RAW = 20_000
_TAKE_HELD = "whatmatters.social_prescribing.directory.jobs.take_held"


@transaction.atomic
def add_feed(
    *,
    name: str,
    address: str = "",
    licence: str = "",
    attribution: str = "",
    asks_contacts: bool = False,
    by: Actor,
    at: datetime,
) -> UUID:
    """Name a source of listings; a name that is known gives the feed of that name. Who: stewards and the command line.

    Raises `NotAllowed`, `Refused`.
    """
    allow(steward_reasons(by))
    keep_rule(() if name.strip() else (Reason("feed.name", _("Give the feed a name."), "name"),))
    defaults = {
        "address": address.strip()[:500],
        "licence": licence.strip()[:200],
        "attribution": attribution.strip(),
        "asks_contacts": asks_contacts,
        "created_at": at,
        "created_by": by.id,
        "created_by_name": by.name,
    }
    feed, is_new = Feed.objects.get_or_create(name=name.strip()[:200], defaults=defaults)
    if is_new:
        record_change("added a feed of listings", by=by, at=at, subject=f"feed:{feed.id}")
    return feed.id


def take_feed(
    *, feed_id: UUID, path: Path, source: str = "", by: Actor, at: datetime, progress: Progress | None = None
) -> UUID:
    """Take in a feed from a file or folder. Returns the run's id; its state says how it went, or that it waits.

    Who: stewards and the command line. Raises `NotAllowed`, `NotFound`.
    """
    allow(steward_reasons(by))
    if not Feed.objects.filter(pk=feed_id).exists():
        raise NotFound
    made = {"created_at": at, "created_by": by.id, "created_by_name": by.name}
    run = FeedRun.objects.create(feed_id=feed_id, source=(source or path.name)[:500], **made)
    staging = Staging(run.id)
    try:
        with staging:
            _stage(staging, path, feed_id)
    except UnreadableFeed as error:
        staging.remove()
        _end(run, "fail", str(error), by, at)
        return run.id
    _take_or_hold(run, by, at, progress)
    return run.id


@transaction.atomic
def queue_approval(*, run_id: UUID, by: Actor, at: datetime) -> None:
    """A steward says yes to a feed that has shrunk: the worker takes it in. Raises as `approve_run`."""
    run = _held(run_id, "take", by)
    record_change("said yes to a feed that has shrunk", by=by, at=at, subject=f"feed-run:{run.id}")
    queue_job(_TAKE_HELD, run.id, is_awaited=True)


def approve_run(*, run_id: UUID, by: Actor, at: datetime, progress: Progress | None = None) -> None:
    """A steward says yes to a feed that has shrunk: it is taken in as it was read.

    Raises `NotAllowed`, `NotFound`, `Refused`.
    """
    run = _held(run_id, "take", by)
    _write(run, Staging(run.id), by, at, progress)


def refuse_run(*, run_id: UUID, why: str, by: Actor, at: datetime) -> None:
    """A steward says no to a feed that has shrunk; nothing was changed. Raises `NotAllowed`, `NotFound`, `Refused`."""
    run = _held(run_id, "refuse", by)
    Staging(run.id).remove()
    _end(run, "refuse", why.strip(), by, at)


def _stage(staging: Staging, path: Path, feed_id: UUID) -> None:
    """Read the whole feed into the staging file. Raises `UnreadableFeed`."""
    for item in read_feed(path, namespace=feed_id):
        match item:
            case Listed():
                staging.add_listed(item.reference, item.document, item.source)
            case Loose():
                staging.add_loose(item.kind, item.reference, item.record)
            case Mended():
                staging.add_problem(False, item.kind, item.reference, item.field, item.why, "")
            case Rejected():
                staging.add_problem(True, item.kind, item.reference, "", item.why, str(item.raw)[:LONGEST_RAW])


def _take_or_hold(run: FeedRun, by: Actor, at: datetime, progress: Progress | None) -> None:
    staging = Staging(run.id)
    known = Listing.objects.filter(feed_id=run.feed_id, state="published")
    reasons = shrink_reasons(
        known.count(), _count_missing(known.values_list("reference", flat=True), staging), day_of(at)
    )
    if reasons:
        staging.close()
        _end(run, "hold", str(reasons[0]), by, at)
        return
    _write(run, staging, by, at, progress)


def _count_missing(references: object, staging: Staging) -> int:
    """How many of the listings that are here the feed no longer has."""
    parts = batches(references.iterator(), BATCH)  # type: ignore[attr-defined]
    return sum(len(part) - len(staging.fingerprints(part)) for part in parts)


def _write(run: FeedRun, staging: Staging, by: Actor, at: datetime, progress: Progress | None) -> None:
    Taking(run, by, at, progress).take(staging)
    staging.remove()
    _end(run, "take", "", by, at)


@transaction.atomic
def _end(run: FeedRun, move: str, note: str, by: Actor, at: datetime) -> None:
    run.state, run.note = FEED_RUN.after(move), note
    run.ended_at, run.ended_by = at, by.id
    run.save()
    record_change(f"feed of listings: {move}", by=by, at=at, subject=f"feed-run:{run.id}")


def _held(run_id: UUID, move: str, by: Actor) -> FeedRun:
    """A run that waits for a steward. Raises `NotAllowed`, `NotFound`, `Refused`."""
    allow(steward_reasons(by))
    run = FeedRun.objects.select_related("feed").filter(pk=run_id).first()
    if run is None:
        raise NotFound
    keep_rule(FEED_RUN.reasons_against(move, run.state))
    if run.state != "held":
        raise Refused(Reason("feed.not-held", _("This feed is being read. Wait until it has ended.")))
    return run
