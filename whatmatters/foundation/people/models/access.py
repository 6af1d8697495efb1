"""Who may see a person's record, and why: relationships, consents, proxies and break-glass."""

from __future__ import annotations

import uuid

from django.db import models

from ...kernel.columns import Created
from .fields import SectionsField
from .organisations import Organisation
from .persons import Person


class Basis(models.TextChoices):
    """Why an organisation may see a person. Direct care is not consent (rulebook 8.2)."""

    DIRECT_CARE = "direct-care", "They give care"
    CONSENT = "consent", "The person said yes"


class CareRelationship(Created):
    """An organisation cares for a person, from `starts_on` up to but not including `ends_before`.

    `worker_id` is the account of whoever holds the person on their caseload, where somebody does. An organisation has
    at most one open relationship with a person. `search_name` copies the person's, so that an organisation's list of
    people is read in order from one index, however many they are; `services.naming` keeps it in step.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=12, choices=Basis)
    purpose = models.CharField(max_length=200, blank=True)
    worker_id = models.CharField(max_length=80, blank=True)
    worker_name = models.CharField(max_length=200, blank=True)
    search_name = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["worker_id", "ends_before"], name="relationship_worker"),
            models.Index(fields=["person", "organisation"], name="relationship_person"),
            models.Index(fields=["organisation", "search_name", "person"], name="relationship_by_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_before__isnull=True) | models.Q(ends_before__gte=models.F("starts_on")),
                name="relationship_in_order",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(ends_before__isnull=True),
                name="relationship_open_once",
            ),
        ]


class Purpose(models.TextChoices):
    """The four consents, kept apart (rulebook 8.2)."""

    REFERRAL = "referral", "Being referred to a service"
    SHARING = "sharing", "Sharing my record"
    DIRECT_PAYMENT = "direct-payment", "Getting the money as a direct payment"
    RECORDING = "recording", "Being recorded, in sound or pictures"


class ConsentDecision(models.TextChoices):
    """What the person said. "Expired" is derived from `ends_before`, never stored."""

    GIVEN = "given", "Said yes"
    WITHHELD = "withheld", "Said no"
    WITHDRAWN = "withdrawn", "Said yes, and later no"


class Consent(models.Model):
    """One decision about one purpose, for one organisation or (when empty) for all.

    The decision in force is the one with no `superseded_at`; earlier ones stay as history. For sharing, `sections`
    names what may be seen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=16, choices=Purpose)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=ConsentDecision)
    sections = SectionsField()
    in_words = models.TextField(blank=True)
    decided_for_by = models.CharField(max_length=140, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80)
    decided_by_name = models.CharField(max_length=200)
    ends_before = models.DateField(null=True)
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "organisation"],
                condition=models.Q(superseded_at__isnull=True, organisation__isnull=False),
                name="consent_in_force_once",
            ),
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=models.Q(superseded_at__isnull=True, organisation__isnull=True),
                name="consent_for_all_in_force_once",
            ),
        ]
        indexes = [
            # A "no" closes a record, and is rare: lists look for it here.
            models.Index(
                fields=["person"],
                condition=models.Q(superseded_at__isnull=True, purpose="sharing") & ~models.Q(decision="given"),
                name="consent_objection",
            )
        ]


class ProxyGrant(Created):
    """Somebody else may act for the person, in chosen sections and until a day. Has their own sign-in.

    `basis` is one of `rules.proxies.BASES`; an attorney's points at the power, which is registered and for health and
    welfare. `hidden_sections` are those that the person has hidden from this one since, and told nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proxies")
    proxy_id = models.CharField(max_length=80)
    proxy_name = models.CharField(max_length=200)
    relationship = models.CharField(max_length=100, blank=True)
    basis = models.CharField(max_length=10, default="asked")
    power = models.ForeignKey("people.PowerOfAttorney", null=True, on_delete=models.PROTECT, related_name="+")
    sections = SectionsField()
    hidden_sections = SectionsField()
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["proxy_id"], name="proxy_grant_proxy")]


class BreakGlass(models.Model):
    """A member of staff without a relationship opened a record: timed, reasoned, logged and shown to the person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="break_glass")
    opened_by = models.CharField(max_length=80)
    opened_by_name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["opened_by", "ends_at", "person"], name="break_glass_live")]
