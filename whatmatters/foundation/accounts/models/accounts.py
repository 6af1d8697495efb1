"""Accounts and the posts they hold."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from ...kernel.actor import Role
from ...kernel.columns import Created


class Account(AbstractBaseUser, Created):
    """Somebody who may sign in: a person, a proxy or a member of staff, or several of these at once.

    `email` is kept as typed and compared without regard to case; a person without e-mail has a `username` on a printed
    sheet instead. `person` is the record that is the account's own. A closed account is kept, because the audit trail
    names it, and lets nobody in. An account without a usable password was invited and has not accepted yet, or signs
    in through NHS login or CIS2 only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    email = models.EmailField(max_length=254, blank=True)
    username = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=20, blank=True)
    password_changed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=80, blank=True)
    closed_by_name = models.CharField(max_length=200, blank=True)

    last_login = None
    objects: ClassVar[BaseUserManager] = BaseUserManager()
    USERNAME_FIELD = "id"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="account_email_once"),
            models.UniqueConstraint(Lower("username"), condition=~Q(username=""), name="account_username_once"),
            models.UniqueConstraint(fields=["person"], condition=Q(closed_at=None), name="account_person_once"),
        ]

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether the account lets anybody in at all."""
        return self.closed_at is None


class Membership(Created):
    """A post: a role that an account holds at an organisation from `starts_on` up to but not including `ends_before`.

    Ending one sets `ends_before` to the day it ends, so that it gives nothing from that moment; `ended_at` and
    `ended_by` say when that was done and by whom.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)
    ended_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation", "role"], condition=Q(ended_at=None), name="membership_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_before=None) | Q(ends_before__gte=F("starts_on")), name="membership_in_order"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "ended_at"], name="membership_of_organisation")]
