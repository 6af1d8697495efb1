"""Two records that may be of one person: proposed, looked at side by side, merged by somebody, and undone."""

from __future__ import annotations

import uuid

from django.db import models

from .persons import Person


class ProposalDecision(models.TextChoices):
    """What came of a proposal."""

    OPEN = "open", "Nobody has decided yet"
    NOT_THE_SAME = "not-the-same", "Two different people"
    MERGED = "merged", "One person: joined"


class DuplicateProposal(models.Model):
    """Two records that look alike, with the reasons. Never acted on by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)
    likeness = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=12, choices=ProposalDecision, default=ProposalDecision.OPEN)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once")]
        indexes = [models.Index(fields=["decision", "-likeness"], name="duplicate_open")]


class Merge(models.Model):
    """One merge: which rows moved from one record to the other, so that it can be undone to the row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    joined = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    merged_at = models.DateTimeField()
    merged_by = models.CharField(max_length=80)
    merged_by_name = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=80, blank=True)
    undone_by_name = models.CharField(max_length=200, blank=True)
