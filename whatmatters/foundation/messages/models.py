"""The outbox, the batches of letters, and what the worker keeps about its jobs.

Serves services, queries and the worker. Refuses to hold words: a message is ids only until it goes, and afterwards
its subject line, channel and times; what a letter said is kept until it is posted and a dated setting more (ADR 0020).
Persons and organisations are plain ids here, because this component stands below theirs.
"""

from __future__ import annotations

import uuid

from django.db import models

from ..kernel.columns import Created
from .kinds import Channel
from .states import LETTER_BATCH, MESSAGE


class LetterBatch(Created):
    """Letters of one organisation that are printed and posted together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation_id = models.UUIDField()
    state = models.CharField(max_length=12, choices=LETTER_BATCH.choices(), default=LETTER_BATCH.initial)
    printed_at = models.DateTimeField(null=True)
    printed_by = models.CharField(max_length=80, blank=True)
    posted_at = models.DateTimeField(null=True)
    posted_by = models.CharField(max_length=80, blank=True)
    posted_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "-created_at"], name="letter_batch_organisation")]


class Message(Created):
    """One message. `key` makes queueing it twice do it once; `subject_ids` holds names and ids, never words.

    `reason` is a code: why it failed, was stopped or given up. `lease` and `lease_until` say which worker has it while
    it is being sent; when the lease has run out, another may take it up.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    subject_ids = models.JSONField()
    person_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=MESSAGE.choices(), default=MESSAGE.initial)
    send_after = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=40, blank=True)
    stop_asked = models.CharField(max_length=40, blank=True)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    channel = models.CharField(max_length=6, choices=[(way.value, way.value) for way in Channel], blank=True)
    subject = models.CharField(max_length=150, blank=True)
    sent_at = models.DateTimeField(null=True)
    batch = models.ForeignKey(LetterBatch, null=True, on_delete=models.PROTECT, related_name="letters")
    place = models.PositiveSmallIntegerField(null=True)
    dealt_with_at = models.DateTimeField(null=True)
    dealt_with_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "send_after"], name="message_due"),
            models.Index(fields=["person_id", "-created_at"], name="message_person"),
            models.Index(fields=["organisation_id", "state"], name="message_organisation"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(batch__isnull=True, place__isnull=True)
                | models.Q(batch__isnull=False, place__isnull=False),
                name="message_place_in_batch",
            )
        ]


class LetterCopy(models.Model):
    """What a letter says, as its PDF is made from it. Deleted when it is stopped, and some days after it was posted."""

    message = models.OneToOneField(Message, primary_key=True, on_delete=models.CASCADE, related_name="copy")
    content = models.JSONField()


class JobOutcome(models.TextChoices):
    """How one attempt at a job ended."""

    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    LOST = "lost", "Its worker was gone"


class JobAttempt(models.Model):
    """One attempt at one job by one worker. `error` is the kind of error, never its text."""

    job_id = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    worker = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    lease_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=JobOutcome, default=JobOutcome.RUNNING)
    error = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job_id", "number"], name="job_attempt_once")]
        indexes = [models.Index(fields=["outcome", "lease_until"], name="job_attempt_lease")]


class ScheduleMark(models.Model):
    """Up to which due moment a line of the schedule was seen to. Locked while it is decided whether it is due."""

    name = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField(null=True)
