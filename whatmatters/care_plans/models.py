"""The tables of care plans. A goal knows none of the components that point at it."""

from __future__ import annotations

import uuid

from django.db import models

from whatmatters.foundation.kernel.columns import Authorship, Created, WithOrigin

from .states import ACTION, GOAL, PLAN


class Plan(WithOrigin, Created):
    """One personalised care and support plan. `version` goes up with every change to what it says.

    `lead_id` is the account of the named lead, who owns the review; `agreed_version` is the version last agreed.
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
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    changed_by_name = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-created_at"], name="plan_person"),
            models.Index(fields=["organisation", "state", "review_on"], name="plan_review"),
            models.Index(fields=["lead_id", "state", "review_on"], name="plan_lead"),
        ]


class Conversation(Created):
    """A talk about what matters: when, how, who was there, what was said. Several make one plan."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="conversations")
    held_on = models.DateField()
    how = models.CharField(max_length=12)
    who_was_there = models.CharField(max_length=300, blank=True)
    what_matters = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    authorship = models.CharField(max_length=10, choices=Authorship)


class Goal(WithOrigin, Created):
    """What somebody hopes for, in words that are theirs. `version` guards against two editors at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    words = models.TextField()
    authorship = models.CharField(max_length=10, choices=Authorship)
    supported_by = models.CharField(max_length=150, blank=True)
    why_it_matters = models.TextField(blank=True)
    importance = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    state = models.CharField(max_length=12, choices=GOAL.choices(), default=GOAL.initial)
    achievement = models.CharField(max_length=16, blank=True)
    target_on = models.DateField(null=True)
    place = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    changed_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="goal_has_words")]
        indexes = [models.Index(fields=["plan", "place"], name="goal_plan")]


class Action(WithOrigin, Created):
    """One step: what, who, when, and how sure the person is that it will happen (1 to 10).

    Every step written here is towards a goal; only one that came from another record may have none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="actions")
    what = models.TextField()
    owner_kind = models.CharField(max_length=8, blank=True)
    owner_name = models.CharField(max_length=200, blank=True)
    owner_id = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True)
    when_text = models.CharField(max_length=200, blank=True)
    confidence = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    state = models.CharField(max_length=10, choices=ACTION.choices(), default=ACTION.initial)
    how_it_went = models.TextField(blank=True)
    place = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    changed_by_name = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=["plan", "place"], name="action_plan"),
            models.Index(fields=["owner_id", "state", "due_on"], name="action_owner"),
        ]


class Agreement(models.Model):
    """Who agreed the plan, which version of it, and when. Never changed: a new agreement is a new row."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveIntegerField()
    agreed_with = models.CharField(max_length=16)
    name = models.CharField(max_length=140)
    role = models.CharField(max_length=100, blank=True)
    reason = models.TextField(blank=True)
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
