"""A plan, who is involved in it, who agreed it, and what it said at each version."""

from __future__ import annotations

import uuid

from django.db import models

from whatmatters.foundation.kernel.columns import Created, WithOrigin

from ..states import PLAN


class Plan(WithOrigin, Created):
    """One personalised care and support plan. `version` goes up with every change to what it says.

    `lead_id` is the account of the named lead, who owns the review. `round` counts the times it was gone through from
    preparation to review; `template` is the one it was started from. `stage` is where the work is now, worked out from
    what is recorded with every write, and kept for lists only (a review that falls due is seen by its day); a
    closed plan is at none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    about = models.TextField(blank=True)
    state = models.CharField(max_length=16, choices=PLAN.choices(), default=PLAN.initial)
    state_note = models.TextField(blank=True)
    lead_id = models.CharField(max_length=80, blank=True)
    lead_name = models.CharField(max_length=200, blank=True)
    review_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    ends_before = models.DateField(null=True)
    stage = models.CharField(max_length=12, default="context", blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    template = models.CharField(max_length=60, blank=True)
    template_version = models.PositiveSmallIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    changed_by_name = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-created_at"], name="plan_person"),
            models.Index(fields=["organisation", "state", "review_on"], name="plan_review"),
            models.Index(fields=["lead_id", "state", "review_on"], name="plan_lead"),
            models.Index(fields=["stage", "review_on", "changed_at", "id"], name="plan_by_stage"),
        ]


class Agreement(models.Model):
    """Who agreed the plan, which version of it, and when. Never changed: a new agreement is a new row.

    `capacity_id` is the record of capacity (`people`) that stands behind an agreement without the person's own say.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveIntegerField()
    agreed_with = models.CharField(max_length=16)
    name = models.CharField(max_length=140)
    role = models.CharField(max_length=100, blank=True)
    ground = models.CharField(max_length=16, blank=True)
    reason = models.TextField(blank=True)
    capacity_id = models.UUIDField(null=True)
    agreed_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=80)
    agreed_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "version"], name="agreement_once_a_version")]


class PlanVersion(models.Model):
    """What the whole plan said at one version, and what changed it. A fact of the plan's own, not audit."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    change = models.CharField(max_length=80)
    content = models.JSONField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)
    written_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]


class Involved(Created):
    """Somebody with a part in the plan: who, as what, where from, and how to reach them. One may lead it.

    `account_id` is their sign-in where they have one; `member_id` their place in the person's circle of support.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="involved")
    name = models.CharField(max_length=140)
    role = models.CharField(max_length=100, blank=True)
    organisation = models.CharField(max_length=140, blank=True)
    reach = models.CharField(max_length=200, blank=True)
    account_id = models.CharField(max_length=80, blank=True)
    member_id = models.UUIDField(null=True)
    is_professional = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)
