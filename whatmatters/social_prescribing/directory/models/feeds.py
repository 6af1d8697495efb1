"""Where listings come from: feeds, each reading of one, and what was wrong or left over."""

from __future__ import annotations

import uuid

from django.db import models

from whatmatters.foundation.kernel.columns import Created

from ..states import FEED_RUN


class Feed(Created):
    """One source of listings. Its id is the namespace in which its own identifiers become UUIDs.

    `asks_contacts` says that we ask whether its listings are true; otherwise its publisher does.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=200, unique=True)
    address = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    attribution = models.TextField(blank=True)
    asks_contacts = models.BooleanField(default=False)


class FeedRun(Created):
    """One reading of a feed. `kept_as` names the file that is kept while the run waits for a steward."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="runs")
    state = models.CharField(max_length=12, choices=FEED_RUN.choices(), default=FEED_RUN.initial)
    source = models.CharField(max_length=500)
    kept_as = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    read = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    mended = models.PositiveIntegerField(default=0)
    loose = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["feed", "-created_at"], name="feed_run_newest")]


class FeedProblem(models.Model):
    """What was wrong with one record: why it was rejected, or which value was set aside and kept."""

    run = models.ForeignKey(FeedRun, on_delete=models.CASCADE, related_name="problems")
    is_rejection = models.BooleanField()
    kind = models.CharField(max_length=60)
    reference = models.CharField(max_length=300, blank=True)
    field = models.CharField(max_length=100, blank=True)
    why = models.TextField()
    raw = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["run", "-is_rejection", "id"], name="feed_problem_by_run")]


class LooseRecord(models.Model):
    """A record of a feed that hangs on no listing (a term, a place nobody uses): kept, and given back as it came."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="loose_records")
    kind = models.CharField(max_length=60)
    reference = models.CharField(max_length=300)
    run = models.ForeignKey(FeedRun, on_delete=models.PROTECT, related_name="+")
    record = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "kind", "reference"], name="loose_record_once"),
        ]
