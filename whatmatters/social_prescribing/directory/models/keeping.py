"""What keeps listings true: reports that something is wrong, and pairs that may be one service."""

from __future__ import annotations

import uuid

from django.db import models

from whatmatters.foundation.kernel.columns import Created

from ..states import REPORT
from .listings import Listing


class Report(Created):
    """Somebody says that a listing is wrong. Nothing is kept about who said it unless they were signed in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(max_length=12, choices=REPORT.choices(), default=REPORT.initial)
    what = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "-created_at"], name="report_by_state")]


class DuplicateProposal(models.Model):
    """Two listings that may be one service, put side by side for a steward. Never joined without one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    first = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="+")
    likeness = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    decision = models.CharField(max_length=12, blank=True)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="listing_pair_once")]
