"""Tables of the public site: what readers say, who asked for updates, what was sent, and how to reach us.

Serves services and queries. Refuses to hold who a reader is: a comment has no address of the network, no account and no
cookie beside it, and an e-mail address goes when its owner says stop. Topics are kept as `|groups|news|`, so that
every database can ask whether one is in them.
"""

from __future__ import annotations

import uuid

from django.db import models

from ..kernel.columns import Created
from .states import BULLETIN, SUBSCRIPTION


class PageFeedback(models.Model):
    """One answer to "Was this page useful?". `comment` is masked before it is stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    page = models.CharField(max_length=80)
    language = models.CharField(max_length=10)
    useful = models.BooleanField()
    comment = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-sent_at"], name="page_feedback_newest"),
            models.Index(fields=["page", "-sent_at"], name="page_feedback_page"),
        ]


class UpdateRequest(models.Model):
    """Somebody typed this address and asked for updates. Nothing follows until the link sent to it is used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    email = models.EmailField(max_length=254)
    topics = models.CharField(max_length=100)
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["email", "-asked_at"], name="update_request_address"),
            models.Index(fields=["-asked_at"], name="update_request_newest"),
        ]


class Subscription(models.Model):
    """A confirmed wish to have updates. The address is emptied when it is stopped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    email = models.EmailField(max_length=254, blank=True)
    topics = models.CharField(max_length=100)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=SUBSCRIPTION.choices(), default=SUBSCRIPTION.initial)
    confirmed_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~models.Q(email=""), name="subscription_address_once"),
            models.CheckConstraint(
                condition=models.Q(state="receiving", stopped_at__isnull=True) | models.Q(state="stopped", email=""),
                name="subscription_stopped_is_forgotten",
            ),
        ]


class Bulletin(Created):
    """One update. `recipients` is how many it was queued for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    topic = models.CharField(max_length=20)
    subject = models.CharField(max_length=150)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=BULLETIN.choices(), default=BULLETIN.initial)
    version = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=80, blank=True)
    sent_by_name = models.CharField(max_length=200, blank=True)
    recipients = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-created_at"], name="bulletin_newest")]


class ContactDetails(models.Model):
    """How to reach those who run this copy of whatmatters: one row, shown on public pages."""

    only_one = models.BooleanField(primary_key=True, default=True)
    organisation = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    post = models.TextField(blank=True)
    data_protection = models.EmailField(max_length=254, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only_one=True), name="contact_details_one_row")]
