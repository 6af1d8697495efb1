"""A staged feed, written into the directory a few hundred records at a time, each part in its own transaction.

What did not change costs one comparison; what changed gets a version; what the feed no longer has is marked as gone and
can be found again. A steward's word stands: a listing that was withdrawn or kept private stays so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor

from ..models import FeedProblem, FeedRun, Listing, ListingVersion, LooseRecord
from ..states import LISTING
from .indexing import index_listings, unindex_listings
from .keeping import columns_of, version_of
from .staging import Staged, Staging

BATCH = 500
Progress = Callable[[FeedRun], None]
T = TypeVar("T")

_WRITTEN = (
    "run", "fingerprint", "state", "is_active", "name", "organisation_name", "contact_email", "assured_on", "version",
    "changed_at", "changed_by", "changed_by_name", "source", "document",
)  # fmt: skip


class Taking:
    """One run being written. `take` goes through the whole of it; cut off, it can be done again."""

    def __init__(self, run: FeedRun, by: Actor, at: datetime, progress: Progress | None = None) -> None:
        self.run, self.by, self.at, self.progress = run, by, at, progress

    def take(self, staging: Staging) -> None:
        """Write everything that is staged."""
        for batch in batches(staging.listed(), BATCH):
            self._in_one(self._take_listed, batch)
        self._in_one(self._take_gone)
        for loose in batches(staging.loose(), BATCH):
            self._in_one(self._take_loose, loose)
        for problems in batches(staging.problems(), BATCH):
            self._in_one(self._take_problems, problems)

    def _in_one(self, step: Callable[..., None], *values: Any) -> None:
        with transaction.atomic():
            step(*values)
            self.run.save()
        if self.progress:
            self.progress(self.run)

    def _take_listed(self, batch: Sequence[Staged]) -> None:
        known = Listing.objects.filter(feed_id=self.run.feed_id, reference__in=[one.reference for one in batch])
        by_reference = {listing.reference: listing for listing in known.select_for_update()}
        new, changed, same = [], [], []
        for staged in batch:
            listing = by_reference.get(staged.reference)
            if listing is None:
                new.append(self._made(staged))
            elif listing.fingerprint != staged.fingerprint or listing.state == "gone":
                changed.append(self._changed(listing, staged))
            else:
                same.append(listing.pk)
        self._give_ids(new)
        Listing.objects.bulk_create(new)
        Listing.objects.bulk_update(changed, _WRITTEN)
        Listing.objects.filter(pk__in=same).update(run=self.run)
        self._keep_versions(new, "came with a feed")
        self._keep_versions(changed, "changed with its feed")
        index_listings([*new, *changed])
        self.run.read += len(batch)
        self.run.new += len(new)
        self.run.changed += len(changed)
        self.run.unchanged += len(same)

    def _made(self, staged: Staged) -> Listing:
        return Listing(
            feed_id=self.run.feed_id,
            reference=staged.reference[:300],
            state="published",
            created_at=self.at,
            created_by=self.by.id,
            created_by_name=self.by.name,
            **self._columns(staged),
        )

    def _changed(self, listing: Listing, staged: Staged) -> Listing:
        for name, value in self._columns(staged).items():
            setattr(listing, name, value)
        listing.document["id"] = str(listing.id)
        listing.version += 1
        if listing.state == "gone":
            listing.state = LISTING.after("find_again")
        return listing

    def _columns(self, staged: Staged) -> dict[str, Any]:
        return {
            "run": self.run,
            "fingerprint": staged.fingerprint,
            "document": staged.document,
            "source": staged.source,
            "changed_at": self.at,
            "changed_by": self.by.id,
            "changed_by_name": self.by.name,
            **columns_of(staged.document),
        }

    def _give_ids(self, new: Sequence[Listing]) -> None:
        """The id that the feed gives; another of our own where a listing of another feed has that one."""
        wanted = {UUID(listing.document["id"]): listing for listing in new}
        taken = set(Listing.objects.filter(id__in=wanted).values_list("id", flat=True))
        for service_id, listing in wanted.items():
            listing.id = service_id
            if service_id in taken:
                listing.id = uuid5(self.run.feed_id, listing.reference)
                listing.document = {"original_id": str(service_id), **listing.document, "id": str(listing.id)}

    def _keep_versions(self, listings: Iterable[Listing], change: str) -> None:
        ListingVersion.objects.bulk_create(ListingVersion(**version_of(listing, change)) for listing in listings)

    def _take_gone(self) -> None:
        """What this run did not touch is no longer in the feed."""
        gone = Listing.objects.filter(feed_id=self.run.feed_id, state="published").exclude(run=self.run)
        numbers = list(gone.values_list("pk", flat=True))
        gone.update(
            state=LISTING.after("lose"), changed_at=self.at, changed_by=self.by.id, changed_by_name=self.by.name
        )
        for part in batches(numbers, BATCH):
            unindex_listings(part)
        self.run.gone = len(numbers)

    def _take_loose(self, records: Sequence[tuple[str, str, dict[str, Any]]]) -> None:
        rows = {
            (kind[:60], reference[:300]): LooseRecord(
                feed_id=self.run.feed_id, kind=kind[:60], reference=reference[:300], run=self.run, record=record
            )
            for kind, reference, record in records
        }
        LooseRecord.objects.bulk_create(
            rows.values(),
            update_conflicts=True,
            unique_fields=["feed", "kind", "reference"],
            update_fields=["run", "record"],
        )
        self.run.loose += len(rows)

    def _take_problems(self, problems: Sequence[tuple[bool, str, str, str, str, str]]) -> None:
        keep_problems(self.run, problems)


def keep_problems(run: FeedRun, problems: Sequence[tuple[bool, str, str, str, str, str]]) -> None:
    """Name what was wrong with records, and count it."""
    FeedProblem.objects.bulk_create(
        FeedProblem(
            run=run,
            is_rejection=rejected,
            kind=kind[:60],
            reference=reference[:300],
            field=field[:100],
            why=why,
            raw=raw,
        )
        for rejected, kind, reference, field, why, raw in problems
    )
    rejected = sum(1 for problem in problems if problem[0])
    run.rejected += rejected
    run.mended += len(problems) - rejected


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most this many, in order."""
    source = iter(things)
    while part := list(islice(source, size)):
        yield part
