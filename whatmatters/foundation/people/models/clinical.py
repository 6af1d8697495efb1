"""Clinical facts that were imported: conditions and observations, each with where it came from.

We show them and never change them: the record they came from is where they are corrected.
"""

from __future__ import annotations

from django.db import models

from ...kernel.columns import WithOrigin
from .persons import Person


class Condition(WithOrigin):
    """A health condition. SNOMED identifiers are text; `onset_text` keeps a partial or spoken date."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conditions")
    code_system = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=40, blank=True)
    term = models.CharField(max_length=300)
    clinical_status = models.CharField(max_length=20, blank=True)
    verification_status = models.CharField(max_length=20, blank=True)
    onset_on = models.DateField(null=True)
    onset_text = models.CharField(max_length=100, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "clinical_status"], name="condition_person")]


class Observation(WithOrigin):
    """A measurement or answer. `value` is exact; parts of one observation (blood pressure) are in `components`."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="observations")
    code_system = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=40, blank=True)
    term = models.CharField(max_length=300)
    category = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=20, blank=True)
    measured_at = models.DateTimeField(null=True)
    measured_text = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=60, blank=True)
    value_text = models.TextField(blank=True)
    unit = models.CharField(max_length=60, blank=True)
    components = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["person", "code", "-measured_at"], name="observation_person")]
