"""Persons: who they are and how to reach them. Nothing here is ever overwritten without a version kept."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models

from ...kernel.columns import Created, WithOrigin
from ..rules.names import full_name
from ..rules.particulars import age_on
from ..states import PERSON
from .organisations import Organisation


class Gender(models.TextChoices):
    """Administrative gender, as FHIR has it. Sex at birth is not asked: the pair can disclose a transition."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Other"
    UNKNOWN = "unknown", "Not known"


class Person(WithOrigin, Created):
    """One person. A missing birth date or identifier is flagged, never refused.

    `birth_date_text` keeps a partial date such as `1970` or `1970-09`. `version` goes up with each change, so that
    two people who edit at once are told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    title = models.CharField(max_length=40, blank=True)
    given_names = models.CharField(max_length=140, blank=True)
    family_name = models.CharField(max_length=140, blank=True)
    preferred_name = models.CharField(max_length=140, blank=True)
    search_name = models.CharField(max_length=300)
    birth_date = models.DateField(null=True)
    birth_date_text = models.CharField(max_length=10, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    nhs_number_status = models.CharField(max_length=2, blank=True)
    gender = models.CharField(max_length=8, choices=Gender, blank=True)
    ethnicity = models.CharField(max_length=100, blank=True)
    ethnicity_code = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=20, blank=True)
    gp_practice = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=PERSON.choices(), default=PERSON.initial)
    state_on = models.DateField(null=True)
    died_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged_from")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["search_name"], name="person_search_name"),
            models.Index(fields=["birth_date"], name="person_birth_date"),
            models.Index(fields=["nhs_number"], name="person_nhs_number"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(given_names="", family_name="", preferred_name=""),
                name="person_has_a_name",
            ),
        ]

    @property
    def full_name(self) -> str:
        """Given and family name, as on an envelope."""
        return full_name(self.given_names, self.family_name, self.preferred_name)

    @property
    def called(self) -> str:
        """What the person likes to be called."""
        return self.preferred_name or self.given_names.split(" ")[0] or self.family_name

    def age_on(self, day: date) -> int | None:
        """Whole years; None when the birth date is not known."""
        return age_on(self.birth_date, day)


class PersonVersion(models.Model):
    """What the record said of the person's particulars at each version (labels to text), and why it was changed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    why = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)
    written_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="person_version_once")]


class PersonIdentifier(models.Model):
    """A number that another system knows the person by."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    system = models.CharField(max_length=200)
    value = models.CharField(max_length=100)
    label = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "system", "value"], name="person_identifier_once")]
        indexes = [models.Index(fields=["system", "value"], name="person_identifier_value")]


class Address(WithOrigin):
    """Where the person lives or gets letters. `is_secret` (a refuge) is never printed, sent or exported."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="addresses")
    use = models.CharField(max_length=10, default="home")
    lines = models.TextField(blank=True)
    city = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField(null=True)
    ends_before = models.DateField(null=True)
    is_secret = models.BooleanField(default=False)


class ContactKind(models.TextChoices):
    """A way of reaching somebody."""

    PHONE = "phone", "Telephone"
    MOBILE = "mobile", "Mobile telephone"
    EMAIL = "email", "E-mail"
    OTHER = "other", "Other"


class ContactPoint(WithOrigin):
    """One way to reach the person, and whether it is safe to use and to leave a message on."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_points")
    kind = models.CharField(max_length=8, choices=ContactKind)
    value = models.CharField(max_length=254)
    use = models.CharField(max_length=10, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)
    is_safe = models.BooleanField(default=True)
    note = models.CharField(max_length=200, blank=True)
    ends_before = models.DateField(null=True)
