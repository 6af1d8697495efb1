"""What is searched: a row for each place of each published listing, its sessions, its meaning, and postcodes.

All of it follows from listings and can be made again from them. An unpublished listing has none of it. Latitude and
longitude are whole millionths of a degree: exact, and alike in every database.
"""

from __future__ import annotations

from django.db import models

from .listings import Listing


class FindingRow(models.Model):
    """A service at one place, or without a place. The full-text index (migration 0002) has a row of the same id.

    Ages are years, 0 to 150. A row without coordinates is found by everything but distance. `needs` has a bit for each
    need (`rules.needs.need_bits`), `groups` for each group that it names (`rules.groups.group_bits`), 0 for anyone;
    `is_last` stands for a listing that nobody would confirm.
    """

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="finding_rows")
    minimum_age = models.PositiveSmallIntegerField(default=0)
    maximum_age = models.PositiveSmallIntegerField(default=150)
    latitude_millionths = models.IntegerField(null=True)
    longitude_millionths = models.IntegerField(null=True)
    needs = models.PositiveIntegerField(default=0)
    groups = models.PositiveIntegerField(default=0)
    is_last = models.BooleanField(default=False)


class Session(models.Model):
    """When a listing meets: a day of the week (0 is Monday) from minute to minute; past midnight is above 1440.

    `week_of_month` is 1 to 5, or -1 for the last; 0 means every week.
    """

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="sessions")
    weekday = models.PositiveSmallIntegerField()
    opens_minute = models.PositiveSmallIntegerField()
    closes_minute = models.PositiveSmallIntegerField()
    week_of_month = models.SmallIntegerField(default=0)


class ListingVector(models.Model):
    """What a listing means, as the embedding model has it: 384 half-precision numbers, and what they were made from."""

    listing = models.OneToOneField(Listing, primary_key=True, on_delete=models.CASCADE, related_name="vector")
    made_from = models.CharField(max_length=64)
    vector = models.BinaryField()
    made_at = models.DateTimeField(db_index=True)


class Postcode(models.Model):
    """Where a postcode is (its mean point).

    Loaded by whoever runs this, from the ONS Postcode Directory or the like.
    """

    postcode = models.CharField(max_length=8, primary_key=True)
    latitude_millionths = models.IntegerField()
    longitude_millionths = models.IntegerField()
