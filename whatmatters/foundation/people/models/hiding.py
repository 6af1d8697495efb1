"""What may be kept from the person's own view, for somebody's safety or because it is a third party's."""

from __future__ import annotations

from django.db import models


class Hideable(models.Model):
    """Since when and why the row is kept from the person and their proxies; no moment: they see it.

    Whoever sees the section of safeguarding sees it and reads why. Source: rulebook 8.1.
    """

    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.CharField(max_length=80, blank=True)
    hidden_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
