"""The kernel's own tables: the audit trail, and forms that were already posted.

The three audit tables are append-only: triggers (see `audit.triggers`) refuse update, delete and truncate.
"""

from __future__ import annotations

from django.db import models


class AuditKind(models.TextChoices):
    """What sort of thing happened."""

    READ = "read", "Looked at"
    LISTED = "listed", "Appeared in a list"
    CHANGED = "changed", "Changed"
    EMERGENCY = "emergency", "Opened without a relationship"
    SIGNED_IN = "signed-in", "Signed in or out"


class AuditEvent(models.Model):
    """One thing that happened, chained by hash to the one before it in the same chain.

    `chain` is `person:<uuid>` for what concerns one person, `lists` for lists that named several, `house` for the
    rest. `details` and `sections` are canonical JSON text, so that the hash can be computed again to the byte.
    """

    chain = models.CharField(max_length=60)
    number = models.PositiveBigIntegerField()
    happened_at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=AuditKind)
    action = models.CharField(max_length=80)
    person_id = models.UUIDField(null=True)
    actor_id = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=200)
    role = models.CharField(max_length=40, blank=True)
    organisation_id = models.UUIDField(null=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    why = models.TextField(blank=True)
    details = models.TextField(default="{}")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="audit_event_once")]
        indexes = [
            models.Index(fields=["person_id", "-happened_at"], name="audit_event_person"),
            models.Index(fields=["actor_id", "-happened_at"], name="audit_event_actor"),
        ]


class AuditMention(models.Model):
    """A person who was named by a list event."""

    event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, related_name="mentions")
    person_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["person_id", "-event"], name="audit_mention_person")]


class AuditChain(models.Model):
    """The head of each chain: its length and last hash. Locked while an event is added."""

    key = models.CharField(max_length=60, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="")


class AuditJournal(models.Model):
    """How far each journal file of reads has been taken into the database."""

    file = models.CharField(max_length=200, primary_key=True)
    taken = models.PositiveBigIntegerField(default=0)


class Posting(models.Model):
    """A form that was posted, by its one-time token, so that posting it twice does it once."""

    token = models.CharField(max_length=60, primary_key=True)
    posted_at = models.DateTimeField()
    posted_by = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    outcome = models.CharField(max_length=400, blank=True)
    cookies = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["posted_at"], name="posting_age")]
