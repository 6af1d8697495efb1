"""What was taken in from outside, and files that somebody sent up by a page."""

from __future__ import annotations

import uuid

from django.db import models

from ...kernel.columns import Created
from ..states import UPLOAD
from .organisations import Organisation
from .persons import Person


class ImportedResource(models.Model):
    """What was taken in from outside, by its name there, so that a second run changes nothing.

    `digest` is of the resource as it came; `target` says which row of ours it became (`table:id`). `content` is what
    we took from it, where staff may correct that here, so that a correction can be told from what came; `earlier`
    keeps what it said before it changed at its source, oldest first. `source_changed_at` is when its source last
    changed it, by its own word, so that an old file does not undo a newer one.
    """

    source = models.CharField(max_length=200)
    reference = models.CharField(max_length=200)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="imported")
    digest = models.CharField(max_length=64)
    target = models.CharField(max_length=120, blank=True)
    content = models.JSONField(default=dict)
    earlier = models.JSONField(default=list)
    source_changed_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "reference"], name="imported_resource_once")]


class Upload(Created):
    """A file that somebody sent up by the page, and what became of the people in it.

    The file is deleted when it has been read; `report` is what the page shows. `organisation` receives the people;
    `role` is what whoever sent the file does there; `consent` says who gave the people's consent and how.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="people-in", blank=True)
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    role = models.CharField(max_length=40)
    consent = models.CharField(max_length=140, blank=True)
    state = models.CharField(max_length=12, choices=UPLOAD.choices(), default=UPLOAD.initial)
    report = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-created_at"], name="upload_recent")]
