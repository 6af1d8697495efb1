"""Asking the contacts of listings whether they are still true, and showing last what nobody will confirm.

Serves the daily job and the page that sends a new link. A feed's publisher asks its own contacts, unless the feed says
that we do (`Feed.asks_contacts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_change, record_changes
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import allow
from whatmatters.foundation.messages.services import queue_message

from ..models import Feed, Listing
from ..permissions import steward_reasons
from ..queries.asking import CONFIRM, known_of, morning_of
from ..rules.confirming import (
    chase_days,
    is_to_be_asked,
    is_unconfirmed,
    last_due_assurance,
    link_day,
    link_of_the_day,
    times_to_ask,
)
from .indexing import index_listings
from .taking import batches

BATCH = 100
READER = Actor(id="reader", name="A reader of this site")
"""Whoever writes without an account: named in the audit trail without saying who they are."""


def ask_contacts(*, by: Actor, at: datetime, limit: int = 500) -> int:
    """Ask the contacts of the listings that are due, the longest unconfirmed first, and mark those that nobody would
    confirm. A second time on the same day asks nobody twice.

    At most `limit` are asked, and as many marked, so that a large feed that is taken in asks its contacts over days.
    Who: the worker, stewards. Raises `NotAllowed`. Returns how many were asked.
    """
    allow(steward_reasons(by))
    day = day_of(at)
    for numbers in _parts(_assured_by_feed(), limit):
        _put_back(numbers, by, at)
    for numbers in _parts(_to_mark(day), limit):
        _mark(numbers, by, at)
    return sum(_ask(numbers, by, at) for numbers in _parts(_to_ask(day), limit))


@transaction.atomic
def send_new_link(*, listing_id: UUID | None, email: str, by: Actor, at: datetime) -> None:
    """Send a listing's contact a new link, when `email` is the contact's address. Anybody may ask.

    Ends the same way whether it is or not, and when one was sent a short while ago. When the listing was confirmed
    today, the link follows tomorrow: until then it would have ended already.
    """
    locked = Listing.objects.select_for_update(of=("self",)).exclude(contact_email="")
    listing = locked.filter(id=listing_id, state="published").first() if listing_id else None
    day = link_day(listing.assured_on, day_of(at)) if listing else None
    if listing is None or day is None or listing.contact_email.casefold() != email.strip().casefold():
        return
    listing.asked_on = day
    listing.save(update_fields=["asked_on"])
    _queue(listing, f"link-{link_of_the_day(at)}", READER, at)
    record_change("asked for a new link", by=READER, at=at, subject=f"listing:{listing.id}")


def _ours() -> QuerySet[Listing]:
    """Published listings whose contacts we ask."""
    asked = Feed.objects.filter(asks_contacts=True).values("pk")
    return Listing.objects.filter(Q(feed=None) | Q(feed__in=asked), state="published", is_active=True)


def _due(day: date) -> QuerySet[Listing]:
    """Those that were assured too long ago, or never; the longest ago first."""
    old_or_never = Q(assured_on__lte=last_due_assurance(day)) | Q(assured_on=None)
    return _ours().filter(old_or_never).order_by(F("assured_on").asc(nulls_first=True), "number")


def _to_ask(day: date) -> QuerySet[Listing]:
    """`is_to_be_asked` as a question to the database, so that what is not to be asked takes nobody's place."""
    never = Q(times_asked=0) | Q(asked_on=None) | Q(asked_on__lte=day - timedelta(days=chase_days(day)))
    anew = Q(assured_on__gte=F("asked_on"))
    return _due(day).exclude(contact_email="").filter(anew | Q(never, times_asked__lt=times_to_ask(day)))


def _to_mark(day: date) -> QuerySet[Listing]:
    """`is_unconfirmed` as a question to the database."""
    long_ago = Q(times_asked__gte=times_to_ask(day), asked_on__lte=day - timedelta(days=chase_days(day)))
    unanswered = Q(assured_on=None) | Q(assured_on__lt=F("asked_on"))
    return _due(day).filter(long_ago, unanswered, is_unconfirmed=False)


def _assured_by_feed() -> QuerySet[Listing]:
    """Those that are marked, though their feed has said since that they are true."""
    return _ours().filter(is_unconfirmed=True, assured_on__gte=F("asked_on")).order_by("number")


def _parts(listings: QuerySet[Listing], limit: int) -> Iterable[list[int]]:
    """The numbers of the listings to look at, a transaction's worth at a time."""
    return batches(list(listings.values_list("number", flat=True)[:limit]), BATCH)


def _locked(numbers: Sequence[int]) -> list[Listing]:
    """The listings, locked; those among them that were answered meanwhile are found out by the rule."""
    return list(_ours().select_for_update(of=("self",)).filter(number__in=numbers).order_by("number"))


@transaction.atomic
def _ask(numbers: Sequence[int], by: Actor, at: datetime) -> int:
    day = day_of(at)
    due = [one for one in _locked(numbers) if one.contact_email and is_to_be_asked(known_of(one), day)]
    for listing in due:
        listing.times_asked, listing.asked_on = known_of(listing).times_asked + 1, day
        _queue(listing, "asked", by, at)
    Listing.objects.bulk_update(due, ["times_asked", "asked_on"])
    _record("asked its contact whether it is true", due, by, at)
    return len(due)


@transaction.atomic
def _mark(numbers: Sequence[int], by: Actor, at: datetime) -> None:
    unanswered = [one for one in _locked(numbers) if is_unconfirmed(known_of(one), day_of(at))]
    for listing in unanswered:
        listing.is_unconfirmed = True
    Listing.objects.bulk_update(unanswered, ["is_unconfirmed"])
    index_listings(unanswered)
    _record("nobody confirmed it: shown last", unanswered, by, at)


@transaction.atomic
def _put_back(numbers: Sequence[int], by: Actor, at: datetime) -> None:
    assured = _locked(numbers)
    for listing in assured:
        listing.is_unconfirmed, listing.times_asked, listing.asked_on = False, 0, None
    Listing.objects.bulk_update(assured, ["is_unconfirmed", "times_asked", "asked_on"])
    index_listings(assured)
    _record("confirmed by its feed: shown in its place", assured, by, at)


def _queue(listing: Listing, what: str, by: Actor, at: datetime) -> None:
    """One message for the listing's contact; the key lets each be sent once for the day of its link."""
    is_later = listing.asked_on is not None and listing.asked_on > day_of(at)
    queue_message(
        kind=CONFIRM,
        subject_ids={"listing_id": listing.id},
        key=f"{CONFIRM}:{listing.id}:{listing.asked_on}:{what}",
        by=by,
        at=at,
        send_after=morning_of(listing.asked_on) if is_later and listing.asked_on else None,
    )


def _record(change: str, listings: Sequence[Listing], by: Actor, at: datetime) -> None:
    record_changes(change, by=by, at=at, subjects=[(None, f"listing:{listing.id}") for listing in listings])
