"""Capacity, one decision at a time, and the three kinds of wishes made in advance, which are never one field."""

from __future__ import annotations

import uuid

from django.db import models

from ...kernel.columns import Authorship, Created, WithOrigin
from .hiding import Hideable
from .persons import Person


class CapacityRecord(Hideable, Created):
    """One assessment of whether the person can make one decision at one time. Never changed: a new one is a new row.

    From 16 under the Mental Capacity Act 2005; under 16 as Gillick competence. `finding` is one of
    `rules.capacity.FINDINGS`. `best_interests` and who was asked stand with a finding that the person lacks capacity.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    decision = models.CharField(max_length=300)
    finding = models.CharField(max_length=12)
    how_supported = models.TextField(blank=True)
    reasons = models.TextField()
    persons_view = models.TextField(blank=True)
    best_interests = models.TextField(blank=True)
    who_was_asked = models.TextField(blank=True)
    less_restrictive = models.TextField(blank=True)
    assessed_on = models.DateField()
    assessor_name = models.CharField(max_length=140)
    assessor_role = models.CharField(max_length=100, blank=True)
    look_again_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-assessed_on"], name="capacity_person")]


class _InAdvance(WithOrigin, Created):
    """What the three kinds share: when it was made, where the paper is kept, and when it was taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(null=True)
    where_kept = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        abstract = True


class AdvanceStatement(_InAdvance):
    """Wishes for a time when the person cannot say them. To be weighed, and not binding (rulebook 8.2)."""

    words = models.TextField()
    authorship = models.CharField(max_length=10, choices=Authorship)
    supported_by = models.CharField(max_length=150, blank=True)


class AdvanceRefusal(_InAdvance):
    """An advance decision to refuse treatment (ADRT). Binding when valid and applicable.

    One that refuses life-sustaining treatment must say so, in writing, signed and witnessed (rulebook 8.2).
    """

    treatment = models.TextField()
    circumstances = models.TextField()
    is_life_sustaining = models.BooleanField()
    says_even_if_life_at_risk = models.BooleanField(default=False)
    is_in_writing = models.BooleanField(default=False)
    is_signed = models.BooleanField(default=False)
    witness_name = models.CharField(max_length=140, blank=True)


class PowerOfAttorney(_InAdvance):
    """A lasting power of attorney. Only one for health and welfare, registered, lets anybody decide about care."""

    attorney_name = models.CharField(max_length=140)
    scope = models.CharField(max_length=16)
    is_registered = models.BooleanField(default=False)
    reference = models.CharField(max_length=40, blank=True)
    acts = models.CharField(max_length=16, blank=True)
    may_refuse_life_sustaining = models.BooleanField(null=True)
    limits = models.TextField(blank=True)
