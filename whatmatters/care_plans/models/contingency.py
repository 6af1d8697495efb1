"""What to do when things get worse, written while they are not."""

from __future__ import annotations

import uuid

from django.db import models

from whatmatters.foundation.kernel.columns import Authorship, Created, WithOrigin

from .plans import Plan


class ContingencyPlan(WithOrigin, Created):
    """One contingency or safety plan, of one page. `triggers` is a list of words and never empty.

    Source: PRSB PCSP v2.0, "contingency/safety plans" (rulebook 3.2).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="contingencies")
    name = models.CharField(max_length=140)
    triggers = models.JSONField(default=list)
    early_signs = models.TextField(blank=True)
    what_should_happen = models.TextField()
    who_to_contact = models.TextField(blank=True)
    coping = models.TextField(blank=True)
    ready_at_hand = models.TextField(blank=True)
    authorship = models.CharField(max_length=10, choices=Authorship)
    supported_by = models.CharField(max_length=150, blank=True)
    review_on = models.DateField(null=True)
    place = models.PositiveSmallIntegerField(default=1)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    changed_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(triggers=[]), name="contingency_has_triggers"),
            models.CheckConstraint(condition=~models.Q(what_should_happen=""), name="contingency_says_what"),
        ]
        indexes = [models.Index(fields=["plan", "place"], name="contingency_plan")]
