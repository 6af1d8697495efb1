"""The thread: goals, the steps towards them, and what anybody on the circle says about them.

A goal knows none of the components that point at it.
"""

from __future__ import annotations

import uuid

from django.db import models

from whatmatters.foundation.kernel.columns import Authorship, Created, WithOrigin

from ..states import ACTION, GOAL
from .plans import Plan
from .talking import Statement


class Goal(WithOrigin, Created):
    """What somebody hopes for, in words that are theirs. `version` guards against two editors at once.

    `arises_from` is what was said that it grew from: a need, or what matters now.
    """

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
    arises_from = models.ForeignKey(Statement, null=True, on_delete=models.PROTECT, related_name="goals")
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

    `reminds`: the person, whose step it is, wants to be reminded before its day.

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
    reminds = models.BooleanField(default=False)
    confidence = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    state = models.CharField(max_length=10, choices=ACTION.choices(), default=ACTION.initial)
    strategies = models.TextField(blank=True)
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


class Remark(Created):
    """What somebody says beside the plan, a goal, a step or a statement: a note, a different view, a wish for a change.

    `kind` is one of `rules.REMARKS`. A wish is answered; the other kinds stand as they are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="remarks")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="remarks")
    action = models.ForeignKey(Action, null=True, on_delete=models.PROTECT, related_name="remarks")
    statement = models.ForeignKey(Statement, null=True, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=10)
    words = models.TextField()
    authorship = models.CharField(max_length=10, choices=Authorship)
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="remark_has_words")]
        indexes = [models.Index(fields=["plan", "created_at"], name="remark_plan")]
