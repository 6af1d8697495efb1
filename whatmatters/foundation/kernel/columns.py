"""Columns that rows of every component share: where a fact came from, whose words it is, who made it and when."""

from __future__ import annotations

from django.db import models


class Authorship(models.TextChoices):
    """Whose words these are. It is stored with the words and shown beside them."""

    PERSON = "person", "In their own words"
    SUPPORTED = "supported", "In their own words, with help to write"
    PROXY = "proxy", "Written by somebody who acts for them"
    STAFF = "staff", "Written by staff"
    IMPORTED = "imported", "From another record"


class Origin(models.TextChoices):
    """How a fact came to be here. What was imported is never shown as the person's own words."""

    ENTERED = "entered", "Entered here"
    SPREADSHEET = "spreadsheet", "From a spreadsheet"
    FHIR = "fhir", "From another record system"


class WithOrigin(models.Model):
    """Where a row came from: how, from which source, and what it was called there."""

    origin = models.CharField(max_length=12, choices=Origin, default=Origin.ENTERED)
    origin_source = models.CharField(max_length=200, blank=True)
    origin_reference = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class Created(models.Model):
    """When and by whom a row was made (an Actor's values, not a key to a user)."""

    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80)
    created_by_name = models.CharField(max_length=200)

    class Meta:
        abstract = True
