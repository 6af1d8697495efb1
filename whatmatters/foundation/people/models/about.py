"""What the person says about themself: About Me, how to communicate with them, who is in their circle.

About Me and communication needs are append-only: each save is a new version, the latest is the one in force.
"""

from __future__ import annotations

import uuid

from django.db import models

from ...kernel.columns import Authorship, Created, WithOrigin
from .hiding import Hideable
from .persons import Person


class Heading(models.TextChoices):
    """The seven headings of About Me v2.0 (rulebook 3.3); `SNOMED_BY_HEADING` has their codes."""

    MOST_IMPORTANT = "most-important", "What is most important to me"
    PEOPLE = "people", "People who are important to me"
    COMMUNICATE = "communicate", "How I communicate and how to communicate with me"
    WELLNESS = "wellness", "My wellness"
    PLEASE_DO = "please-do", "Please do and please do not"
    SUPPORT = "support", "How and when to support me"
    ALSO = "also", "Also worth knowing about me"


SNOMED_BY_HEADING = {
    Heading.MOST_IMPORTANT: "1515861000000103",
    Heading.PEOPLE: "1515871000000105",
    Heading.COMMUNICATE: "1515881000000107",
    Heading.WELLNESS: "1515891000000109",
    Heading.PLEASE_DO: "1515901000000105",
    Heading.SUPPORT: "1515911000000107",
    Heading.ALSO: "1515921000000101",
}


class AboutMeEntry(WithOrigin):
    """One version of what is said under one heading, in words, as a sound or as a picture.

    `number` counts the versions of this heading. An entry with neither text nor media takes the heading's words back.
    `restored_from` is the number of the earlier version that was put back, where one was.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="about_me")
    heading = models.CharField(max_length=16, choices=Heading)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    media = models.FileField(upload_to="about-me", blank=True)
    media_type = models.CharField(max_length=60, blank=True)
    media_name = models.CharField(max_length=120, blank=True)
    authorship = models.CharField(max_length=10, choices=Authorship)
    supported_by = models.CharField(max_length=150, blank=True)
    restored_from = models.PositiveIntegerField(null=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)
    written_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "heading", "number"], name="about_me_version_once")]


class AboutMeAnswer(models.Model):
    """What the person said of words that were written with them: "that is right", or not, and how."""

    entry = models.ForeignKey(AboutMeEntry, on_delete=models.PROTECT, related_name="answers")
    is_right = models.BooleanField()
    in_words = models.TextField(blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=80)
    answered_by_name = models.CharField(max_length=200)


class CommunicationNeeds(models.Model):
    """One version of how to communicate with the person: the six steps of the Accessible Information Standard.

    identify (`asked_how`), record (`formats`, `support`, `interpreter_language`, `in_words`), flag (`show_alert`),
    share (`may_share`), meet (`how_met`), review (`review_on`). Source: DAPB1605 Amd 30/2025. `formats` and `support`
    are lists of codes from `rules.FORMATS` and `rules.SUPPORT`. The person's preferred way, and the times and ways
    that are safe, are here too.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="communication")
    number = models.PositiveIntegerField()
    asked_how = models.CharField(max_length=200, blank=True)
    formats = models.JSONField(default=list)
    support = models.JSONField(default=list)
    interpreter_language = models.CharField(max_length=40, blank=True)
    in_words = models.TextField(blank=True)
    show_alert = models.BooleanField(default=True)
    may_share = models.BooleanField(null=True)
    how_met = models.TextField(blank=True)
    review_on = models.DateField(null=True)
    preferred_way = models.CharField(max_length=8, blank=True)
    safe_times = models.TextField(blank=True)
    unsafe_ways = models.TextField(blank=True)
    may_leave_message = models.BooleanField(null=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)
    written_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="communication_version_once")]


class CircleMember(Hideable, WithOrigin, Created):
    """Somebody in the person's circle of support: family, friend, carer, neighbour or professional.

    Of a row that is hidden, the notes (`how_they_help`) are: that somebody is in the circle is the person's to see.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="circle")
    name = models.CharField(max_length=140)
    relationship = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    is_carer = models.BooleanField(default=False)
    is_emergency_contact = models.BooleanField(default=False)
    is_next_of_kin = models.BooleanField(default=False)
    is_professional = models.BooleanField(default=False)
    is_key_worker = models.BooleanField(default=False)
    how_they_help = models.TextField(blank=True)
    own_record = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)
