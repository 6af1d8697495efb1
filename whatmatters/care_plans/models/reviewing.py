"""Looking at a plan again: how far each goal has come, what changed and why, and how care was."""

from __future__ import annotations

import uuid

from django.db import models

from whatmatters.foundation.kernel.columns import Authorship, Created

from .plans import Plan
from .thread import Goal


class Review(Created):
    """A review, formal or informal. `compared_with` is the version that the plan stood at when it was last agreed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField(default=1)
    is_formal = models.BooleanField()
    held_on = models.DateField()
    how = models.CharField(max_length=12)
    who_was_there = models.CharField(max_length=300, blank=True)
    what_changed = models.TextField(blank=True)
    why = models.TextField(blank=True)
    compared_with = models.PositiveIntegerField(null=True)
    next_on = models.DateField(null=True)
    authorship = models.CharField(max_length=10, choices=Authorship)


class GoalScale(Created):
    """What each of the five levels of a goal means, and its weights (0 to 9): Goal Attainment Scaling.

    `levels` has the words for -2, -1, 0, +1 and +2, in this order; `baseline` is where the person began.
    """

    goal = models.OneToOneField(Goal, primary_key=True, on_delete=models.PROTECT, related_name="scale")
    levels = models.JSONField(default=list)
    importance_weight = models.PositiveSmallIntegerField(default=1)
    difficulty_weight = models.PositiveSmallIntegerField(default=1)
    baseline = models.SmallIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    changed_by_name = models.CharField(max_length=200)


class GoalRating(models.Model):
    """How far a goal had come at one review, from -2 to +2, with the weights that held then."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="ratings")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="ratings")
    score = models.SmallIntegerField()
    weight = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "goal"], name="rating_once_a_review"),
            models.CheckConstraint(condition=models.Q(score__gte=-2, score__lte=2), name="rating_in_range"),
        ]


class CareAnswer(models.Model):
    """One answer to "how was care for you?", kept apart from the record: it names no person, plan or review.

    Counted by organisation and month with small numbers suppressed; nobody can see who gave it.
    """

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=12)

    class Meta:
        indexes = [models.Index(fields=["organisation", "month", "question"], name="care_answer_count")]
