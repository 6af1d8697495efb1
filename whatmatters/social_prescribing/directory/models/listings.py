"""Listings: services of the community, each kept as the document that Open Referral gives and takes."""

from __future__ import annotations

import uuid

from django.db import models

from whatmatters.foundation.kernel.columns import Created

from ..states import LISTING
from .feeds import Feed, FeedRun


class Listing(Created):
    """One service. `document` is the truth: an HSDS service with all that belongs to it, and whatever else its feed
    said.

    The columns beside it repeat what lists, reminders and duplicates ask for; `services.keeping` writes both.
    `reference` is what its feed calls it, `source` the record as it came, `fingerprint` a digest of that.
    `contact_email` is who is asked whether it is still true; `asked_on` and `times_asked` say how often since it was
    last assured.
    """

    number = models.BigAutoField(primary_key=True)
    id = models.UUIDField(unique=True, default=uuid.uuid4)
    feed = models.ForeignKey(Feed, null=True, on_delete=models.PROTECT, related_name="listings")
    reference = models.CharField(max_length=300, blank=True)
    run = models.ForeignKey(FeedRun, null=True, on_delete=models.SET_NULL, related_name="+")
    fingerprint = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=LISTING.choices(), default=LISTING.initial)
    state_note = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    name = models.CharField(max_length=300)
    organisation_name = models.CharField(max_length=300, blank=True)
    contact_email = models.EmailField(blank=True)
    assured_on = models.DateField(null=True)
    asked_on = models.DateField(null=True)
    times_asked = models.PositiveSmallIntegerField(default=0)
    is_unconfirmed = models.BooleanField(default=False)
    is_full = models.BooleanField(default=False)
    places = models.PositiveIntegerField(null=True)
    wait_weeks = models.PositiveSmallIntegerField(null=True)
    next_start_on = models.DateField(null=True)
    capacity_said_at = models.DateTimeField(null=True)
    capacity_said_by = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    changed_by_name = models.CharField(max_length=200)
    source = models.JSONField(null=True)
    document = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "reference"], condition=models.Q(feed__isnull=False), name="listing_once_a_feed"
            )
        ]
        indexes = [
            models.Index(fields=["state", "number"], name="listing_by_state"),
            models.Index(fields=["state", "assured_on"], name="listing_assured"),
        ]


class ListingVersion(models.Model):
    """What a listing said at one version, and what changed it."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    change = models.CharField(max_length=80)
    document = models.JSONField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)
    written_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "number"], name="listing_version_once")]
