"""What is said before, in and between conversations, in whose words."""

from __future__ import annotations

import uuid

from django.db import models

from whatmatters.foundation.kernel.columns import Authorship, Created, WithOrigin

from .plans import Plan


class Conversation(Created):
    """A talk about what matters: when, how, who was there, what was said. Several make one plan."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="conversations")
    round = models.PositiveSmallIntegerField(default=1)
    held_on = models.DateField()
    how = models.CharField(max_length=12)
    who_was_there = models.CharField(max_length=300, blank=True)
    what_matters = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    authorship = models.CharField(max_length=10, choices=Authorship)


class Statement(WithOrigin, Created):
    """One thing that was said under a heading (`rules.HEADINGS`): a worry, a strength, a need, a risk worth taking.

    `further` is what belongs to it (for a risk: what was agreed to keep it safe enough). `means` tells how it came:
    on screen, on paper, by voice or told to somebody. `said_by` names the profession or body that already knew it.
    Headings of preparation belong to a `round`; the others to the whole plan. Taken back, it stays as history.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="statements")
    round = models.PositiveSmallIntegerField(default=1)
    heading = models.CharField(max_length=20)
    words = models.TextField()
    further = models.TextField(blank=True)
    authorship = models.CharField(max_length=10, choices=Authorship)
    supported_by = models.CharField(max_length=150, blank=True)
    means = models.CharField(max_length=8, blank=True)
    said_by = models.CharField(max_length=150, blank=True)
    said_on = models.DateField(null=True)
    place = models.PositiveSmallIntegerField(default=1)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    changed_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="statement_has_words")]
        indexes = [models.Index(fields=["plan", "heading", "place"], name="statement_plan")]


class Draft(models.Model):
    """What somebody has typed under a heading and not saved yet, kept so that a lost connection loses nothing.

    Seen by its writer alone, and gone once it is saved.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="drafts")
    heading = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    further = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)
    written_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "heading", "written_by"], name="draft_once")]


class Invitation(Created):
    """The person was asked to a conversation: for when, what to expect, and in which way and format it went."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="invitations")
    round = models.PositiveSmallIntegerField(default=1)
    meet_on = models.DateField(null=True)
    when_text = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=12, blank=True)
    where = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)
    way = models.CharField(max_length=8, blank=True)
