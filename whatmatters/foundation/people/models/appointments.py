"""Appointments: a time to meet, in person, by telephone or by video."""

from __future__ import annotations

import uuid

from django.db import models

from ...kernel.columns import Created
from ..states import APPOINTMENT
from .organisations import Organisation
from .persons import Person


class Appointment(Created):
    """One meeting of the person with somebody at an organisation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    with_id = models.CharField(max_length=80)
    with_name = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=45)
    how = models.CharField(max_length=12, default="in-person")
    place = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=APPOINTMENT.choices(), default=APPOINTMENT.initial)
    ended_why = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)

    class Meta:
        indexes = [
            models.Index(fields=["person", "starts_at"], name="appointment_person"),
            models.Index(fields=["with_id", "starts_at"], name="appointment_with"),
        ]
