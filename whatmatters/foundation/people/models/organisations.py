"""Organisations: practices, networks, councils, charities and whoever else cares for people in a place."""

from __future__ import annotations

import uuid

from django.db import models


class OrganisationKind(models.TextChoices):
    """What sort of body it is. The voluntary sector sees a person only by that person's consent."""

    PRACTICE = "practice", "GP practice"
    NETWORK = "network", "Primary care network"
    TRUST = "trust", "NHS trust"
    COUNCIL = "council", "Council"
    BOARD = "board", "Integrated care board"
    VOLUNTARY = "voluntary", "Charity or community group"
    OTHER = "other", "Other provider"


class Organisation(models.Model):
    """One body. `ods_code` is its national code where it has one; `part_of` its network or trust."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=OrganisationKind)
    ods_code = models.CharField(max_length=12, blank=True)
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    place = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ods_code"], condition=~models.Q(ods_code=""), name="organisation_ods_once")
        ]

    @property
    def needs_consent(self) -> bool:
        """Whether it may see a person only when that person has said yes."""
        return self.kind in (OrganisationKind.VOLUNTARY, OrganisationKind.OTHER)
