"""Sessions, and what somebody had typed when theirs ran out."""

from __future__ import annotations

import uuid

from django.db import models

from .accounts import Account


class Session(models.Model):
    """One browser that signed in, or is on its way to.

    Only the SHA-256 of the cookie is kept, so that whoever reads the table cannot become somebody. `account` is empty
    until the sign-in is complete (a code may still be owed). `data` is JSON text, never what a person wrote.
    """

    key_hash = models.CharField(max_length=64, primary_key=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    data = models.TextField(default="{}")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    way_in = models.CharField(max_length=20, blank=True)
    browser = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["account"], name="session_account"),
            models.Index(fields=["seen_at"], name="session_seen_at"),
        ]


class KeptText(models.Model):
    """A form that was sent after the time-out: encrypted, for the same account only, and for a short while."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["account", "kept_at"], name="kept_text_account")]
