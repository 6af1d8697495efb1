"""What lets an account in besides its password, and what slows those who guess."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from ...kernel.columns import Created
from .accounts import Account


class TotpDevice(models.Model):
    """The secret of an authenticator app (RFC 6238), sealed. Counts only once `confirmed_at` is set.

    `last_step` is the last 30-second step whose code was taken, so that no code works twice.
    """

    account = models.OneToOneField(Account, primary_key=True, on_delete=models.PROTECT, related_name="totp")
    sealed_secret = models.BinaryField()
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=-1)


class RecoveryCode(models.Model):
    """One code on paper that stands in for the authenticator app once. Only a keyed hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "code_hash"], name="recovery_code_once")]


class PassPurpose(models.TextChoices):
    """What a one-time pass lets its holder do."""

    INVITATION = "invitation", "Accept an invitation"
    RESET = "reset", "Choose a new password"
    SHEET = "sheet", "Sign in with a printed code"


class OneTimePass(Created):
    """A link or a printed code that works once, until `expires_at`.

    The link or code itself is not stored: it is computed from the id with the secret key, when the e-mail is sent or
    the sheet is printed, so that the outbox holds ids only.

    A new password is asked for by an address that somebody typed: it is sealed here and looked up when the link is
    used, so that an address without an account looks the same up to that moment. `account` is empty then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="passes")
    sealed_email = models.BinaryField(null=True)
    email_hash = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=12, choices=PassPurpose)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["email_hash"], name="one_time_pass_email")]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "purpose"],
                condition=Q(used_at=None, revoked_at=None),
                name="one_time_pass_open_once",
            )
        ]


class EmailChange(models.Model):
    """An address that an account wants to move to, once both the old and the new address have said yes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="email_change")
    new_email = models.EmailField(max_length=254)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    old_agreed_at = models.DateTimeField(null=True)
    new_agreed_at = models.DateTimeField(null=True)


class OutsideIdentity(models.Model):
    """Who an outside provider (NHS login, CIS2) says that an account is."""

    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="outside_identities")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="outside_identity_once")]


class FailedTries(models.Model):
    """How often a name, or an address of the network, failed to sign in of late.

    `key` is a keyed hash, and is counted in the same way whether or not there is such an account.
    """

    key = models.CharField(max_length=64, primary_key=True)
    tries = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["last_at"], name="failed_tries_age")]
